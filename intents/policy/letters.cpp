// Letters by ICU's character data, one code point at a time, so that no text can make it slow.
#include "intents/policy/letters.hpp"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include <array>
#include <stdexcept>
#include <utility>

namespace motcua::intents::policy {
namespace {

struct LookAlike {
    char32_t code_point;
    char latin;
};

// Letters that read as Latin ones; NFKC leaves them alone. Source: Unicode confusables, the plain single
// letters.
constexpr std::array look_alikes{
    LookAlike{U'а', 'a'}, LookAlike{U'е', 'e'}, LookAlike{U'о', 'o'}, LookAlike{U'р', 'p'},
    LookAlike{U'с', 'c'}, LookAlike{U'у', 'y'}, LookAlike{U'х', 'x'}, LookAlike{U'і', 'i'},
    LookAlike{U'ѕ', 's'}, LookAlike{U'ј', 'j'}, LookAlike{U'һ', 'h'}, LookAlike{U'ԁ', 'd'},
    LookAlike{U'ԛ', 'q'}, LookAlike{U'ԝ', 'w'}, LookAlike{U'в', 'b'}, LookAlike{U'к', 'k'},
    LookAlike{U'м', 'm'}, LookAlike{U'н', 'h'}, LookAlike{U'т', 't'}, LookAlike{U'п', 'n'},
    LookAlike{U'ο', 'o'}, LookAlike{U'α', 'a'}, LookAlike{U'ν', 'v'}, LookAlike{U'ι', 'i'},
    LookAlike{U'ρ', 'p'}, LookAlike{U'τ', 't'}, LookAlike{U'υ', 'u'}, LookAlike{U'κ', 'k'},
    LookAlike{U'χ', 'x'}, LookAlike{U'ε', 'e'}, LookAlike{U'η', 'n'}, LookAlike{U'ɑ', 'a'},
    LookAlike{U'ı', 'i'}, LookAlike{U'ɡ', 'g'}, LookAlike{U'ᴀ', 'a'}, LookAlike{U'ʙ', 'b'},
    LookAlike{U'ᴄ', 'c'}, LookAlike{U'ᴅ', 'd'}, LookAlike{U'ᴇ', 'e'}, LookAlike{U'ɢ', 'g'},
    LookAlike{U'ʜ', 'h'}, LookAlike{U'ɪ', 'i'}, LookAlike{U'ᴋ', 'k'}, LookAlike{U'ʟ', 'l'},
    LookAlike{U'ᴍ', 'm'}, LookAlike{U'ɴ', 'n'}, LookAlike{U'ᴏ', 'o'}, LookAlike{U'ᴘ', 'p'},
    LookAlike{U'ʀ', 'r'}, LookAlike{U'ᴛ', 't'}, LookAlike{U'ᴜ', 'u'}, LookAlike{U'ᴠ', 'v'},
    LookAlike{U'ᴡ', 'w'}, LookAlike{U'ʏ', 'y'}, LookAlike{U'ᴢ', 'z'},
};

bool is_d_with_stroke(char32_t code_point) noexcept {
    return code_point == 0x110 || code_point == 0x111 || code_point == 0xD0 || code_point == 0xF0 ||
           code_point == 0x189 || code_point == 0x256 || code_point == 0x257;
}

/// The Latin letter that it is or looks like, else 0.
char latin_of(char32_t code_point) noexcept {
    const auto lower = static_cast<char32_t>(u_tolower(static_cast<UChar32>(code_point)));
    if (lower < 0x80) return static_cast<char>(lower);
    for (const auto& [look_alike, latin] : look_alikes) {
        if (look_alike == lower) return latin;
    }
    // Negative circled and squared capitals: decoration that NFKC leaves alone.
    if (code_point >= 0x1F150 && code_point <= 0x1F169)
        return static_cast<char>('a' + (code_point - 0x1F150));
    if (code_point >= 0x1F170 && code_point <= 0x1F189)
        return static_cast<char>('a' + (code_point - 0x1F170));
    return 0;
}

char sign_of(char32_t code_point) noexcept {
    const auto value = static_cast<UChar32>(code_point);
    const int digit = u_charDigitValue(value);
    if (digit >= 0) return static_cast<char>('0' + digit);
    if (code_point == 0x2028 || code_point == 0x2029 || code_point == 0x85) return '\n';
    switch (u_charType(value)) {
        case U_SPACE_SEPARATOR:
        case U_CONTROL_CHAR:
            return ' ';
        case U_DASH_PUNCTUATION:
            return '-';
        case U_INITIAL_PUNCTUATION:
        case U_FINAL_PUNCTUATION:
            return '"';
        default:
            break;
    }
    if (code_point == 0xB7 || code_point == 0x2022 || code_point == 0x2219 || code_point == 0x3002)
        return '.';
    if (code_point == 0x2044 || code_point == 0x2215) return '/';
    return u_isalpha(value) ? Glyph::foreign : Glyph::symbol;
}

void put_mark(Glyph& letter, char32_t mark) noexcept {
    switch (mark) {
        case 0x302:
            letter.shape = Shape::circumflex;
            return;
        case 0x31B:
            letter.shape = Shape::horn;
            return;
        case 0x306:
        case 0x30C:
            letter.shape = Shape::breve;
            return;
        default:
            break;
    }
    if (letter.tone != Tone::none) return;  // the first tone of a letter counts
    switch (mark) {
        case 0x300:
            letter.tone = Tone::grave;
            return;
        case 0x301:
            letter.tone = Tone::acute;
            return;
        case 0x309:
            letter.tone = Tone::hook;
            return;
        case 0x303:
            letter.tone = Tone::tilde;
            return;
        case 0x323:
            letter.tone = Tone::dot;
            return;
        default:
            return;
    }
}

void append_simple(std::vector<Glyph>& glyphs, char32_t code_point, Glyph glyph) {
    if (is_mark(code_point)) {
        if (glyphs.empty()) return;
        put_mark(glyphs.back(), code_point);
        glyphs.back().end = glyph.end;
        return;
    }
    if (is_d_with_stroke(code_point)) {
        glyph.folded = 'd';
        glyph.shape = Shape::stroke;
    } else if (code_point < 0x80) {
        const bool capital = code_point >= 'A' && code_point <= 'Z';
        glyph.folded = static_cast<char>(capital ? code_point + 32 : code_point);
        if (code_point == '\r') glyph.folded = '\n';
        if (glyph.folded != '\n' && (code_point < 0x20 || code_point == 0x7F)) glyph.folded = ' ';
    } else if (const char latin = latin_of(code_point); latin != 0) {
        glyph.folded = latin;
    } else {
        glyph.folded = sign_of(code_point);
    }
    glyphs.push_back(glyph);
}

const UNormalizer2* nfkd() {
    static const UNormalizer2* const instance = [] {
        UErrorCode status = U_ZERO_ERROR;
        const UNormalizer2* loaded = unorm2_getNFKDInstance(&status);
        if (U_FAILURE(status)) throw std::runtime_error("ICU has no NFKD data");
        return loaded;
    }();
    return instance;
}

}  // namespace

bool is_mark(char32_t code_point) noexcept {
    if (code_point < 0x300) return false;
    const auto type = u_charType(static_cast<UChar32>(code_point));
    return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK;
}

CodePoint first_code_point(std::string_view rest) noexcept {
    const auto byte = [rest](std::size_t index) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(rest[index]));
    };
    const auto lead = byte(0);
    if (lead < 0x80) return {lead, 1, true};
    const std::uint32_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || rest.size() < length) return {0, 1, false};
    char32_t value = lead & (0xFFU >> (length + 1));
    for (std::uint32_t index = 1; index < length; ++index) {
        if ((byte(index) & 0xC0U) != 0x80) return {0, 1, false};
        value = (value << 6U) | (byte(index) & 0x3FU);
    }
    constexpr std::array<char32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (value < smallest[length] || surrogate || value > 0x10FFFF) return {0, 1, false};
    return {value, length, true};
}

