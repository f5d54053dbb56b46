// `channel status --json` for scripts.
#include <fmt/chrono.h>

#include <nlohmann/json.hpp>

#include "gateway/cli/channel_command.hpp"

namespace motcua::gateway {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(adapters::AccountNote::Time time) {
    if (time == adapters::AccountNote::Time{}) return nullptr;
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

Json json_of(const AccountStatus& status) {
    const auto& note = status.note;
    Json faults = Json::array();
    for (const auto& fault : status.faults) faults.push_back({{"reason", fault.reason}, {"mend", fault.mend}});
    Json json = {{"channel", intents::name_of(note.channel)},
                 {"account", note.account},
                 {"name", status.name},
                 {"last_event", json_of(note.event_at)},
                 {"last_reply", json_of(note.sent_at)},
                 {"last_error", json_of(note.error_at)},
                 {"last_error_reason", note.error},
                 {"token", status.token},
                 {"quota", status.quota},
                 {"faults", faults}};
    if (note.channel == intents::ChannelKind::messenger) {
        json["subscribed_fields"] = status.fields;
        json["missing_fields"] = status.missing;
    }
    return json;
}

}  // namespace

void print_channel_json(const std::vector<AccountStatus>& accounts, std::ostream& out) {
    Json list = Json::array();
    bool is_fine = true;
    for (const AccountStatus& account : accounts) {
        list.push_back(json_of(account));
        is_fine = is_fine && account.faults.empty();
    }
    out << Json{{"accounts", list}, {"ok", is_fine}}.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace motcua::gateway
