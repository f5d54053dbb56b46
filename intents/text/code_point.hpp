// UTF-8 to code points and back: strict, and made for text that anybody may have sent.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace motcua::intents {

/// What next_code_point() tells of bytes that are no UTF-8.
constexpr char32_t ill_formed = 0xFFFFFFFF;

/// The code point at `at`, which is less than the size; moves `at` behind it, or behind the ill-formed bytes.
/// Strict: nothing overlong, no surrogates, nothing above U+10FFFF. Source: Unicode 15, table 3-7.
inline char32_t next_code_point(std::string_view text, std::size_t& at) noexcept {
    const auto byte = [&text](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const std::uint32_t lead = byte(at++);
    if (lead < 0x80) return lead;
    if (lead < 0xC2 || lead > 0xF4) return ill_formed;
    const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    char32_t c = lead & (0x3FU >> more);
    for (int i = 0; i < more; ++i, ++at) {
        if (at == text.size() || (byte(at) & 0xC0U) != 0x80) return ill_formed;
        c = (c << 6U) | (byte(at) & 0x3FU);
    }
    const bool overlong = (more == 2 && c < 0x800) || (more == 3 && c < 0x10000);
    return overlong || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF) ? ill_formed : c;
}

/// Writes at most 4 bytes to `out`; returns how many. `c` must be a code point.
inline std::size_t write_utf8(char* out, char32_t c) noexcept {
    const auto put = [](char32_t bits) { return static_cast<char>(bits); };
    if (c < 0x80) {
        out[0] = put(c);
        return 1;
    }
    if (c < 0x800) {
        out[0] = put(0xC0U | (c >> 6U));
        out[1] = put(0x80U | (c & 0x3FU));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = put(0xE0U | (c >> 12U));
        out[1] = put(0x80U | ((c >> 6U) & 0x3FU));
        out[2] = put(0x80U | (c & 0x3FU));
        return 3;
    }
    out[0] = put(0xF0U | (c >> 18U));
    out[1] = put(0x80U | ((c >> 12U) & 0x3FU));
    out[2] = put(0x80U | ((c >> 6U) & 0x3FU));
    out[3] = put(0x80U | (c & 0x3FU));
    return 4;
}

inline void append_utf8(std::string& text, char32_t c) {
    char bytes[4];
    text.append(bytes, write_utf8(bytes, c));
}

/// True for marks that stand on the character before them (General_Category M).
bool is_mark(char32_t c) noexcept;
/// True for letters and digits of any script.
bool is_word_part(char32_t c) noexcept;

}  // namespace motcua::intents
