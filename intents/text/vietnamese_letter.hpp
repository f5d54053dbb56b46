// The letters of Vietnamese, ASCII and the 134 others, taken apart into base, shape and tone.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

namespace motcua::intents {

enum class Shape : std::uint8_t { none, breve, circumflex, horn, stroke };  // a, ă, â, ơ, đ
enum class Tone : std::uint8_t { none, grave, acute, hook, tilde, dot };    // ngang huyền sắc hỏi ngã nặng

/// Left without initial values so that a Word costs nothing before it is filled.
struct Letter {
    char base;  // ASCII, lower case
    Shape shape;
    Tone tone;

    bool operator==(const Letter&) const = default;
};

/// What a code point is; `lower` is 0 for whatever is no letter of Vietnamese or ASCII.
struct LetterRow {
    char16_t lower = 0;  // the lower-case code point
    Letter letter{};
};

/// U+0000..U+01FF, then U+1E00..U+1EFF.
extern const std::array<LetterRow, 0x300> letter_rows;

inline const LetterRow& letter_row(char32_t code_point) noexcept {
    if (code_point < 0x200) return letter_rows[code_point];
    if (code_point - 0x1E00 < 0x100) return letter_rows[code_point - 0x1E00 + 0x200];
    return letter_rows[0];
}

/// Of a letter in either case; nothing for any other code point.
inline std::optional<Letter> letter_of(char32_t code_point) noexcept {
    const LetterRow& row = letter_row(code_point);
    if (row.lower == 0) return std::nullopt;
    return row.letter;
}

/// The precomposed lower-case letter; the base alone when no such letter exists.
char32_t code_point_of(const Letter& letter) noexcept;
/// True when Unicode and Vietnamese have such a letter.
bool exists(const Letter& letter) noexcept;

inline bool is_vowel(const Letter& letter) noexcept {
    // a, e, i, o, u, y as bits from 'a'.
    constexpr std::uint32_t vowels = (1U << 0) | (1U << 4) | (1U << 8) | (1U << 14) | (1U << 20) | (1U << 24);
    const auto at = static_cast<std::uint32_t>(letter.base - 'a');
    return at < 26 && ((vowels >> at) & 1U) != 0;
}

inline bool is_plain(const Letter& letter) noexcept {
    return letter.shape == Shape::none && letter.tone == Tone::none;
}

}  // namespace motcua::intents
