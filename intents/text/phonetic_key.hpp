// One key for syllables that people confuse by ear or by habit: ch/tr, s/x, d/gi/r/v, l/n, final c/t and n/ng.
#pragma once

#include <string>
#include <string_view>

namespace motcua::intents {

/// `folded_syllable` is lower-case ASCII. Equal keys mean "may have been confused": a match by key alone is weak.
/// What is no syllable shape comes back as it is. Pure. Source: vietnamese-text 3.4, 3.5.
std::string phonetic_key(std::string_view folded_syllable);

}  // namespace motcua::intents
