// One row a vowel, one column a tone; looked up through a table over U+00C0..U+1EFF made at start.
#include "intents/text/vietnamese_letter.hpp"

#include <array>

namespace motcua::intents {
namespace {

struct VowelRow {
    char base;
    Shape shape;
    std::array<char16_t, 6> letters;  // by Tone
};

constexpr std::array<VowelRow, 12> vowels{{
    {'a', Shape::none, {u'a', u'à', u'á', u'ả', u'ã', u'ạ'}},
    {'a', Shape::breve, {u'ă', u'ằ', u'ắ', u'ẳ', u'ẵ', u'ặ'}},
    {'a', Shape::circumflex, {u'â', u'ầ', u'ấ', u'ẩ', u'ẫ', u'ậ'}},
    {'e', Shape::none, {u'e', u'è', u'é', u'ẻ', u'ẽ', u'ẹ'}},
    {'e', Shape::circumflex, {u'ê', u'ề', u'ế', u'ể', u'ễ', u'ệ'}},
    {'i', Shape::none, {u'i', u'ì', u'í', u'ỉ', u'ĩ', u'ị'}},
    {'o', Shape::none, {u'o', u'ò', u'ó', u'ỏ', u'õ', u'ọ'}},
    {'o', Shape::circumflex, {u'ô', u'ồ', u'ố', u'ổ', u'ỗ', u'ộ'}},
    {'o', Shape::horn, {u'ơ', u'ờ', u'ớ', u'ở', u'ỡ', u'ợ'}},
    {'u', Shape::none, {u'u', u'ù', u'ú', u'ủ', u'ũ', u'ụ'}},
    {'u', Shape::horn, {u'ư', u'ừ', u'ứ', u'ử', u'ữ', u'ự'}},
    {'y', Shape::none, {u'y', u'ỳ', u'ý', u'ỷ', u'ỹ', u'ỵ'}},
}};

constexpr char32_t first = 0x00C0;
constexpr char32_t last = 0x1EFF;

struct Entry {
    Letter letter{};
    bool known = false;
};

constexpr void place(std::array<Entry, 0x100>& latin, std::array<Entry, 0x100>& extended,
                     std::array<Entry, 0x100>& additional, char32_t at, Letter letter) {
    if (at < 0x100) latin[at] = {letter, true};
    else if (at < 0x200) extended[at - 0x100] = {letter, true};
    else if (at >= 0x1E00 && at < 0x1F00) additional[at - 0x1E00] = {letter, true};
}

struct Tables {
    std::array<Entry, 0x100> latin{};       // U+0000
    std::array<Entry, 0x100> extended{};    // U+0100
    std::array<Entry, 0x100> additional{};  // U+1E00

    constexpr Tables() {
        for (char c = 'a'; c <= 'z'; ++c) latin[static_cast<std::size_t>(c)] = {{c, Shape::none, Tone::none}, true};
        for (const VowelRow& row : vowels) {
            for (std::size_t tone = 0; tone < row.letters.size(); ++tone) {
                place(latin, extended, additional, row.letters[tone], {row.base, row.shape, static_cast<Tone>(tone)});
            }
        }
        place(latin, extended, additional, U'đ', {'d', Shape::stroke, Tone::none});
    }
};
constexpr Tables tables;

}  // namespace

std::optional<Letter> letter_of(char32_t c) noexcept {
    const Entry* entry = nullptr;
    if (c < 0x100) entry = &tables.latin[c];
    else if (c < 0x200) entry = &tables.extended[c - 0x100];
    else if (c >= 0x1E00 && c <= last) entry = &tables.additional[c - 0x1E00];
    if (entry == nullptr || !entry->known) return std::nullopt;
    return entry->letter;
}

char32_t code_point_of(const Letter& letter) noexcept {
    if (letter.shape == Shape::stroke) return U'đ';
    for (const VowelRow& row : vowels) {
        if (row.base == letter.base && row.shape == letter.shape) return row.letters[static_cast<std::size_t>(letter.tone)];
    }
    return static_cast<char32_t>(letter.base);
}

char32_t lowered(char32_t c) noexcept {
    if (c >= U'A' && c <= U'Z') return c + 32;
    if (c < first || c > last) return c;
    if (c <= 0xDE && c != 0xD7) return c == 0xD0 ? U'đ' : c + 32;  // Ð stands for Đ in cp1258 text
    const bool paired = (c >= 0x100 && c <= 0x12F) || c == 0x168 || (c >= 0x1EA0 && c <= 0x1EF9);
    if (paired) return c | 1U;
    if (c == 0x1A0) return 0x1A1;
    if (c == 0x1AF) return 0x1B0;
    return c;
}

}  // namespace motcua::intents
