// One row a vowel, one column a tone; all else is derived from it when the program is compiled.
#include "intents/text/vietnamese_letter.hpp"

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

constexpr std::size_t row_at(char32_t c) { return c < 0x200 ? c : c - 0x1E00 + 0x200; }

constexpr char32_t capital_of(char32_t lower) {
    if (lower < 0x100) return lower - 32;
    return lower == 0x1B0 ? 0x1AF : lower == 0x1A1 ? 0x1A0 : lower - 1;
}

constexpr std::array<LetterRow, 0x300> made_rows() {
    std::array<LetterRow, 0x300> rows{};
    const auto put = [&rows](char16_t lower, Letter letter) {
        rows[row_at(lower)] = {lower, letter};
        rows[row_at(capital_of(lower))] = {lower, letter};
    };
    for (char c = 'a'; c <= 'z'; ++c) put(static_cast<char16_t>(c), {c, Shape::none, Tone::none});
    for (const VowelRow& row : vowels) {
        for (std::size_t tone = 0; tone < row.letters.size(); ++tone) {
            put(row.letters[tone], {row.base, row.shape, static_cast<Tone>(tone)});
        }
    }
    put(u'đ', {'d', Shape::stroke, Tone::none});
    return rows;
}

constexpr std::size_t shapes = 5;
constexpr std::size_t tones = 6;
using CodePoints = std::array<char16_t, 26 * shapes * tones>;  // 0: no such letter

constexpr std::size_t place_of(const Letter& letter) {
    const auto base = static_cast<std::size_t>(letter.base - 'a');
    return (base * shapes + static_cast<std::size_t>(letter.shape)) * tones + static_cast<std::size_t>(letter.tone);
}

constexpr CodePoints made_code_points() {
    CodePoints made{};
    for (const LetterRow& row : made_rows()) {
        if (row.lower != 0) made[place_of(row.letter)] = row.lower;
    }
    return made;
}
constexpr CodePoints code_points = made_code_points();

}  // namespace

constexpr std::array<LetterRow, 0x300> letter_rows = made_rows();

char32_t code_point_of(const Letter& letter) noexcept {
    const char32_t found = code_points[place_of(letter)];
    return found != 0 ? found : static_cast<char32_t>(letter.base);
}

bool exists(const Letter& letter) noexcept { return code_points[place_of(letter)] != 0; }

}  // namespace motcua::intents
