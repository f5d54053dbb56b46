// Reads names, addresses and dates word by word from the cue that announces them.
#include "intents/policy/personal_identity.hpp"

#include <algorithm>
#include <string_view>

#include "intents/policy/glyph_reader.hpp"

namespace motcua::intents::policy {
namespace {

/// A text's words with the cues that touch each of them.
class WordView {
  public:
    WordView(const GuardedText& text, const Cues& cues)
        : text_(text), titles_(text.words().size() + 1), places_(titles_.size()) {
        for (const auto& match : cues.all()) {
            if (match.cue == Cue::person_title) titles_[match.end_word] = true;
            if (match.cue == Cue::place_name) places_[match.word] = true;
        }
    }

    const std::vector<Word>& words() const noexcept { return text_.words(); }
    bool follows_title(std::size_t word) const { return titles_[word]; }
    bool is_place(std::size_t word) const { return word < places_.size() && places_[word]; }
    bool is_capital(std::size_t word) const {
        return word < words().size() && text_.glyphs()[words()[word].begin].upper &&
               words()[word].letters == words()[word].folded.size();
    }
    /// One past the last of at most `most` capital words from `first` on, one blank apart.
    std::size_t capitals_end(std::size_t first, std::size_t most) const {
        auto end = first;
        while (end < first + most && is_capital(end) &&
               (end == first || words()[end].begin == words()[end - 1].end + 1))
            ++end;
        return end;
    }

