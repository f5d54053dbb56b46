// Puts the tone of a syllable where the old style wants it: hòa, thúy, hoàn; repairs misplaced ones.
#pragma once

#include <span>

#include "intents/text/vietnamese_letter.hpp"

namespace motcua::intents {

/// Moves the first tone of a word to its place and drops further ones. True when anything changed.
/// A word whose letters make no syllable stays as it is. Source: vietnamese-text 3.3.
bool place_tone(std::span<Letter> word) noexcept;

}  // namespace motcua::intents
