// Reads bytes once; whatever needs a closer look only raises a flag here.
#include "intents/text/text_pieces.hpp"

#include <algorithm>
#include <array>

#include "intents/text/code_point.hpp"
#include "intents/text/vietnamese_letter.hpp"

namespace motcua::intents {
namespace {

constexpr std::size_t most_code_points = 4000;
constexpr int most_marks_kept = 4;
constexpr char32_t variation_selector = 0xFE0F;

constexpr std::array<bool, 128> made_signs() {
    std::array<bool, 128> signs{};
    for (const char sign : {'^', '(', '+', '*', '\'', '`', '?', '~', '.'}) signs[static_cast<unsigned char>(sign)] = true;
    return signs;
}
constexpr std::array<bool, 128> viqr_signs = made_signs();

bool is_ascii_letter(char32_t c) noexcept { return (c | 32U) >= U'a' && (c | 32U) <= U'z'; }

bool is_ascii_vowel(char32_t c) noexcept {
    return is_ascii_letter(c) && is_vowel({static_cast<char>(c | 32U), Shape::none, Tone::none});
}

/// Dashes, quotes and dots of U+2010.., emoji: common, and nothing to repair.
bool is_plain_separator(char32_t c) noexcept {
    return (c >= 0x2010 && c <= 0x2027) || (c >= 0x2600 && c <= 0x27BF) || (c >= 0x1F300 && c <= 0x1FAFF) || c == 0x20AB;
}

class PieceReader {
  public:
    explicit PieceReader(std::string_view utf8) : utf8_(utf8) {
        read_.pieces.resize(std::min(utf8.size(), most_code_points));
    }

    ReadText read() {
        std::size_t seen = 0;
        for (std::size_t at = 0; at < utf8_.size(); ++seen) {
            if (seen == most_code_points) {
                read_.cut = true;
                break;
            }
            const auto begin = static_cast<std::uint32_t>(at);
            const char32_t c = next_code_point(utf8_, at);
            if (c < 0x80) {
                marks_ = 0;
                if (viqr_signs[c]) look_for_viqr(c, at);
                put({c, begin, static_cast<std::uint32_t>(at)});
            } else {
                take(c, begin, static_cast<std::uint32_t>(at));
            }
        }
        read_.pieces.resize(count_);
        return std::move(read_);
    }

  private:
    void put(const Piece& piece) noexcept { read_.pieces[count_++] = piece; }
    char32_t last() const noexcept { return count_ > 0 ? read_.pieces[count_ - 1].code_point : U' '; }

    void take(char32_t c, std::uint32_t begin, std::uint32_t end) {
        if (c == ill_formed) {
            read_.ill_formed = true;
            return;
        }
        if (c == variation_selector) return;
        const LetterRow& row = letter_row(c);
        if (row.lower != 0) {
            marks_ = 0;
            look_for_vni(row.letter);
        } else if (is_mark(c)) {
            read_.unusual = true;
            if (++marks_ > most_marks_kept) {
                read_.marks_dropped = true;
                return;
            }
        } else {
            marks_ = 0;
            if (!is_plain_separator(c)) read_.unusual = true;
        }
        put({c, begin, end});
    }

    void look_for_viqr(char32_t sign, std::size_t next) noexcept {
        if (!is_ascii_vowel(last())) return;
        const char32_t after = next < utf8_.size() ? static_cast<unsigned char>(utf8_[next]) : U' ';
        const bool goes_on = is_ascii_letter(after) || (after < 0x80 && viqr_signs[after]);
        const bool stands_alone = sign == U'^' || sign == U'+' || sign == U'`' || sign == U'~' || sign == U'\'';
        if (is_ascii_letter(after) || (stands_alone && (goes_on || after == U' '))) ++read_.viqr_like;
    }

    void look_for_vni(const Letter& letter) noexcept {
        const char32_t before = last() | 32U;
        if (letter.base == 'a') {
            if (before == U'e') read_.vni_like = true;
            if (letter.shape == Shape::circumflex && (before == U'o' || before == U'a')) read_.vni_like = true;
        } else if (letter.base == 'e' && before == U'a') {
            read_.vni_like = true;
        }
    }

    std::string_view utf8_;
    ReadText read_;
    std::size_t count_ = 0;
    int marks_ = 0;
};

}  // namespace

ReadText read_pieces(std::string_view utf8) { return PieceReader(utf8).read(); }

}  // namespace motcua::intents
