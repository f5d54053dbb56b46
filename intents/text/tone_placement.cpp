// Divides the word into onset, nucleus and coda, then applies the rules of tone placement.
#include "intents/text/tone_placement.hpp"

#include "intents/text/phonotactics.hpp"

namespace motcua::intents {
namespace {

/// The vowel that bears the tone; the glide at the end, when there is one, counts to the vowels.
std::size_t place_of(std::span<const Letter> word, const Division& division) noexcept {
    const std::size_t begin = division.onset;
    std::size_t end = begin;
    std::size_t shaped = word.size();
    for (; end < word.size() && is_vowel(word[end]); ++end) {
        if (word[end].shape != Shape::none) shaped = end;  // ươ: on ơ; uê, iê: on ê; ưa: on ư
    }
    if (end == begin + 1) return begin;
    if (shaped != word.size()) return shaped;
    if (end < word.size()) return end - 1;
    // Old style: oa, oe, uy on their first letter, as the falling ones are.
    return end - begin >= 3 ? begin + 1 : begin;
}

}  // namespace

bool place_tone(std::span<Letter> word) noexcept {
    std::size_t bearer = word.size();
    std::size_t bearers = 0;
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (word[i].tone == Tone::none) continue;
        if (bearers++ == 0) bearer = i;
    }
    if (bearers == 0) return false;
    const auto division = divide(word);
    if (!division) return false;
    const std::size_t place = place_of(word, *division);
    const Tone tone = word[bearer].tone;
    if (bearers == 1 && bearer == place) return false;
    if (division->stopped && tone != Tone::acute && tone != Tone::dot) return false;
    for (Letter& letter : word) letter.tone = Tone::none;
    word[place].tone = tone;
    return true;
}

}  // namespace motcua::intents
