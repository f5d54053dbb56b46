// Forms and answers of OAuth in Zalo's own shape (zalo-oa 5 and 6).
#include "gateway/emulator/zalo_oauth_api.hpp"

#include <nlohmann/json.hpp>

#include <optional>

#include "adapters/percent_encoding.hpp"
#include "adapters/signature.hpp"

namespace motcua::gateway {
namespace {

using Json = nlohmann::ordered_json;

Response oauth_json(const Json& json) {
    return {200, json.dump(-1, ' ', false, Json::error_handler_t::replace), "application/json"};
}

Response refused(int error, const char* name, const char* reason) {
    return oauth_json({{"error", error},
                          {"error_name", name},
                          {"error_reason", reason},
                          {"error_description", reason},
                          {"ref_doc", ""}});
}

Response issued(const IssuedTokens& tokens, std::chrono::seconds life) {
    return oauth_json({{"access_token", tokens.access},
                          {"refresh_token", tokens.refresh},
                          {"expires_in", std::to_string(life.count())}});
}

Response answer_to(Stage& stage, const Request& request) {
    const EmulatedZalo& zalo = stage.settings().zalo;
    const Request form{.query = request.body};  // a form is written as a query is
    if (zalo.app_secret.empty() || form.parameter("app_id") != zalo.app_id) {
        return refused(-14002, "Invalid appId", "The app does not exist or is not active");
    }
    if (!adapters::same_text(request.header("secret_key"), zalo.app_secret)) {
        return oauth_json({{"error_name", "Invalid secret key"}, {"error_reason", "secret_key is wrong"}});
    }
    const std::string kind = form.parameter("grant_type");
    std::optional<IssuedTokens> tokens;
    if (kind == "refresh_token")
        tokens = stage.zalo_token_desk().renew(form.parameter("refresh_token"), stage.now());
    if (kind == "authorization_code") {
        tokens = stage.zalo_token_desk().redeem(form.parameter("code"), form.parameter("code_verifier"),
                                                stage.now());
    }
    if (tokens) return issued(*tokens, stage.zalo_token_desk().life());
    return kind == "refresh_token"
               ? refused(-14014, "Invalid refresh token", "The refresh token is expired or was used")
               : refused(-14014, "Invalid code", "The code is expired or was used");
}

}  // namespace

Response zalo_tokens(Stage& stage, const Request& request) {
    const auto started = std::chrono::steady_clock::now();
    Response answer = answer_to(stage, request);
    // Bodies of this call are nothing but secrets.
    Request shown{.method = request.method,
                  .path = request.path,
                  .body = "grant_type=" + Request{.query = request.body}.parameter("grant_type")};
    const bool has_tokens = answer.body.find("\"access_token\"") != std::string::npos;
    stage.note_call(
        {shown, intents::ChannelKind::zalo, "", started},
        {answer.status, has_tokens ? "{\"access_token\":\"•••\",\"refresh_token\":\"•••\"}" : answer.body});
    return answer;
}

Response zalo_permission(Stage& stage, const Request& request) {
    const EmulatedZalo& zalo = stage.settings().zalo;
    const std::string callback = request.parameter("redirect_uri");
    if (request.parameter("app_id") != zalo.app_id)
        return refused(-14002, "Invalid appId", "The app does not exist or is not active");
    const bool is_address = callback.rfind("https://", 0) == 0 || callback.rfind("http://", 0) == 0;
    if (!is_address || (!zalo.callback_url.empty() && callback != zalo.callback_url)) {
        return refused(-14003, "Invalid redirect uri", "It must equal the callback URL that was saved");
    }
    std::string target = callback + (callback.find('?') == std::string::npos ? '?' : '&');
    target += "code=" + stage.zalo_token_desk().code_for({request.parameter("code_challenge"), stage.now()});
    target += "&oa_id=" + zalo.oa_id;
    const std::string state = request.parameter("state");
    if (!state.empty()) target += "&state=" + adapters::percent_encoded(state);
    return {.status = 302, .body = target + "\n", .headers = {{"Location", target}}};
}

}  // namespace motcua::gateway
