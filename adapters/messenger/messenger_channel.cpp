// Verification, handshake and delivery of the Messenger channel.
#include "adapters/messenger/messenger_channel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "adapters/messenger/messenger_compose.hpp"
#include "adapters/messenger/messenger_control.hpp"
#include "adapters/messenger/messenger_errors.hpp"
#include "adapters/messenger/messenger_request.hpp"
#include "adapters/send_outcome.hpp"

namespace motcua::adapters {
namespace {

Names app_ids_of(const std::vector<MessengerApp>& apps) {
    if (apps.empty()) throw std::invalid_argument("messenger.apps: must not be empty");
    Names ids;
    for (std::size_t i = 0; i < apps.size(); ++i) {
        const std::string setting = fmt::format("messenger.apps[{}]", i);
        const MessengerApp& app = apps[i];
        if (app.app_secrets.empty()) throw std::invalid_argument(setting + ".app_secrets: must not be empty");
        for (const std::string& secret : app.app_secrets) require_secret(secret, setting + ".app_secrets");
        require_secret(app.verify_token, setting + ".verify_token");
        if (!app.app_id.empty() && !ids.insert(app.app_id).second) {
            throw std::invalid_argument(setting + ".app_id: given twice");
        }
    }
    return ids;
}

Names page_ids_of(const std::vector<MessengerPage>& pages, const Names& app_ids) {
    if (pages.empty()) throw std::invalid_argument("messenger.pages: must not be empty");
    Names ids;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const std::string setting = fmt::format("messenger.pages[{}]", i);
        require_account_id(pages[i].page_id, setting + ".page_id");
        if (!ids.insert(pages[i].page_id).second)
            throw std::invalid_argument(setting + ".page_id: given twice");
        if (!pages[i].access_token) throw std::invalid_argument(setting + ".access_token: must be given");
        if (!pages[i].app_id.empty() && app_ids.count(pages[i].app_id) == 0) {
            throw std::invalid_argument(setting + ".app_id: must be the id of one of the apps");
        }
    }
    return ids;
}

bool is_version(std::string_view version) noexcept {
    return version.size() >= 2 && version.size() <= 8 && version.front() == 'v' &&
           version.find_first_not_of("0123456789.", 1) == std::string_view::npos;
}

bool is_challenge(std::string_view challenge) noexcept {
    constexpr std::size_t longest = 128;
    return !challenge.empty() && challenge.size() <= longest &&
           challenge.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-") ==
               std::string_view::npos;
}

std::optional<Digest> digest_from_header(std::string_view header) noexcept {
    constexpr std::string_view prefix = "sha256=";
    if (header.substr(0, prefix.size()) != prefix) return std::nullopt;
    return digest_from_hex(header.substr(prefix.size()));
}

}  // namespace

MessengerChannel::MessengerChannel(MessengerSettings settings, HttpClient& http)
    : settings_(std::move(settings)), http_(http) {
    identity_.app_ids = app_ids_of(settings_.apps);
    identity_.pages = page_ids_of(settings_.pages, identity_.app_ids);
    settings_.base_url = checked_base_url(settings_.base_url, "messenger.base_url");
    if (!is_version(settings_.graph_version)) {
        throw std::invalid_argument("messenger.graph_version: must be like v25.0");
    }
    if (!settings_.now) throw std::invalid_argument("messenger.now: must be given");
}

Verification MessengerChannel::verify(const WebhookCall& call) const {
    const FoundHeader header = find_header(call, "x-hub-signature-256");
    if (header.times == 0) {
        const bool legacy = find_header(call, "x-hub-signature").times > 0;
        return {SignatureState::missing, legacy ? "legacy sha1 header" : ""};
    }
    const auto given = digest_from_header(header.value);
    if (header.times > 1 || !given) return {SignatureState::malformed, ""};
    bool valid = false;
    for (const MessengerApp& app : settings_.apps) {
        for (const std::string& secret : app.app_secrets)
            valid |= same(hmac_sha256(secret, call.body), *given);
    }
    if (valid) return {SignatureState::valid, ""};
    return {SignatureState::mismatch, diagnosis_of(call.body, *given)};
}

std::string MessengerChannel::diagnosis_of(std::string_view body, const Digest& given) const {
    constexpr std::size_t largest_body = 64 * 1024;  // a wrong signature must stay cheap to refuse
    if (body.size() > largest_body) return {};
    for (const MessengerApp& app : settings_.apps) {
        if (same(hmac_sha256(app.verify_token, body), given)) return "verify token";
        for (const std::string& secret : app.app_secrets) {
            if (same(hmac_sha256(secret + "\n", body), given)) return "app secret with a line end";
        }
    }
    return {};
}

std::optional<std::string> MessengerChannel::challenge_answer(std::string_view mode, std::string_view token,
                                                              std::string_view challenge) const {
    bool known = false;
    for (const MessengerApp& app : settings_.apps) known |= same_text(app.verify_token, token);
    if (mode != "subscribe" || !known || !is_challenge(challenge)) return std::nullopt;
    return std::string(challenge);
}

std::vector<ChannelEvent> MessengerChannel::events_of(std::string_view body) const {
    return messenger_events(body, identity_);
}

std::vector<OutgoingPart> MessengerChannel::compose(const intents::Envelope& envelope,
                                                    const std::vector<kb::Reply>& replies) const {
    return messenger_parts(envelope, replies);
}

std::vector<OutgoingPart> MessengerChannel::hand_over(const intents::Envelope& envelope) const {
    if (settings_.inbox_app_id.empty()) return {};
    return {pass_thread_part(envelope.sender, settings_.inbox_app_id)};
}

std::vector<OutgoingPart> MessengerChannel::take_back(const intents::Envelope& envelope) const {
    if (settings_.inbox_app_id.empty()) return {};
    return {take_thread_part(envelope.sender)};
}

Delivery MessengerChannel::deliver(const TakenPart& part) {
    const auto page = std::find_if(settings_.pages.begin(), settings_.pages.end(),
                                   [&](const auto& each) { return each.page_id == part.envelope.account; });
    if (page == settings_.pages.end()) {
        return {.fate = Fate::misconfigured, .reason = "messenger account not configured"};
    }
    const std::string token = page->access_token->access_token();
    if (token.empty()) return {.fate = Fate::token_expired, .reason = "messenger no access token"};
    const auto response = http_.send(messenger_request(settings_, *page, token, part.part.body));
    if (!response) return outcome_of(response.error(), "messenger");
    Delivery delivery = messenger_delivery(*response);
    if (delivery.fate == Fate::token_expired) page->access_token->rejected(token);
    return delivery;
}

}  // namespace motcua::adapters
