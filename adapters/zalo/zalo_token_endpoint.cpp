// The form of a token call, and what its answers mean: an error may come with HTTP 200, and without a number.
#include "adapters/zalo/zalo_token_endpoint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "adapters/incoming_event.hpp"
#include "adapters/percent_encoding.hpp"
#include "adapters/signature.hpp"
#include "adapters/wire_json.hpp"

namespace motcua::adapters {
namespace {

constexpr std::size_t longest_token = 8192;
constexpr std::chrono::seconds shortest_life{60};
constexpr std::chrono::seconds longest_life{90 * 24 * 3600};
constexpr std::chrono::seconds assumed_life{24 * 3600};  // when the answer does not say; Zalo's is 25 h

/// Codes that say that the refresh token, or the code of a consent, is spent.
constexpr std::array<std::string_view, 2> dead_codes{"-14014", "-118"};

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

/// Without a known code the platform's words decide: they name what it does not accept.
bool speaks_of_the_token(const WireNode& body) {
    const std::string words = lower(body["error_name"].string() + ' ' + body["error_reason"].string() + ' ' +
                                    body["error_description"].string() + ' ' + body["error"].string());
    constexpr std::array<std::string_view, 3> signs{"refresh token", "refresh_token", "invalid_grant"};
    return std::any_of(signs.begin(), signs.end(),
                       [&](auto sign) { return words.find(sign) != std::string::npos; });
}

std::chrono::seconds life_from(const std::string& digits) {
    std::int64_t seconds = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
    if (fault != std::errc() || end != digits.data() + digits.size()) return assumed_life;
    return std::clamp(std::chrono::seconds(seconds), shortest_life, longest_life);
}

TokenAnswer failure(TokenFault fault, std::string reason) {
    return tl::unexpected(TokenFailure{fault, std::move(reason)});
}

TokenAnswer answer_to(const HttpError& error) {
    switch (error.fault) {
        case HttpFault::not_sent:
            return failure(TokenFault::not_sent, "zalo oauth not reached");
        case HttpFault::bad_request:
            return failure(TokenFault::not_sent, "zalo oauth call not well formed");
        case HttpFault::ambiguous:
            return failure(TokenFault::unknown, "zalo oauth gave no answer");
        case HttpFault::too_large:
            return failure(TokenFault::unknown, "zalo oauth answer too large");
    }
    return failure(TokenFault::unknown, "zalo oauth gave no answer");
}

}  // namespace

bool is_token(std::string_view text) noexcept {
    return !text.empty() && text.size() <= longest_token &&
           std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

std::string_view name_of(TokenFault fault) noexcept {
    switch (fault) {
        case TokenFault::not_sent:
            return "not_sent";
        case TokenFault::unknown:
            return "unknown";
        case TokenFault::refused:
            return "refused";
        case TokenFault::dead:
            return "dead";
    }
    return "unknown";
}

ZaloTokenEndpoint::ZaloTokenEndpoint(ZaloOauthApp app, HttpClient& http) : app_(std::move(app)), http_(http) {
    require_secret(app_.app_id, "zalo.app.app_id");
    require_secret(app_.app_secret, "zalo.app.app_secret");
    app_.base_url = checked_base_url(app_.base_url, "zalo.oauth");
}

TokenAnswer ZaloTokenEndpoint::refresh(const std::string& refresh_token) {
    return ask("grant_type=refresh_token&refresh_token=" + percent_encoded(refresh_token));
}

TokenAnswer ZaloTokenEndpoint::redeem(const std::string& code, const std::string& verifier) {
    return ask("grant_type=authorization_code&code=" + percent_encoded(code) +
               (verifier.empty() ? "" : "&code_verifier=" + percent_encoded(verifier)));
}

TokenAnswer ZaloTokenEndpoint::ask(std::string form) {
    const auto response = http_.send(
        {.url = app_.base_url + "/v4/oa/access_token",
         .headers = {{"secret_key", app_.app_secret}, {"Content-Type", "application/x-www-form-urlencoded"}},
         .body = std::move(form) + "&app_id=" + percent_encoded(app_.app_id),
         .timeout = app_.timeout});
    return response ? zalo_token_answer(*response) : answer_to(response.error());
}

TokenAnswer zalo_token_answer(const HttpResponse& response) {
    const auto body = read_wire_json(response.body);
    // A page of a proxy, or half an answer: whether the call got through is not known.
    if (!body || !body->is(WireNode::Kind::object)) {
        return failure(TokenFault::unknown,
                       fmt::format("zalo oauth status {} without an answer", response.status));
    }
    const std::string& code = (*body)["error"].text;  // -14014 or "-14014"
    const bool has_error = (!code.empty() && code != "0") || body->has("error_name");
    if (has_error) {
        const bool is_number =
            !code.empty() && code.find_first_not_of("-0123456789") == std::string::npos && code.size() <= 8;
        const std::string reason =
            is_number ? "zalo oauth " + code : std::string("zalo oauth error without a number");
        const bool is_dead = std::find(dead_codes.begin(), dead_codes.end(), code) != dead_codes.end() ||
                             speaks_of_the_token(*body);
        return failure(is_dead ? TokenFault::dead : TokenFault::refused, reason);
    }
    TokenGrant grant{{(*body)["access_token"].string(), (*body)["refresh_token"].string()},
                     life_from((*body)["expires_in"].id())};
    if (response.status != 200 || !is_token(grant.pair.access) || !is_token(grant.pair.refresh)) {
        return failure(TokenFault::unknown,
                       fmt::format("zalo oauth status {} without two tokens", response.status));
    }
    return grant;
}

}  // namespace motcua::adapters
