// Bounds a message and cuts it into words, twice: as typed, and as it reads when torn letters are joined.
#include "intents/policy/guarded_text.hpp"

#include <algorithm>

namespace motcua::intents::policy {
namespace {

constexpr std::size_t max_code_points = 4000;
/// A ligature may read as 18 letters: what a text reads as is bounded too. Ordinary text never gets there.
constexpr std::size_t max_glyphs = 2 * max_code_points;
constexpr int max_marks = 4;
constexpr std::size_t max_pieced_letters = 400;

void append_letter(Word& word, const Glyph& glyph) {
    if (word.tone == Tone::none) word.tone = glyph.tone;
    word.marked = word.marked || glyph.tone != Tone::none || glyph.shape != Shape::none;
    if (is_letter(glyph.folded)) word.upper = glyph.upper && (word.upper || word.letters == 0);
    word.letters += is_letter(glyph.folded) ? 1U : 0U;
    word.folded.push_back(glyph.folded);
    word.shapes.push_back(glyph.shape);
}

/// Appends glyphs [begin, end) to the word; letters that repeat three times or more become one.
void extend(Word& word, const std::vector<Glyph>& glyphs, std::uint32_t begin, std::uint32_t end) {
    for (auto at = begin; at < end;) {
        auto next = at + 1;
        while (next < end && glyphs[next].folded == glyphs[at].folded && is_letter(glyphs[at].folded)) ++next;
        const auto count = next - at;
        append_letter(word, glyphs[at]);
        if (count == 2) append_letter(word, glyphs[at + 1]);
        at = next;
    }
    word.end = end;
}

Word word_from(const std::vector<Glyph>& glyphs, std::uint32_t begin, std::uint32_t end) {
    Word word;
    word.begin = begin;
    extend(word, glyphs, begin, end);
    return word;
}

std::vector<Word> words_of(const std::vector<Glyph>& glyphs) {
    std::vector<Word> words;
    const auto size = static_cast<std::uint32_t>(glyphs.size());
    for (std::uint32_t at = 0; at < size;) {
        if (!is_word_part(glyphs[at].folded)) {
            ++at;
            continue;
        }
        auto end = at;
        while (end < size && is_word_part(glyphs[end].folded)) ++end;
        words.push_back(word_from(glyphs, at, end));
        at = end;
    }
    return words;
}

/// "c0ng v4n": digits that stand for letters inside a word of letters.
bool holds_digits_for_letters(const Word& word) {
    const bool letters_first = !word.folded.empty() && is_letter(word.folded.front());
    const auto digits = std::count_if(word.folded.begin(), word.folded.end(), is_digit);
    return letters_first && digits > 0 && digits * 2 <= static_cast<std::ptrdiff_t>(word.folded.size());
}

bool undo_digits(Word& word) {
    if (!holds_digits_for_letters(word)) return false;
    for (auto& letter : word.folded) {
        if (letter == '0') letter = 'o';
        if (letter == '1') letter = 'i';
        if (letter == '3') letter = 'e';
        if (letter == '4') letter = 'a';
    }
    return true;
}

/// Why two neighbouring words may be pieces of one: nothing but a sign, or single letters one blank apart.
bool are_pieces(const std::vector<Glyph>& glyphs, const Word& left, const Word& right) {
    const auto gap = right.begin - left.end;
    if (gap == 0 || gap > 2) return false;
    bool blank = false;
    for (auto at = left.end; at < right.begin; ++at) {
        const char sign = glyphs[at].folded;
        if (sign == '\n' || sign == '/' || sign == '@' || sign == ':' || sign == ',') return false;
        blank = blank || sign == ' ';
    }
    if (!blank) return true;
    return gap == 1 && left.folded.size() == 1 && right.folded.size() == 1;
}

/// Most messages have nothing to put together.
bool may_be_pieced(const std::vector<Glyph>& glyphs, const std::vector<Word>& words) {
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (at > 0 && are_pieces(glyphs, words[at - 1], words[at])) return true;
        if (holds_digits_for_letters(words[at])) return true;
    }
    return false;
}

std::vector<Word> pieced(const std::vector<Glyph>& glyphs, const std::vector<Word>& words) {
    std::vector<Word> joined;
    if (!may_be_pieced(glyphs, words)) return joined;
    bool changed = false;
    for (std::size_t at = 0; at < words.size();) {
        Word word = words[at];
        auto next = at + 1;
        while (next < words.size() && word.folded.size() < max_pieced_letters &&
               are_pieces(glyphs, words[next - 1], words[next])) {
            extend(word, glyphs, words[next].begin, words[next].end);
            ++next;
        }
        word.pieced = next - at > 1;
        changed = undo_digits(word) || word.pieced || changed;
        joined.push_back(std::move(word));
        at = next;
    }
    if (!changed) joined.clear();
    return joined;
}

std::string bounded(std::string_view utf8) {
    std::string kept;
    std::size_t code_points = 0;
    int marks = 0;
    for (std::size_t at = 0; at < utf8.size() && code_points < max_code_points;) {
        const auto code_point = first_code_point(utf8.substr(at));
        const auto piece = utf8.substr(at, code_point.bytes);
        at += code_point.bytes;
        if (!code_point.well_formed || code_point.value == 0) continue;
        marks = is_mark(code_point.value) ? marks + 1 : 0;
        if (marks > max_marks) continue;
        kept.append(piece);
        ++code_points;
    }
    return kept;
}

}  // namespace

