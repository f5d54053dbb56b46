// Words are written straight from the letter table; only words that need it are repaired.
#include "intents/text/token_reader.hpp"

#include <algorithm>

#include "intents/text/code_point.hpp"
#include "intents/text/syllable.hpp"
#include "intents/text/word.hpp"
#include "intents/text/word_repair.hpp"

namespace motcua::intents {
namespace {

constexpr std::size_t usual_piece_count = 5;  // a syllable and the space behind it

bool is_digit(char32_t c) noexcept { return c >= U'0' && c <= U'9'; }

bool is_part(char32_t c) noexcept {
    if (letter_row(c).lower != 0 || is_digit(c)) return true;
    return c >= 0x80 && is_word_part(c);
}

char joiner_of(char32_t c) noexcept {
    if (c == U'.' || c == U',' || c == U'/' || c == U'-') return static_cast<char>(c);
    return c >= 0x2010 && c <= 0x2014 ? '-' : '\0';
}

bool ends_clause(char32_t c) noexcept {
    return c == U'.' || c == U',' || c == U'?' || c == U'!' || c == U';' || c == U':' || c == U'\n' || c == U'(' || c == U')';
}

class TokenReader {
  public:
    explicit TokenReader(const Pieces& pieces) : pieces_(pieces) {
        list_.tokens.reserve(pieces.size() / usual_piece_count + 4);
    }

    TokenList run() {
        const std::size_t size = pieces_.size();
        for (std::size_t at = 0; at < size;) {
            const char32_t c = pieces_[at].code_point;
            if (!is_part(c)) {
                between_clauses_ = between_clauses_ || ends_clause(c);
                ++at;
            } else if (is_digit(c)) {
                at = read_code(at);
            } else {
                at = read_word(at);
            }
        }
        return std::move(list_);
    }

  private:
    char32_t code_point(std::size_t at) const noexcept { return at < pieces_.size() ? pieces_[at].code_point : U' '; }

    /// A token that begins with a letter: letters and digits, no signs.
    std::size_t read_word(std::size_t begin) {
        Word word;
        std::size_t end = begin;
        for (; end < pieces_.size(); ++end) {
            const LetterRow& row = letter_row(pieces_[end].code_point);
            if (row.lower == 0 || word.is_full()) break;
            word.push(row.letter);
        }
        if (is_part(code_point(end))) {
            while (is_part(code_point(end))) ++end;
            write(begin, end);
            return end;
        }
        const WordRepair repaired = repair(word);
        list_.repeats_collapsed |= repaired.repeats_collapsed;
        list_.tone_moved |= repaired.tone_moved;
        write(word, begin, end);
        return end;
    }

    /// A token that begins with a digit: "1.001193", "12/2025/tt-bca", "50.000đ", "05-3-1990".
    std::size_t read_code(std::size_t begin) {
        std::size_t end = begin + 1;
        while (is_part(code_point(end)) || joins(end)) ++end;
        write(begin, end);
        return end;
    }

    bool joins(std::size_t at) const noexcept {
        const char joiner = joiner_of(code_point(at));
        if (joiner == '\0') return false;
        const char32_t after = code_point(at + 1);
        if (joiner == '.' || joiner == ',') return is_digit(code_point(at - 1)) && is_digit(after);
        return is_digit(after) || (is_part(after) && !is_syllable_ahead(at + 1));
    }

    /// "500.000đ/tháng" is a price and a word, "30/2020/nđ-cp" one code.
    bool is_syllable_ahead(std::size_t at) const noexcept {
        char folded[8];
        std::size_t size = 0;
        for (; is_part(code_point(at)); ++at) {
            const LetterRow& row = letter_row(code_point(at));
            if (row.lower == 0 || size == sizeof folded) return false;
            folded[size++] = row.letter.base;
        }
        return is_syllable_shape({folded, size});
    }

    Token& add(std::size_t begin, std::size_t end) {
        Token& token = list_.tokens.emplace_back();
        token.starts_clause = between_clauses_;
        between_clauses_ = false;
        token.begin = pieces_[begin].begin;
        token.end = pieces_[end - 1].end;
        return token;
    }

    void write(const Word& word, std::size_t begin, std::size_t end) {
        char accented[Word::longest * 3];
        char folded[Word::longest];
        std::size_t accented_size = 0;
        for (std::size_t i = 0; i < word.size; ++i) {
            const Letter& letter = word.letters[i];
            folded[i] = letter.base;
            accented_size += is_plain(letter) ? (accented[accented_size] = letter.base, 1U)
                                              : write_utf8(accented + accented_size, code_point_of(letter));
        }
        Token& token = add(begin, end);
        token.accented.assign(accented, accented_size);
        token.folded.assign(folded, word.size);
    }

    void write(std::size_t begin, std::size_t end) {
        Token& token = add(begin, end);
        for (std::size_t i = begin; i < end; ++i) {
            const char32_t c = pieces_[i].code_point;
            const LetterRow& row = letter_row(c);
            const char joiner = joiner_of(c);
            const char32_t shown = joiner != '\0' ? static_cast<char32_t>(joiner) : c;
            append_utf8(token.accented, row.lower != 0 ? row.lower : shown);
            append_utf8(token.folded, row.lower != 0 ? static_cast<char32_t>(row.letter.base) : shown);
        }
    }

    const Pieces& pieces_;
    TokenList list_;
    bool between_clauses_ = false;
};

}  // namespace

TokenList read_tokens(const Pieces& pieces) { return TokenReader(pieces).run(); }

}  // namespace motcua::intents
