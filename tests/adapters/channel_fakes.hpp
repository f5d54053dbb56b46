// What the tests of the channels share: a Send API that behaves as told, fixed settings, small makers.
#pragma once

#include <deque>
#include <fstream>
#include <iterator>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "adapters/messenger/messenger_channel.hpp"
#include "adapters/web/web_channel.hpp"
#include "adapters/zalo/zalo_channel.hpp"

namespace motcua::tests {

using HttpResult = tl::expected<adapters::HttpResponse, adapters::HttpError>;

/// Answers with the queued results, in order, then with `standing`; keeps the requests.
class ScriptedHttp final : public adapters::HttpClient {
  public:
    HttpResult send(const adapters::HttpRequest& request) override {
        const std::lock_guard lock(mutex_);
        requests.push_back(request);
        if (results.empty()) return standing;
        HttpResult result = std::move(results.front());
        results.pop_front();
        return result;
    }

    std::deque<HttpResult> results;
    HttpResult standing = adapters::HttpResponse{.status = 200, .body = "{}"};
    std::vector<adapters::HttpRequest> requests;

  private:
    std::mutex mutex_;
};

/// A source that has no token now, and remembers what it is told; or has one.
class TokenOnLoan final : public adapters::AccessTokenSource {
  public:
    explicit TokenOnLoan(std::string token = "") : token_(std::move(token)) {}
    std::string access_token() override { return token_; }
    void rejected(const std::string& token) override { refused.push_back(token); }

    std::vector<std::string> refused;

  private:
    const std::string token_;
};

inline HttpResult failed(adapters::HttpFault fault) {
    return tl::unexpected(adapters::HttpError{fault, "as told"});
}

inline constexpr const char* own_oa = "5300000000000000003";
inline constexpr const char* own_app = "4100000000000000001";
inline constexpr const char* own_page = "610000000000001";

inline adapters::ZaloSettings zalo_settings() {
    return {.apps = {{own_app, {"own-oa-secret", "previous-oa-secret"}, "own-app-secret"},
                     {"4200000000000000009", {"other-oa-secret"}, "other-app-secret"}},
            .accounts = {{own_oa, adapters::fixed_token("zalo-token"), "Own"},
                         {"5400000000000000004", adapters::fixed_token("zalo-token-2"), "Other"}},
            .base_url = "http://127.0.0.1:1/zalo/"};
}

inline adapters::MessengerSettings messenger_settings() {
    return {.apps = {{"1517776481860111", {"own-fb-secret", "previous-fb-secret"}, "own-verify-token"}},
            .pages = {{own_page, adapters::fixed_token("EAA own"), "Own", ""},
                      {"610000000000009", adapters::fixed_token("EAAother"), "Other", ""}},
            .base_url = "http://127.0.0.1:1"};
}

inline adapters::WebSettings web_settings() {
    return {.secrets = {"own-web-secret"}, .accounts = {"desk"}, .reply_url = "http://127.0.0.1:1/replies"};
}

inline intents::Envelope envelope_of(intents::ChannelKind channel, std::string account, std::string sender) {
    return {
        .channel = channel, .account = std::move(account), .sender = std::move(sender), .message_id = "m1"};
}

inline const intents::Envelope zalo_citizen = envelope_of(intents::ChannelKind::zalo, own_oa, "72");
inline const intents::Envelope page_citizen = envelope_of(intents::ChannelKind::messenger, own_page, "91");

inline adapters::TakenPart part_to(const intents::Envelope& envelope, std::string body) {
    return {.id = 1, .envelope = envelope, .part = {std::move(body)}};
}

inline std::string bytes_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace motcua::tests
