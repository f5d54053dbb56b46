// Splits onset, vowels and coda, then applies the five rules of tone placement.
#include "intents/text/tone_placement.hpp"

#include <string_view>

namespace motcua::intents {
namespace {

bool is_vowel(const Letter& letter) noexcept {
    return std::string_view("aeiouy").find(letter.base) != std::string_view::npos;
}

struct Vowels {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The run of vowels that bears the tone; qu and gi are onsets when a vowel follows.
Vowels vowels_of(const std::vector<Letter>& word) noexcept {
    std::size_t begin = 0;
    while (begin < word.size() && !is_vowel(word[begin])) ++begin;
    std::size_t end = begin;
    while (end < word.size() && is_vowel(word[end])) ++end;
    const bool qu = begin > 0 && word[begin - 1].base == 'q' && begin < word.size() && word[begin].base == 'u';
    const bool gi = begin == 1 && word[0].base == 'g' && begin < word.size() && word[begin].base == 'i';
    if ((qu || gi) && end - begin > 1) ++begin;
    return {begin, end};
}

std::size_t shaped_place(const std::vector<Letter>& word, const Vowels& vowels) noexcept {
    std::size_t place = vowels.end;
    for (std::size_t i = vowels.begin; i < vowels.end; ++i) {
        if (word[i].shape != Shape::none) place = i;
    }
    // ưa, ưi, ưu: the tone stays on ư, which is the last shaped one anyway; ươ: on ơ.
    return place;
}

std::size_t place_of(const std::vector<Letter>& word, const Vowels& vowels) noexcept {
    const std::size_t count = vowels.end - vowels.begin;
    if (count == 1) return vowels.begin;
    const std::size_t shaped = shaped_place(word, vowels);
    if (shaped != vowels.end) return shaped;
    const bool coda = vowels.end < word.size();
    if (coda) return vowels.end - 1;
    if (count >= 3) return vowels.begin + 1;
    return vowels.begin;  // old style: oa, oe, uy and the falling ones alike
}

}  // namespace

bool place_tone(std::vector<Letter>& word) {
    const Vowels vowels = vowels_of(word);
    if (vowels.begin >= vowels.end || vowels.end - vowels.begin > 3) return false;
    Tone tone = Tone::none;
    std::size_t bearer = word.size();
    std::size_t bearers = 0;
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (word[i].tone == Tone::none) continue;
        if (bearers++ == 0) {
            tone = word[i].tone;
            bearer = i;
        }
    }
    if (bearers == 0) return false;
    const std::size_t place = place_of(word, vowels);
    if (bearers == 1 && bearer == place) return false;
    for (Letter& letter : word) letter.tone = Tone::none;
    word[place].tone = tone;
    return true;
}

}  // namespace motcua::intents
