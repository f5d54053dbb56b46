// Small repairs inside one word: repeated letters, misplaced tones, two spelling slips that give no syllable.
#pragma once

#include "intents/text/word.hpp"

namespace motcua::intents {

struct WordRepair {
    bool repeats_collapsed = false;
    bool tone_moved = false;
    bool respelled = false;  // "nghành" to "ngành", "giuờng" to "giường"
    bool any() const noexcept { return repeats_collapsed || tone_moved || respelled; }
};

/// Three letters alike become one; two only when that makes a syllable of what is none and no Telex could be meant.
/// Words without a vowel ("cccd", "kkk") and Roman numerals keep theirs. Source: vietnamese-text 1.4, 3.3.
WordRepair repair(Word& word) noexcept;

}  // namespace motcua::intents
