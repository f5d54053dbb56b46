// Verification and delivery of the Zalo channel.
#include "adapters/zalo/zalo_channel.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <utility>

#include "adapters/send_outcome.hpp"
#include "adapters/wire_json.hpp"
#include "adapters/zalo/zalo_compose.hpp"
#include "adapters/zalo/zalo_errors.hpp"
#include "adapters/zalo/zalo_payload.hpp"
#include "adapters/zalo/zalo_recipient.hpp"
#include "adapters/zalo/zalo_signature.hpp"

namespace motcua::adapters {
namespace {

void require_apps(const std::vector<ZaloApp>& apps) {
    if (apps.empty()) throw std::invalid_argument("zalo.apps: must not be empty");
    Names ids;
    for (std::size_t i = 0; i < apps.size(); ++i) {
        const std::string setting = fmt::format("zalo.apps[{}]", i);
        require_secret(apps[i].app_id, setting + ".app_id");
        if (!ids.insert(apps[i].app_id).second) throw std::invalid_argument(setting + ".app_id: given twice");
        if (apps[i].oa_secrets.empty())
            throw std::invalid_argument(setting + ".oa_secrets: must not be empty");
        for (const std::string& secret : apps[i].oa_secrets) require_secret(secret, setting + ".oa_secrets");
        if (apps[i].app_secret) require_secret(*apps[i].app_secret, setting + ".app_secret");
    }
}

Names ids_of(const std::vector<ZaloAccount>& accounts) {
    if (accounts.empty()) throw std::invalid_argument("zalo.accounts: must not be empty");
    Names ids;
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        const std::string setting = fmt::format("zalo.accounts[{}]", i);
        require_account_id(accounts[i].oa_id, setting + ".oa_id");
        if (!ids.insert(accounts[i].oa_id).second)
            throw std::invalid_argument(setting + ".oa_id: given twice");
        if (!accounts[i].access_token) throw std::invalid_argument(setting + ".access_token: must be given");
    }
    return ids;
}

/// What the console sends when the address is saved.
bool is_probe_body(std::string_view body) noexcept {
    std::string_view left = body;
    std::string_view expected = "{}";
    for (; !left.empty(); left.remove_prefix(1)) {
        const char letter = left.front();
        if (letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n') continue;
        if (expected.empty() || letter != expected.front()) return false;
        expected.remove_prefix(1);
    }
    return expected.size() != 1;
}

}  // namespace

ZaloChannel::ZaloChannel(ZaloSettings settings, HttpClient& http)
    : settings_(std::move(settings)), http_(http) {
    require_apps(settings_.apps);
    accounts_ = ids_of(settings_.accounts);
    settings_.base_url = checked_base_url(settings_.base_url, "zalo.base_url");
}

const ZaloApp* ZaloChannel::app_of(std::string_view app_id) const noexcept {
    for (const ZaloApp& app : settings_.apps) {
        if (app.app_id == app_id) return &app;
    }
    return nullptr;
}

Verification ZaloChannel::verify(const WebhookCall& call) const {
    const FoundHeader header = find_header(call, "x-zevent-signature");
    if (header.times == 0) {
        return {is_probe_body(call.body) ? SignatureState::probe : SignatureState::missing, ""};
    }
    const auto given = digest_from_zalo_header(header.value);
    if (header.times > 1 || !given) return {SignatureState::malformed, ""};
    const auto fields = read_top_level(call.body, {"app_id", "timestamp"});
    if (!fields || (*fields)[0].empty() || (*fields)[1].empty()) return {SignatureState::unreadable, ""};
    const ZaloSigned text{(*fields)[0], call.body, (*fields)[1]};
    const ZaloApp* app = app_of(text.app_id);
    bool valid = false;
    if (app != nullptr) {
        for (const std::string& secret : app->oa_secrets) valid |= same(zalo_mac(text, secret), *given);
    }
    if (valid) return {SignatureState::valid, ""};
    const auto state = app != nullptr ? SignatureState::mismatch : SignatureState::unknown_account;
    return {state, zalo_diagnosis(text, *given, settings_, find_header(call, "x-zevent-timestamp").value)};
}

std::vector<ChannelEvent> ZaloChannel::events_of(std::string_view body) const {
    return zalo_events(body, accounts_);
}

std::vector<OutgoingPart> ZaloChannel::compose(const intents::Envelope& envelope,
                                               const std::vector<kb::Reply>& replies) const {
    return zalo_parts(envelope, replies, settings_.buttons_as_text);
}

Delivery ZaloChannel::deliver(const TakenPart& part) {
    for (const ZaloAccount& account : settings_.accounts) {
        if (account.oa_id != part.envelope.account) continue;
        const std::string token = account.access_token->access_token();
        if (token.empty()) return {.fate = Fate::token_expired, .reason = "zalo no access token"};
        // Version 3 has no way to a visitor without identity (zalo-oa 4.1).
        const bool anonymous = zalo_recipient(part.envelope.sender).anonymous;
        const HttpRequest request{
            .url = settings_.base_url + (anonymous ? "/v2.0/oa/message" : "/v3.0/oa/message/cs"),
            .headers = {{"access_token", token}, {"Content-Type", "application/json"}},
            .body = part.part.body,
            .timeout = settings_.timeout};
        const auto response = http_.send(request);
        if (!response) return outcome_of(response.error(), "zalo");
        Delivery delivery = zalo_delivery(*response);
        if (delivery.fate == Fate::token_expired) account.access_token->rejected(token);
        return delivery;
    }
    return {.fate = Fate::misconfigured, .reason = "zalo account not configured"};
}

}  // namespace motcua::adapters
