// Builds the requests of the Graph API.
#include "adapters/messenger/messenger_request.hpp"

#include <fmt/format.h>

#include <utility>

#include "adapters/messenger/messenger_control.hpp"
#include "adapters/percent_encoding.hpp"
#include "adapters/signature.hpp"

namespace motcua::adapters {
namespace {

const std::string& proving_secret(const MessengerSettings& settings, const MessengerPage& page) {
    for (const MessengerApp& app : settings.apps) {
        if (!page.app_id.empty() && app.app_id == page.app_id) return app.app_secrets.front();
    }
    return settings.apps.front().app_secrets.front();
}

std::string proof_parameters(const MessengerSettings& settings, const MessengerPage& page,
                             const std::string& token) {
    if (settings.proof == SecretProof::none) return {};
    const std::string& secret = proving_secret(settings, page);
    if (settings.proof == SecretProof::untimed) return "appsecret_proof=" + untimed_proof(secret, token);
    const std::int64_t seconds =
        std::chrono::duration_cast<std::chrono::seconds>(settings.now().time_since_epoch()).count();
    return fmt::format("appsecret_proof={}&appsecret_time={}", timed_proof(secret, token, seconds), seconds);
}

}  // namespace

std::string untimed_proof(std::string_view app_secret, std::string_view token) {
    return hex_of(hmac_sha256(app_secret, token));
}

std::string timed_proof(std::string_view app_secret, std::string_view token, std::int64_t unix_seconds) {
    return hex_of(hmac_sha256(app_secret, fmt::format("{}|{}", token, unix_seconds)));
}

HttpRequest messenger_request(const MessengerSettings& settings, const MessengerPage& page,
                              const std::string& token, const std::string& body) {
    const MessengerCall call = call_of(body);
    return graph_request(settings, page, token,
                         {"POST", fmt::format("{}/{}", page.page_id, call.edge), "", std::string(call.json)});
}

HttpRequest graph_request(const MessengerSettings& settings, const MessengerPage& page, const std::string& token,
                          const GraphCall& call) {
    std::string query = call.query;
    const auto add = [&query](const std::string& more) {
        if (!more.empty()) query += (query.empty() ? "" : "&") + more;
    };
    add(settings.token_in_query ? "access_token=" + percent_encoded(token) : "");
    add(proof_parameters(settings, page, token));
    HttpRequest request{.method = call.method,
                        .url = fmt::format("{}/{}/{}", settings.base_url, settings.graph_version, call.path),
                        .headers = {{"Content-Type", "application/json"}},
                        .body = call.body,
                        .timeout = settings.timeout};
    if (!query.empty()) request.url += "?" + query;
    if (!settings.token_in_query) request.headers.emplace_back("Authorization", "Bearer " + token);
    return request;
}

}  // namespace motcua::adapters
