// The 67 lower-case letters of Vietnamese beyond ASCII, taken apart into base, shape and tone.
#pragma once

#include <cstdint>
#include <optional>

namespace motcua::intents {

enum class Shape : std::uint8_t { none, breve, circumflex, horn, stroke };  // a, ă, â, ơ, đ
enum class Tone : std::uint8_t { none, grave, acute, hook, tilde, dot };    // ngang huyền sắc hỏi ngã nặng

struct Letter {
    char base = 'a';  // ASCII, lower case
    Shape shape = Shape::none;
    Tone tone = Tone::none;
};

/// Of a lower-case ASCII letter or Vietnamese letter; nothing for any other code point.
std::optional<Letter> letter_of(char32_t code_point) noexcept;
/// The precomposed letter; the base alone when no such letter exists.
char32_t code_point_of(const Letter& letter) noexcept;
/// The lower case of a Vietnamese or ASCII capital; any other code point as it is.
char32_t lowered(char32_t code_point) noexcept;

}  // namespace motcua::intents
