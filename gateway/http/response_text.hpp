// The bytes of a response's header: the one place where a header of ours is written.
#pragma once

#include <chrono>
#include <string>

#include "gateway/http/message.hpp"

namespace motcua::gateway {

struct ResponseFraming {
    bool keep_alive = true;
    std::chrono::system_clock::time_point now;  // for Date
};

/// Status line and headers up to and with the empty line. Every response has `X-Content-Type-Options:
/// nosniff` and `Cache-Control: no-store`, none has Server. A header whose name is no token or whose value
/// holds a control byte is dropped, so is one that is ours to write (Content-Length, Connection, Date ...).
/// A status outside 200..599 becomes 500. Pure.
std::string head_of(const Response& response, const ResponseFraming& framing);

/// False for 204 and 304, whatever the body holds.
bool may_have_body(int status) noexcept;

}  // namespace motcua::gateway
