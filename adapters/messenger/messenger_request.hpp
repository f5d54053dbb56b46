// Calls of the Send API and of the rest of the Graph API as HTTP requests: address, token, proof.
#pragma once

#include <string>
#include <string_view>

#include "adapters/http_client.hpp"
#include "adapters/messenger/messenger_settings.hpp"

namespace motcua::adapters {

/// POST {base}/{version}/{page}/messages, or the edge of thread control that the body names. `token` is the Page's, not empty.
HttpRequest messenger_request(const MessengerSettings& settings, const MessengerPage& page,
                              const std::string& token, const std::string& body);

/// A call of the Graph API other than a send.
struct GraphCall {
    std::string method;  // GET, POST, DELETE
    std::string path;    // behind the version, e.g. "me/messenger_profile"
    std::string query;   // percent-encoded; may be empty
    std::string body;    // JSON; may be empty
};
HttpRequest graph_request(const MessengerSettings& settings, const MessengerPage& page, const std::string& token,
                          const GraphCall& call);

/// appsecret_proof in lower-case hexadecimal: over the token, or over "token|seconds" for the timed form.
std::string untimed_proof(std::string_view app_secret, std::string_view token);
std::string timed_proof(std::string_view app_secret, std::string_view token, std::int64_t unix_seconds);

}  // namespace motcua::adapters
