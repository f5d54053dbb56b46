// Takes code points apart for the guard: the plain letter, its Vietnamese marks and its case.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace motcua::intents::policy {

enum class Shape : std::uint8_t { none, circumflex, horn, breve, stroke };
enum class Tone : std::uint8_t { none, grave, acute, hook, tilde, dot };

/// One letter, digit or sign as the guard compares it, and the bytes of the text that it came from.
struct Glyph {
    char folded = symbol;  // 'a'..'z', '0'..'9', an ASCII sign, ' ', '\n', `foreign` or `symbol`
    Shape shape = Shape::none;
    Tone tone = Tone::none;
    bool upper = false;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    static constexpr char symbol = '\x01';   // an emoji, a box, anything that is no letter
    static constexpr char foreign = '\x02';  // a letter of another script
};

inline bool is_digit(char folded) noexcept { return folded >= '0' && folded <= '9'; }
inline bool is_letter(char folded) noexcept {
    return (folded >= 'a' && folded <= 'z') || folded == Glyph::foreign;
}
inline bool is_word_part(char folded) noexcept { return is_digit(folded) || is_letter(folded); }
inline bool is_space(char folded) noexcept { return folded == ' ' || folded == '\n'; }

struct CodePoint {
    char32_t value = 0;
    std::uint32_t bytes = 0;  // never 0
    bool well_formed = false;
};

/// The code point at the beginning of `rest`, which is not empty. Strict: no surrogates, nothing overlong.
CodePoint first_code_point(std::string_view rest) noexcept;

/// True for marks that stand on the letter before them.
bool is_mark(char32_t code_point) noexcept;

/// Appends what `code_point` is (NFKC-folded; look-alikes as Latin), or marks the last glyph; format
/// characters vanish. [begin, end) are its bytes.
void append_glyphs(std::vector<Glyph>& glyphs, char32_t code_point, std::uint32_t begin, std::uint32_t end);

}  // namespace motcua::intents::policy