void append_glyphs(std::vector<Glyph>& glyphs, char32_t code_point, std::uint32_t begin, std::uint32_t end) {
    Glyph glyph{.begin = begin, .end = end};
    if (code_point < 0x80) {
        glyph.upper = code_point >= 'A' && code_point <= 'Z';
        append_simple(glyphs, code_point, glyph);
        return;
    }
    const auto value = static_cast<UChar32>(code_point);
    if (!is_mark(code_point) && u_hasBinaryProperty(value, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0) return;
    if (u_charType(value) == U_FORMAT_CHAR || code_point == 0x2800) return;
    glyph.upper = u_isupper(value) != 0;
    std::array<UChar, 40> parts{};  // the longest decomposition of Unicode has 18 units
    UErrorCode status = U_ZERO_ERROR;
    const auto length =
        unorm2_getDecomposition(nfkd(), value, parts.data(), static_cast<int32_t>(parts.size()), &status);
    if (U_FAILURE(status) || length < 0) {
        append_simple(glyphs, code_point, glyph);
        return;
    }
    for (int32_t index = 0; index < length;) {
        char32_t part = parts.at(static_cast<std::size_t>(index++));
        if (part >= 0xD800 && part <= 0xDBFF && index < length) {
            part =
                0x10000 + ((part - 0xD800) << 10U) + (parts.at(static_cast<std::size_t>(index++)) - 0xDC00U);
        }
        append_simple(glyphs, part, glyph);
    }
}

}  // namespace motcua::intents::policy
