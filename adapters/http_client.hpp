// Port: one HTTP call to the outside, bounded in time and size.
#pragma once

#include <chrono>
#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace motcua::adapters {

struct HttpRequest {
    std::string method = "POST";
    std::string url;  // absolute; https, or http on loopback only
    std::vector<std::pair<std::string, std::string>> headers;  // CR or LF in a value is refused
    std::string body;
    std::chrono::milliseconds timeout{15000};  // of the whole call
};

struct HttpResponse {
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
    std::string body;  // at most 1 MiB

    /// The first header of that lower-case name, or empty.
    std::string header(const std::string& name) const {
        for (const auto& [key, value] : headers) {
            if (key == name) return value;
        }
        return {};
    }
};

enum class HttpFault {
    not_sent,    // no connection, or refused before the request was written: safe to repeat
    ambiguous,   // the request may have arrived: time-out, reset or half a reply
    bad_request, // our own mistake: bad URL, CR or LF in a header
    too_large,   // the reply exceeded the cap
};
struct HttpError {
    HttpFault fault = HttpFault::not_sent;
    std::string detail;  // for the log only; holds no URL query and no header value
};

/// Implementations must be safe to call from several threads at once. Follows no redirect.
class HttpClient {
  public:
    virtual ~HttpClient() = default;
    virtual tl::expected<HttpResponse, HttpError> send(const HttpRequest& request) = 0;
};

}  // namespace motcua::adapters
