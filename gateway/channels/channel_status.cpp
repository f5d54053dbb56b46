// Asks the platforms and judges what they say.
#include "gateway/channels/channel_status.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "adapters/zalo/zalo_account_api.hpp"
#include "gateway/messenger_pages.hpp"

namespace motcua::gateway {
namespace {

adapters::AccountNote note_of(const std::vector<adapters::AccountNote>& notes, intents::ChannelKind channel,
                              const std::string& account) {
    const auto found = std::find_if(notes.begin(), notes.end(), [&](const auto& note) {
        return note.channel == channel && note.account == account;
    });
    return found != notes.end() ? *found : adapters::AccountNote{.channel = channel, .account = account, .error = ""};
}

/// An error after which nothing was sent: it may last.
void judge_sending(AccountStatus& status) {
    const auto& note = status.note;
    const bool lasts = note.error_at.time_since_epoch().count() > 0 && note.error_at > note.sent_at;
    if (lasts) status.faults.push_back({"last send failed: " + note.error, "see `motcua dead list` and the metric motcua_deliveries_total"});
}

std::string chain_state(ZaloTokens& tokens, const std::string& account) {
    const auto record = tokens.vault().read(account);
    if (!record) return record.error().detail;
    return *record ? std::string(adapters::name_of((*record)->status.state)) : "needs_consent";
}

AccountStatus zalo_status(const Config& config, const ZaloAccountKeys& keys, ZaloTokens& tokens,
                          adapters::HttpClient& client) {
    AccountStatus status;
    status.name = keys.name;
    const auto chain = tokens.chain_of(keys.oa_id);
    const adapters::TokenSource token = chain ? chain : adapters::fixed_token(keys.access_token, "zalo.account.access_token");
    const auto info = adapters::zalo_account_info(config.zalo_api, {keys.oa_id, token, keys.name}, client);
    status.token = chain ? "chain " + chain_state(tokens, keys.oa_id) : "fixed";
    status.token += info ? ", works" : ", " + info.error().reason;
    if (!info) {
        status.faults.push_back(info.error());
        return status;
    }
    status.name = info->name;
    status.quota = info->calls_left;
    if (!info->oa_id.empty() && info->oa_id != keys.oa_id) {
        status.faults.push_back({"the token is of OA " + info->oa_id, "give each [[zalo.account]] the token of its own oa_id"});
    }
    if (chain && chain_state(tokens, keys.oa_id) != "ready") {
        status.faults.push_back({status.token, "run `motcua tokens status`"});
    }
    return status;
}

AccountStatus page_status(adapters::MessengerPageApi& api, const adapters::MessengerPage& page) {
    AccountStatus status;
    status.name = page.name;
    const auto subscription = api.subscription(page);
    status.token = subscription ? "fixed, works" : "fixed, " + subscription.error().reason;
    if (!subscription) {
        status.faults.push_back(subscription.error());
        return status;
    }
    status.fields = subscription->fields;
    status.missing = subscription->missing();
    if (subscription->used_percent >= 0) status.quota = fmt::format("{} % of the call limit used", subscription->used_percent);
    if (!status.missing.empty()) {
        status.faults.push_back({fmt::format("{} of the needed fields are not subscribed", status.missing.size()),
                                 "run `motcua channel setup --channel messenger`"});
    }
    return status;
}

}  // namespace

std::vector<AccountStatus> channel_status(const Config& config, ZaloTokens& tokens, adapters::HttpClient& client,
                                          const std::vector<adapters::AccountNote>& notes) {
    std::vector<AccountStatus> all;
    const auto add = [&](AccountStatus status, intents::ChannelKind channel, const std::string& account) {
        status.note = note_of(notes, channel, account);
        judge_sending(status);
        all.push_back(std::move(status));
    };
    for (const ZaloAccountKeys& keys : config.zalo_accounts) {
        add(zalo_status(config, keys, tokens, client), intents::ChannelKind::zalo, keys.oa_id);
    }
    if (config.messenger_apps.empty()) return all;
    adapters::MessengerPageApi api(messenger_settings(config), client);
    for (const adapters::MessengerPage& page : api.pages()) {
        add(page_status(api, page), intents::ChannelKind::messenger, page.page_id);
    }
    return all;
}

}  // namespace motcua::gateway
