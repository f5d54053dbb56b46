// Looks once at the word; only what is seen there is repaired.
#include "intents/text/word_repair.hpp"

#include <algorithm>

#include "intents/text/syllable.hpp"
#include "intents/text/tone_placement.hpp"

namespace motcua::intents {
namespace {

/// What of a word needs a closer look.
struct Look {
    bool doubled = false;
    bool vowel = false;
    bool horn = false;
    std::size_t vowels = 0;
    std::size_t tones = 0;
};

Look look_at(std::span<const Letter> word) noexcept {
    Look look;
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (i > 0 && word[i].base == word[i - 1].base) look.doubled = true;
        if (is_vowel(word[i])) ++look.vowels;
        if (word[i].tone != Tone::none) ++look.tones;
        if (word[i].shape == Shape::horn) look.horn = true;
    }
    look.vowel = look.vowels > 0;
    return look;
}

bool is_roman_numeral(std::span<const Letter> word) noexcept {
    // I to XXXIX: tens, then one of the nine endings.
    std::size_t at = 0;
    while (at < word.size() && at < 3 && word[at].base == 'x' && is_plain(word[at])) ++at;
    char rest[4];
    const std::size_t size = word.size() - at;
    if (size > 4 || !is_plain(word)) return false;
    for (std::size_t i = 0; i < size; ++i) rest[i] = word[at + i].base;
    const std::string_view ending(rest, size);
    for (const std::string_view one : {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"}) {
        if (ending == one) return true;
    }
    return false;
}

/// Shortens every run of at least `least` letters of one base to its most accented letter. Two consonants at the
/// beginning are no drawn-out letter but an abbreviation: "ttục".
bool collapse(Word& word, std::size_t least) noexcept {
    bool collapsed = false;
    for (std::size_t begin = 0; begin < word.size; ++begin) {
        std::size_t end = begin + 1;
        while (end < word.size && word.letters[end].base == word.letters[begin].base) ++end;
        const bool abbreviated = begin == 0 && end == 2 && !is_vowel(word.letters[0]);
        if (end - begin < least || abbreviated) continue;
        Letter kept = word.letters[begin];
        for (std::size_t i = begin + 1; i < end && is_plain(kept); ++i) kept = word.letters[i];
        for (std::size_t i = end - 1; i > begin; --i) word.remove(i);
        word.letters[begin] = kept;
        collapsed = true;
    }
    return collapsed;
}

/// "coong", "ddi": these may be Telex, whose keys must not be taken away.
bool may_be_telex(std::span<const Letter> word) noexcept {
    for (std::size_t i = 1; i < word.size(); ++i) {
        const char base = word[i].base;
        const bool key = base == 'a' || base == 'e' || base == 'o' || base == 'd' || base == 's' || base == 'w';
        if (key && word[i] == word[i - 1] && is_plain(word[i])) return true;
    }
    return false;
}

bool collapse_repeats(Word& word) noexcept {
    if (is_roman_numeral(word.span())) return false;
    bool collapsed = collapse(word, 3);
    if (may_be_telex(word.span()) || may_be_syllable(word.span())) return collapsed;
    Word shorter = word;
    if (collapse(shorter, 2) && may_be_syllable(shorter.span())) {
        word = shorter;
        collapsed = true;
    }
    return collapsed;
}

/// ngh before a, o, u is ng; uơ and ưo before a coda are ươ.
bool respell(Word& word) noexcept {
    Word tried = word;
    const auto& letters = word.letters;
    if (word.size > 3 && letters[0].base == 'n' && letters[1].base == 'g' && letters[2].base == 'h' &&
        (letters[3].base == 'a' || letters[3].base == 'o' || letters[3].base == 'u')) {
        tried.remove(2);
    }
    for (std::size_t i = 1; i + 1 < tried.size; ++i) {
        Letter& first = tried.letters[i - 1];
        Letter& second = tried.letters[i];
        if (first.base != 'u' || second.base != 'o') continue;
        const bool half = (first.shape == Shape::horn) != (second.shape == Shape::horn);
        if (half && first.shape != Shape::circumflex && second.shape != Shape::circumflex) {
            first.shape = Shape::horn;
            second.shape = Shape::horn;
        }
    }
    if (std::ranges::equal(tried.span(), word.span()) || !may_be_syllable(tried.span())) return false;
    word = tried;
    return true;
}

}  // namespace

WordRepair repair(Word& word) noexcept {
    WordRepair repaired;
    const Look look = look_at(word.span());
    if (!look.vowel) return repaired;
    if (look.doubled) repaired.repeats_collapsed = collapse_repeats(word);
    const auto& letters = word.letters;
    const bool heavy_onset = word.size > 3 && letters[1].base == 'g' && letters[2].base == 'h';
    if ((look.horn || heavy_onset) && !may_be_syllable(word.span())) repaired.respelled = respell(word);
    const bool may_move = look.vowels > 1 || look.tones > 1;
    if (look.tones > 0 && (may_move || repaired.any())) repaired.tone_moved = place_tone(word.span());
    return repaired;
}

}  // namespace motcua::intents
