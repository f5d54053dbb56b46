// Which letters a text is made of, for finding the places where cells were glued together.
#pragma once

#include <cstddef>
#include <string_view>

namespace motcua::adapters {

struct CodePoint {
    char32_t value = 0;
    std::size_t bytes = 1;
};

/// The code point at `at` of well-formed UTF-8, `at` < size; a stray byte reads as itself.
CodePoint code_point_at(std::string_view text, std::size_t at) noexcept;
/// The code point that ends before `at`; U+0000 at the front.
CodePoint code_point_before(std::string_view text, std::size_t at) noexcept;

/// Latin letters with the marks of Vietnamese, precomposed (NFC).
bool is_upper_letter(char32_t value) noexcept;
bool is_lower_letter(char32_t value) noexcept;
inline bool is_letter(char32_t value) noexcept { return is_upper_letter(value) || is_lower_letter(value); }
inline bool is_digit(char32_t value) noexcept { return value >= U'0' && value <= U'9'; }
inline bool is_space(char32_t value) noexcept { return value == U' ' || value == U'\n' || value == U'\t'; }

}  // namespace motcua::adapters
