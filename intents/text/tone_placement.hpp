// Puts the tone of a syllable where the old style wants it: hòa, thúy, hoàn; repairs misplaced ones.
#pragma once

#include <vector>

#include "intents/text/vietnamese_letter.hpp"

namespace motcua::intents {

/// Moves the first tone of a word to its place and drops further ones. True when anything changed.
/// Words without a vowel or with letters that are not Vietnamese stay. Source: vietnamese-text 3.3.
bool place_tone(std::vector<Letter>& word);

}  // namespace motcua::intents
