// A request and a response in plain words, free of the HTTP library.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace motcua::gateway {

struct Request {
    std::string method;                                        // upper case
    std::string path;                                          // as sent, up to '?'; never percent-decoded
    std::string query;                                         // as sent, after '?'
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case, in order
    std::string body;                                          // raw bytes
    std::string remote;                                        // the peer's address, without port

    /// The first header of that lower-case name, or empty.
    std::string_view header(std::string_view name) const noexcept;
    /// The value of a query parameter, percent-decoded; empty when absent or ill-formed.
    std::string parameter(std::string_view name) const;
};

struct Response {
    int status = 200;
    std::string body;
    std::string content_type = "text/plain; charset=utf-8";
    std::vector<std::pair<std::string, std::string>> headers;  // a value with CR or LF is dropped
    bool hang_up = false;  // nothing is answered, the connection is reset; only a player of faults wants that
};

/// Called exactly once per request, from any thread, now or later.
using Respond = std::function<void(Response)>;
using Handler = std::function<void(const Request&, Respond)>;

}  // namespace motcua::gateway
