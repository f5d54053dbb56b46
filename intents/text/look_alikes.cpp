// Sorted tables; the words around a letter decide whether a look-alike is meant as one.
#include "intents/text/look_alikes.hpp"

#include <algorithm>
#include <array>

#include "intents/text/code_point.hpp"
#include "intents/text/vietnamese_letter.hpp"

namespace motcua::intents {
namespace {

struct Twin {
    char32_t code_point;
    char32_t plain;
};

constexpr bool by_code_point(const Twin& a, const Twin& b) { return a.code_point < b.code_point; }

template <std::size_t n>
constexpr std::array<Twin, n> sorted(std::array<Twin, n> twins) {
    std::sort(twins.begin(), twins.end(), by_code_point);
    return twins;
}

constexpr auto decorated = sorted(std::array<Twin, 56>{{
    {U'Ð', U'đ'}, {U'ð', U'đ'}, {0x189, U'đ'}, {0x256, U'đ'}, {0x257, U'd'}, {0xD8, U'o'}, {0xF8, U'o'}, {0x141, U'l'},
    {0x142, U'l'}, {0x126, U'h'}, {0x127, U'h'}, {0x131, U'i'}, {0x251, U'a'}, {0x261, U'g'}, {0xDF, U's'}, {0x180, U'b'},
    {0x1D00, U'a'}, {0x299, U'b'}, {0x1D04, U'c'}, {0x1D05, U'd'}, {0x1D06, U'đ'}, {0x1D07, U'e'}, {0xA730, U'f'},
    {0x262, U'g'}, {0x29C, U'h'}, {0x26A, U'i'}, {0x1D0A, U'j'}, {0x1D0B, U'k'}, {0x29F, U'l'}, {0x1D0D, U'm'},
    {0x274, U'n'}, {0x1D0F, U'o'}, {0x1D18, U'p'}, {0x280, U'r'}, {0xA731, U's'}, {0x1D1B, U't'}, {0x1D1C, U'u'},
    {0x1D20, U'v'}, {0x1D21, U'w'}, {0x28F, U'y'}, {0x1D22, U'z'}, {0x1E9E, U's'}, {0x166, U't'}, {0x167, U't'},
    {0x1D7E, U'u'}, {0x289, U'u'}, {0x268, U'i'}, {0x197, U'i'}, {0x23A, U'a'}, {0x2C65, U'a'}, {0x19A, U'l'},
    {0x1B5, U'z'}, {0x1B6, U'z'}, {0x29B, U'g'}, {0x253, U'b'}, {0x199, U'k'},
}});

constexpr auto twins = sorted(std::array<Twin, 56>{{
    {U'а', U'a'}, {U'е', U'e'}, {U'о', U'o'}, {U'р', U'p'}, {U'с', U'c'}, {U'у', U'y'}, {U'х', U'x'}, {U'і', U'i'},
    {U'ѕ', U's'}, {U'ј', U'j'}, {U'һ', U'h'}, {U'ԁ', U'd'}, {U'ԛ', U'q'}, {U'ԝ', U'w'}, {U'А', U'a'}, {U'В', U'b'},
    {U'Е', U'e'}, {U'К', U'k'}, {U'М', U'm'}, {U'Н', U'h'}, {U'О', U'o'}, {U'Р', U'p'}, {U'С', U'c'}, {U'Т', U't'},
    {U'У', U'y'}, {U'Х', U'x'}, {U'І', U'i'}, {U'Ѕ', U's'}, {U'Ј', U'j'}, {U'к', U'k'}, {U'т', U't'}, {U'м', U'm'},
    {U'ο', U'o'}, {U'α', U'a'}, {U'ν', U'v'}, {U'ι', U'i'}, {U'ρ', U'p'}, {U'κ', U'k'}, {U'τ', U't'}, {U'υ', U'u'},
    {U'χ', U'x'}, {U'Α', U'a'}, {U'Β', U'b'}, {U'Ε', U'e'}, {U'Η', U'h'}, {U'Ι', U'i'}, {U'Κ', U'k'}, {U'Μ', U'm'},
    {U'Ν', U'n'}, {U'Ο', U'o'}, {U'Ρ', U'p'}, {U'Τ', U't'}, {U'Υ', U'y'}, {U'Χ', U'x'}, {U'Ζ', U'z'}, {U'ε', U'e'},
}});

template <class Table>
char32_t plain_in(const Table& table, char32_t c) noexcept {
    const auto at = std::lower_bound(table.begin(), table.end(), Twin{c, 0}, by_code_point);
    return at != table.end() && at->code_point == c ? at->plain : 0;
}

/// What letters a stretch of text has.
struct Scripts {
    bool latin = false;
    bool twin = false;
    bool other = false;
    void see(char32_t c) noexcept {
        if (letter_row(c).lower != 0) {
            latin = true;
        } else if (latin_look_alike(c) != 0) {
            twin = true;
        } else if (c >= 0x80 && is_word_part(c)) {
            other = true;
        }
    }
};

}  // namespace

char32_t undecorated(char32_t c) noexcept {
    if (c >= 0x1F150 && c <= 0x1F169) return U'a' + (c - 0x1F150);  // negative circled
    if (c >= 0x1F170 && c <= 0x1F189) return U'a' + (c - 0x1F170);  // negative squared
    if (c >= 0x1F1E6 && c <= 0x1F1FF) return U'a' + (c - 0x1F1E6);  // regional indicators that are no flag
    return plain_in(decorated, c);
}

char32_t latin_look_alike(char32_t c) noexcept {
    return c < 0x391 || c > 0x51D ? 0 : plain_in(twins, c);
}

bool replace_look_alikes(Pieces& pieces) noexcept {
    Scripts text;
    for (const Piece& piece : pieces) text.see(piece.code_point);
    if (!text.twin) return false;
    bool replaced = false;
    for (std::size_t begin = 0; begin < pieces.size(); ++begin) {
        if (!is_word_part(pieces[begin].code_point)) continue;
        Scripts word;
        std::size_t end = begin;
        for (; end < pieces.size() && is_word_part(pieces[end].code_point); ++end) word.see(pieces[end].code_point);
        const bool meant = word.twin && (word.latin || (text.latin && !text.other));
        for (std::size_t i = begin; meant && i < end; ++i) {
            const char32_t latin = latin_look_alike(pieces[i].code_point);
            if (latin == 0) continue;
            pieces[i].code_point = latin;
            replaced = true;
        }
        begin = end;
    }
    return replaced;
}

}  // namespace motcua::intents
