// Verification and delivery of the web chat.
#include "adapters/web/web_channel.hpp"

#include <stdexcept>
#include <utility>

#include "adapters/send_outcome.hpp"
#include "adapters/signature.hpp"
#include "adapters/web/web_payload.hpp"
#include "adapters/wire_json.hpp"

namespace motcua::adapters {
namespace {

constexpr std::string_view web_prefix = "sha256=";

}  // namespace

std::string web_signature(std::string_view secret, std::string_view body) {
    return std::string(web_prefix) + hex_of(hmac_sha256(secret, body));
}

WebChannel::WebChannel(WebSettings settings, HttpClient& http) : settings_(std::move(settings)), http_(http) {
    if (settings_.secrets.empty()) throw std::invalid_argument("web.secrets: must not be empty");
    for (const std::string& secret : settings_.secrets) require_secret(secret, "web.secrets");
    if (settings_.accounts.empty()) throw std::invalid_argument("web.accounts: must not be empty");
    for (const std::string& account : settings_.accounts) {
        require_account_id(account, "web.accounts");
        accounts_.insert(account);
    }
    settings_.reply_url = checked_base_url(settings_.reply_url, "web.reply_url");
}

Verification WebChannel::verify(const WebhookCall& call) const {
    const FoundHeader header = find_header(call, "x-motcua-signature-256");
    if (header.times == 0) return {SignatureState::missing, ""};
    if (header.times > 1 || header.value.substr(0, web_prefix.size()) != web_prefix)
        return {SignatureState::malformed, ""};
    const auto given = digest_from_hex(header.value.substr(web_prefix.size()));
    if (!given) return {SignatureState::malformed, ""};
    bool valid = false;
    for (const std::string& secret : settings_.secrets) valid |= same(hmac_sha256(secret, call.body), *given);
    return {valid ? SignatureState::valid : SignatureState::mismatch, ""};
}

std::vector<ChannelEvent> WebChannel::events_of(std::string_view body) const {
    return web_events(body, accounts_);
}

std::vector<OutgoingPart> WebChannel::compose(const intents::Envelope& envelope,
                                              const std::vector<kb::Reply>& replies) const {
    return web_parts(envelope, replies);
}

Delivery WebChannel::deliver(const TakenPart& part) {
    const HttpRequest request{.url = settings_.reply_url,
                              .headers = {{"Content-Type", "application/json"},
                                          {"X-Motcua-Signature-256", web_signature(settings_.secrets.front(), part.part.body)}},
                              .body = part.part.body,
                              .timeout = settings_.timeout};
    const auto response = http_.send(request);
    if (!response) return outcome_of(response.error(), "web");
    if (response->status < 200 || response->status > 299) return outcome_of_status(*response, "web");
    const auto answer = read_wire_json(response->body);
    return {.fate = Fate::sent, .platform_message_id = answer ? (*answer)["message_id"].id() : ""};
}

}  // namespace motcua::adapters