  private:
    const GuardedText& text_;
    std::vector<bool> titles_;
    std::vector<bool> places_;
};

bool starts_with_digit(const Word& word) { return is_digit(word.folded.front()); }

bool is_any(const Word& word, std::initializer_list<std::string_view> list) {
    return std::find(list.begin(), list.end(), word.folded) != list.end();
}

void claim_words(const std::vector<Word>& words, std::size_t first, std::size_t end, PersonalKind kind,
                 PersonalSpans& spans) {
    if (first < end && end <= words.size()) spans.claim(words[first].begin, words[end - 1].end, kind);
}

/// One past the last word of an address that begins at `first`; `first` when none does.
std::size_t address_end(const GuardedText& text, std::size_t first) {
    const auto& words = text.words();
    const auto number_at = [&words](std::size_t word) {
        return word < words.size() && starts_with_digit(words[word]);
    };
    const auto street_at = [&](std::size_t word) {
        return word + 1 < words.size() && is_any(words[word], {"duong", "pho"}) &&
               text.glyphs()[words[word + 1].begin].upper;
    };
    auto end = first;
    while (end < words.size()) {
        if (is_any(words[end], {"ngo", "ngach", "hem", "kiet"}) && number_at(end + 1)) {
            end += 2;
        } else if (is_any(words[end], {"so"}) && end + 1 < words.size() && is_any(words[end + 1], {"nha"}) &&
                   number_at(end + 2)) {
            end += 3;
        } else if (is_any(words[end], {"so"}) && number_at(end + 1) && end + 2 < words.size() &&
                   (is_any(words[end + 2], {"ngo", "ngach", "hem", "kiet"}) || street_at(end + 2))) {
            end += 2;
        } else if (end > first && street_at(end)) {
            end += 2;
            for (int more = 0; more < 3 && end < words.size() && text.glyphs()[words[end].begin].upper;
                 ++more)
                ++end;
        } else if (end > first && number_at(end) && text.folded_at(words[end].begin - 1) == '/') {
            ++end;  // "ngõ 3/12"
        } else {
            break;
        }
    }
    return end;
}

/// The end of "12/03/2019" at the place, or the place.
std::uint32_t date_end(const GuardedText& text, std::uint32_t begin) {
    GlyphReader reader(text, begin);
    const bool date = reader.digits(2) >= 1 && reader.one_of("/.-") && reader.digits(2) >= 1 &&
                      reader.one_of("/.-") && reader.digits(4) >= 2;
    return date ? reader.at() : begin;
}

/// The end of "5 tháng 3 năm 2019" from the word on, or of nothing.
std::size_t spelled_date_end(const std::vector<Word>& words, std::size_t word) {
    const bool date = word + 4 < words.size() && starts_with_digit(words[word]) &&
                      is_any(words[word + 1], {"thang"}) && starts_with_digit(words[word + 2]) &&
                      is_any(words[word + 3], {"nam"}) && starts_with_digit(words[word + 4]);
    return date ? word + 5 : word;
}

}  // namespace

void claim_names(const GuardedText& text, const Cues& cues, PersonalSpans& spans) {
    const WordView view(text, cues);
    const auto& words = view.words();
    for (const auto& match : cues.all()) {
        if (match.cue == Cue::person_name) {
            const std::size_t first = match.end_word;
            const bool shouted = match.word < words.size() && words[match.word].upper;
            const bool quoted =
                text.has_sign_between(match.end, first < words.size() ? words[first].begin : match.end, '"');
            if (!shouted && !quoted && first < words.size() && !view.is_place(first)) {
                claim_words(words, first, view.capitals_end(first, 5), PersonalKind::name, spans);
            }
        }
        if (match.cue != Cue::family_name || !view.is_capital(match.word)) continue;
        const std::size_t first = match.word;
        const auto end = view.capitals_end(first, 5);
        const bool place = first > 0 && view.is_place(first - 1);
        const bool middle = first + 1 < words.size() && is_any(words[first + 1], {"van", "thi"});
        const bool named = view.follows_title(first);
        if (!place && end - first >= 2 && (named || (middle && end - first >= 3))) {
            claim_words(words, first, end, PersonalKind::name, spans);
        }
    }
}

void claim_addresses(const GuardedText& text, PersonalSpans& spans) {
    const auto& words = text.words();
    for (std::size_t at = 0; at < words.size();) {
        const auto end = address_end(text, at);
        claim_words(words, at, end, PersonalKind::address, spans);
        at = std::max(end, at + 1);
    }
}

void claim_births(const GuardedText& text, const Cues& cues, PersonalSpans& spans) {
    for (const auto& match : cues.all()) {
        if (match.cue != Cue::person_birth) continue;
        auto word = std::size_t{match.end_word};
        if (word < text.words().size() && is_any(text.words()[word], {"ngay", "la", "vao"})) ++word;
        if (word >= text.words().size()) continue;
        const auto begin = text.words()[word].begin;
        spans.claim(begin, date_end(text, begin), PersonalKind::birth);
        claim_words(text.words(), word, spelled_date_end(text.words(), word), PersonalKind::birth, spans);
    }
}

void claim_civil_numbers(const GuardedText& text, const Cues& cues, PersonalSpans& spans) {
    for (const auto& match : cues.all()) {
        if (match.cue != Cue::civil_paper) continue;
        GlyphReader reader(text, match.end);
        while (reader.one_of(" :.")) {
        }
        const auto begin = reader.at();
        if (reader.digits(6) == 0) continue;
        if (reader.one_of("/")) reader.digits(4);
        if (!is_word_part(reader.here())) spans.claim(begin, reader.at(), PersonalKind::civil);
    }
}

void claim_traits(const GuardedText& text, const Cues& cues, PersonalSpans& spans) {
    std::uint32_t self_end = 0;
    bool self = false;
    for (const auto& match : cues.all()) {
        if (match.cue == Cue::self) {
            self = true;
            self_end = match.end_word;
        }
        const bool begins_with_self = match.cue == Cue::trait && self && match.word + 1 == self_end;
        const bool close = self && match.word <= self_end + 12;
        if (match.cue == Cue::trait && (close || begins_with_self))
            spans.claim(match.begin, std::min(match.end, text.glyph_count()), PersonalKind::trait);
    }
}

}  // namespace motcua::intents::policy
