// Zalo's OAuth v4 endpoint over the HttpClient port, and the reading of its answers.
#pragma once

#include <string>

#include "adapters/http_client.hpp"
#include "adapters/zalo/token_endpoint.hpp"

namespace motcua::adapters {

struct ZaloOauthApp {
    std::string app_id;
    std::string app_secret;  // of the app, not the OA's
    std::string base_url = "https://oauth.zaloapp.com";
    std::chrono::milliseconds timeout{15000};
};

class ZaloTokenEndpoint final : public TokenEndpoint {
  public:
    /// `http` must outlive it. Throws std::invalid_argument, naming the setting, when a part is empty.
    ZaloTokenEndpoint(ZaloOauthApp app, HttpClient& http);

    TokenAnswer refresh(const std::string& refresh_token) override;
    TokenAnswer redeem(const std::string& code, const std::string& verifier) override;

  private:
    TokenAnswer ask(std::string form);

    ZaloOauthApp app_;
    HttpClient& http_;
};

/// Only HTTP 200 with two whole tokens is a grant. Source: zalo-oa.md sections 5 and 6. Pure.
TokenAnswer zalo_token_answer(const HttpResponse& response);

}  // namespace motcua::adapters
