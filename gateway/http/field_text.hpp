// The alphabet of header names and values (RFC 9110 5.6.2 and 5.5), for both directions.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace motcua::gateway {

inline bool is_token_byte(char c) noexcept {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

/// A method or a header name: never empty, no space, no separator.
inline bool is_token(std::string_view text) noexcept {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_token_byte);
}

/// A header value that cannot end its line: no CR, LF, NUL or other control byte; bytes above 0x7f may be.
inline bool is_field_value(std::string_view text) noexcept {
    return std::all_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte == '\t' || (byte >= ' ' && byte != 0x7f);
    });
}

/// ASCII only; other bytes stay.
inline std::string lower_case(std::string_view text) {
    std::string lowered(text);
    for (char& c : lowered) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lowered;
}

}  // namespace motcua::gateway
