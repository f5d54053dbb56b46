// Composes the header of a response.
#include "gateway/http/response_text.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <string_view>

#include "gateway/http/field_text.hpp"

namespace motcua::gateway {
namespace {

struct Reason {
    int status;
    std::string_view words;
};

constexpr std::array reasons{
    Reason{200, "OK"},
    Reason{201, "Created"},
    Reason{202, "Accepted"},
    Reason{204, "No Content"},
    Reason{301, "Moved Permanently"},
    Reason{302, "Found"},
    Reason{303, "See Other"},
    Reason{304, "Not Modified"},
    Reason{307, "Temporary Redirect"},
    Reason{308, "Permanent Redirect"},
    Reason{400, "Bad Request"},
    Reason{401, "Unauthorized"},
    Reason{403, "Forbidden"},
    Reason{404, "Not Found"},
    Reason{405, "Method Not Allowed"},
    Reason{408, "Request Timeout"},
    Reason{409, "Conflict"},
    Reason{413, "Content Too Large"},
    Reason{415, "Unsupported Media Type"},
    Reason{417, "Expectation Failed"},
    Reason{422, "Unprocessable Content"},
    Reason{429, "Too Many Requests"},
    Reason{431, "Request Header Fields Too Large"},
    Reason{500, "Internal Server Error"},
    Reason{501, "Not Implemented"},
    Reason{502, "Bad Gateway"},
    Reason{503, "Service Unavailable"},
    Reason{504, "Gateway Timeout"},
    Reason{505, "HTTP Version Not Supported"},
};

constexpr std::array<std::string_view, 9> our_own{
    "content-length", "content-type", "connection",    "transfer-encoding",      "date",
    "server",         "keep-alive",   "cache-control", "x-content-type-options",
};

std::string_view reason_of(int status) noexcept {
    const auto* const found = std::find_if(reasons.begin(), reasons.end(),
                                           [status](const Reason& r) { return r.status == status; });
    return found == reasons.end() ? "Status" : found->words;
}

void append_two_digits(std::string& out, int number) {
    out.push_back(static_cast<char>('0' + number / 10));
    out.push_back(static_cast<char>('0' + number % 10));
}

/// RFC 9110 5.6.7, e.g. "Sun, 06 Nov 1994 08:49:37 GMT"; strftime would ask the locale.
void append_date(std::string& out, std::chrono::system_clock::time_point now) {
    static constexpr std::array<std::string_view, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
    std::tm utc{};
    gmtime_r(&seconds, &utc);
    out.append(days[static_cast<std::size_t>(utc.tm_wday)]).append(", ");
    append_two_digits(out, utc.tm_mday);
    out.append(" ").append(months[static_cast<std::size_t>(utc.tm_mon)]).append(" ");
    out.append(std::to_string(utc.tm_year + 1900)).append(" ");
    append_two_digits(out, utc.tm_hour);
    out.append(":");
    append_two_digits(out, utc.tm_min);
    out.append(":");
    append_two_digits(out, utc.tm_sec);
    out.append(" GMT");
}

bool is_ours(std::string_view name) {
    return std::find(our_own.begin(), our_own.end(), lower_case(name)) != our_own.end();
}

}  // namespace

bool may_have_body(int status) noexcept { return status != 204 && status != 304; }

std::string head_of(const Response& response, const ResponseFraming& framing) {
    const int status = response.status >= 200 && response.status <= 599 ? response.status : 500;
    std::string out;
    out.reserve(320);
    out.append("HTTP/1.1 ").append(std::to_string(status)).append(" ").append(reason_of(status));
    out.append("\r\nDate: ");
    append_date(out, framing.now);
    if (may_have_body(status)) {
        const bool sound = !response.content_type.empty() && is_field_value(response.content_type);
        out.append("\r\nContent-Type: ").append(sound ? response.content_type : "application/octet-stream");
        out.append("\r\nContent-Length: ").append(std::to_string(response.body.size()));
    }
    out.append("\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\nConnection: ");
    out.append(framing.keep_alive ? "keep-alive" : "close");
    for (const auto& [name, value] : response.headers) {
        if (!is_token(name) || !is_field_value(value) || is_ours(name)) continue;
        out.append("\r\n").append(name).append(": ").append(value);
    }
    return out.append("\r\n\r\n");
}

}  // namespace motcua::gateway
