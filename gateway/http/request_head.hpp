// The strict reading of a request's header: what a lenient parser would let through is refused here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace motcua::gateway {

/// Why a request is refused before any handler sees it. `why` is fixed English, safe to send.
struct RequestFault {
    int status = 400;
    std::string_view why;
};

/// A header that broke none of the rules.
struct RequestHead {
    std::string method;
    std::string target;  // begins with '/'; printable ASCII without '#'
    bool http_1_0 = false;
    bool expects_continue = false;
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case, values trimmed
};

/// Judges the first bytes of a header while the rest is still on its way, so that nobody has to wait for the
/// end of what is no HTTP. `seen` bytes were judged before. Bare CR or LF, control bytes, bytes above 0x7e
/// and a wrong request line are faults.
std::optional<RequestFault> fault_of_bytes(std::string_view begun, std::size_t seen) noexcept;

/// Reads a whole header, from the request line to the empty line. Pure.
///
/// Refused, besides what fault_of_bytes() refuses: a folded header, a name that is no token, no Host or two,
/// a Transfer-Encoding other than exactly `chunked`, one beside a Content-Length or in HTTP/1.0, two
/// Content-Lengths or one that is no number, any Content-Encoding (415), an Expect other than `100-continue`
/// (417), more than 100 headers (431).
/// Source: RFC 9112 3.2, 5.1, 5.2, 6.1-6.3; RFC 9110 10.1.1.
tl::expected<RequestHead, RequestFault> parse_head(std::string_view head);

}  // namespace motcua::gateway