bool agrees(const Word& typed, const Word& wanted) noexcept {
    if (typed.folded != wanted.folded) return false;
    if (!typed.marked) return true;
    if (typed.tone != Tone::none && typed.tone != wanted.tone) return false;
    for (std::size_t letter = 0; letter < typed.shapes.size(); ++letter) {
        if (typed.shapes[letter] != Shape::none && typed.shapes[letter] != wanted.shapes[letter])
            return false;
    }
    return true;
}

GuardedText GuardedText::read(std::string_view utf8) {
    GuardedText text;
    text.bytes_ = bounded(utf8);
    text.glyphs_.reserve(text.bytes_.size());
    const std::string_view kept = text.bytes_;
    std::size_t at = 0;
    while (at < kept.size() && text.glyphs_.size() < max_glyphs) {
        const auto code_point = first_code_point(kept.substr(at));
        const auto end = static_cast<std::uint32_t>(at + code_point.bytes);
        append_glyphs(text.glyphs_, code_point.value, static_cast<std::uint32_t>(at), end);
        at = end;
    }
    text.bytes_.resize(at);  // nothing is kept that was not read
    text.words_ = words_of(text.glyphs_);
    text.pieced_words_ = pieced(text.glyphs_, text.words_);
    return text;
}

std::size_t GuardedText::word_at(std::uint32_t glyph) const noexcept {
    const auto found = std::partition_point(words_.begin(), words_.end(),
                                            [glyph](const Word& word) { return word.end <= glyph; });
    return static_cast<std::size_t>(found - words_.begin());
}

bool GuardedText::has_sign_between(std::uint32_t begin, std::uint32_t end, char sign) const noexcept {
    for (auto at = begin; at < end && at < glyphs_.size(); ++at) {
        if (glyphs_[at].folded == sign) return true;
    }
    return false;
}

std::vector<std::span<const Word>> GuardedText::lines_of(std::span<const Word> words) const {
    std::vector<std::span<const Word>> lines;
    std::size_t first = 0;
    for (std::size_t at = 0; at < words.size(); ++at) {
        const bool last =
            at + 1 == words.size() || has_sign_between(words[at].end, words[at + 1].begin, '\n');
        if (!last) continue;
        lines.push_back(words.subspan(first, at + 1 - first));
        first = at + 1;
    }
    return lines;
}

}  // namespace motcua::intents::policy
