// Text as part of an address (RFC 3986).
#pragma once

#include <string>
#include <string_view>

namespace motcua::gateway {

/// Every byte but letters, digits, '.', '_' and '-' becomes %XX.
inline std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
                           c == '_' || c == '-';
        if (plain) {
            out += c;
        } else {
            out.append("%").append(1, digits[byte / 16U]).append(1, digits[byte % 16U]);
        }
    }
    return out;
}

}  // namespace motcua::gateway
