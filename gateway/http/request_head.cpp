// Rules of the request line and of the headers that decide where a request ends.
#include "gateway/http/request_head.hpp"

#include <algorithm>
#include <array>

#include "gateway/http/field_text.hpp"
#include "intents/text/ascii.hpp"

namespace motcua::gateway {
namespace {

constexpr std::size_t most_headers = 100;
constexpr std::string_view line_end = "\r\n";

bool all_digits(std::string_view text) noexcept {
    return !text.empty() && std::all_of(text.begin(), text.end(), intents::is_ascii_digit);
}

std::string_view without_blanks(std::string_view text) noexcept {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// A name, an IPv4 or a bracketed IPv6 address, perhaps with a port: no list, no path, no user.
bool is_host(std::string_view text) noexcept {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return intents::is_ascii_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               std::string_view("-._:[]").find(c) != std::string_view::npos;
    });
}

struct RequestLine {
    std::string_view method;
    std::string_view target;
    std::string_view version;
};

RequestLine split_line(std::string_view line) noexcept {
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return {};
    return {line.substr(0, first), line.substr(first + 1, last - first - 1), line.substr(last + 1)};
}

std::optional<RequestFault> fault_of_line(const RequestLine& line) noexcept {
    if (!is_token(line.method)) return RequestFault{400, "malformed request line"};
    const std::string_view version = line.version;
    if (version.size() != 8 || version.substr(0, 5) != "HTTP/" || !intents::is_ascii_digit(version[5]) ||
        version[6] != '.' || !intents::is_ascii_digit(version[7])) {
        return RequestFault{400, "malformed HTTP version"};
    }
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return RequestFault{505, "HTTP version not supported"};
    // Absolute-form, authority-form and "*" are for proxies; behind one they invite two readings of the host.
    if (line.target.empty() || line.target.front() != '/') return RequestFault{400, "target is not a path"};
    for (const char c : line.target) {
        if (c <= ' ' || c == '#') return RequestFault{400, "malformed target"};
    }
    return std::nullopt;
}

/// The headers that must be judged together.
struct FramingHeaders {
    int hosts = 0;
    int lengths = 0;
    int encodings = 0;
};

std::optional<RequestFault> fault_of_field(std::string_view name, std::string_view value,
                                           FramingHeaders& seen) {
    if (name == "host") {
        if (++seen.hosts > 1) return RequestFault{400, "two Host headers"};
        if (!is_host(value)) return RequestFault{400, "malformed Host"};
    } else if (name == "content-length") {
        if (++seen.lengths > 1) return RequestFault{400, "two Content-Length headers"};
        if (!all_digits(value)) return RequestFault{400, "malformed Content-Length"};
    } else if (name == "transfer-encoding") {
        if (++seen.encodings > 1 || lower_case(value) != "chunked") {
            return RequestFault{400, "Transfer-Encoding is not exactly chunked"};
        }
    } else if (name == "content-encoding") {
        return RequestFault{415, "Content-Encoding not supported"};
    } else if (name == "expect" && lower_case(value) != "100-continue") {
        return RequestFault{417, "Expect not supported"};
    }
    return std::nullopt;
}

std::optional<RequestFault> fault_of_framing(const FramingHeaders& seen, bool http_1_0) noexcept {
    if (seen.hosts == 0) return RequestFault{400, "no Host header"};
    if (seen.encodings > 0 && seen.lengths > 0) {
        return RequestFault{400, "both Transfer-Encoding and Content-Length"};
    }
    if (seen.encodings > 0 && http_1_0) return RequestFault{400, "Transfer-Encoding in HTTP/1.0"};
    return std::nullopt;
}

std::optional<RequestFault> read_field(std::string_view line, RequestHead& head, FramingHeaders& seen) {
    if (line.front() == ' ' || line.front() == '\t') return RequestFault{400, "folded header"};
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
        return RequestFault{400, "malformed header"};
    }
    if (head.headers.size() == most_headers) return RequestFault{431, "too many headers"};
    const std::string name = lower_case(line.substr(0, colon));
    const std::string_view value = without_blanks(line.substr(colon + 1));
    if (const auto fault = fault_of_field(name, value, seen)) return fault;
    // RFC 9110 10.1.1: a 1.0 client does not know the interim answer.
    if (name == "expect" && !head.http_1_0) head.expects_continue = true;
    head.headers.emplace_back(name, value);
    return std::nullopt;
}

}  // namespace

std::optional<RequestFault> fault_of_bytes(std::string_view begun, std::size_t seen) noexcept {
    for (std::size_t i = seen; i < begun.size(); ++i) {
        const char c = begun[i];
        const bool after_return = i > 0 && begun[i - 1] == '\r';
        if ((c == '\n') != after_return) return RequestFault{400, "line does not end in CR LF"};
        const bool printable = c >= ' ' && c <= '~';
        if (!printable && c != '\r' && c != '\n' && c != '\t') return RequestFault{400, "not ASCII text"};
        if (i == 0 && !is_token(begun.substr(0, 1))) return RequestFault{400, "malformed request line"};
    }
    const auto end = begun.find(line_end);
    if (end == std::string_view::npos || end + line_end.size() <= seen) return std::nullopt;
    return fault_of_line(split_line(begun.substr(0, end)));
}

tl::expected<RequestHead, RequestFault> parse_head(std::string_view head) {
    if (const auto fault = fault_of_bytes(head, 0)) return tl::make_unexpected(*fault);
    const auto end = head.find(line_end);
    if (end == std::string_view::npos ||
        head.substr(head.size() - std::min<std::size_t>(head.size(), 4)) != "\r\n\r\n") {
        return tl::make_unexpected(RequestFault{400, "header without end"});
    }
    const RequestLine line = split_line(head.substr(0, end));
    RequestHead read{
        std::string(line.method), std::string(line.target), line.version == "HTTP/1.0", false, {}};
    FramingHeaders seen;
    std::string_view rest = head.substr(end + line_end.size());
    while (rest.size() > line_end.size()) {
        const auto stop = rest.find(line_end);
        if (stop == 0) return tl::make_unexpected(RequestFault{400, "bytes after the header"});
        if (const auto fault = read_field(rest.substr(0, stop), read, seen))
            return tl::make_unexpected(*fault);
        rest.remove_prefix(stop + line_end.size());
    }
    if (const auto fault = fault_of_framing(seen, read.http_1_0)) return tl::make_unexpected(*fault);
    return read;
}

}  // namespace motcua::gateway
