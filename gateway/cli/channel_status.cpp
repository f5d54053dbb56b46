// `channel status` for people.
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "adapters/cpprest/cpprest_http_client.hpp"
#include "gateway/cli/channel_command.hpp"
#include "gateway/cli/usable_config.hpp"
#include "gateway/stores.hpp"

namespace motcua::gateway {
namespace {

using Time = adapters::AccountNote::Time;

std::string time_or_never(Time time) {
    if (time == Time{}) return "never";
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

void print_account(const AccountStatus& status, std::ostream& out) {
    const auto& note = status.note;
    out << fmt::format("{} {} {}\n", intents::name_of(note.channel), note.account, status.name);
    out << fmt::format("  last event    {}\n  last reply    {}\n", time_or_never(note.event_at), time_or_never(note.sent_at));
    if (note.error_at != Time{}) out << fmt::format("  last error    {} {}\n", time_or_never(note.error_at), note.error);
    out << fmt::format("  token         {}\n", status.token);
    if (!status.quota.empty()) out << fmt::format("  quota         {}\n", status.quota);
    if (note.channel == intents::ChannelKind::messenger) {
        out << fmt::format("  subscription  {}\n", status.fields.empty() ? "none" : fmt::format("{}", fmt::join(status.fields, ", ")));
    }
    if (!status.missing.empty()) out << fmt::format("  missing       {}\n", fmt::join(status.missing, ", "));
    for (const auto& fault : status.faults) out << fmt::format("  MEND  {}: {}\n", fault.reason, fault.mend);
}

}  // namespace

int channel_status(const CommonOptions& common, const ChannelRequest& request, std::ostream& out) {
    auto config = usable_config(common);
    if (!config) return 2;
    if (request.channel == "messenger") config->zalo_accounts.clear();
    if (request.channel == "zalo") config->messenger_apps.clear();
    adapters::CpprestHttpClient client;
    ZaloTokens tokens(*config, client);
    const auto notes = Stores(*config).ledger()->read();
    if (!notes) throw std::runtime_error("notes of accounts: " + notes.error());
    const auto accounts = channel_status(*config, tokens, client, *notes);
    if (request.json) {
        print_channel_json(accounts, out);
    } else {
        for (const AccountStatus& account : accounts) print_account(account, out);
        out << fmt::format("{} accounts\n", accounts.size());
    }
    const bool is_fine = std::all_of(accounts.begin(), accounts.end(), [](const auto& each) { return each.faults.empty(); });
    return is_fine ? 0 : 1;
}

}  // namespace motcua::gateway
