// English words that an input method's keys, or glued syllables, could be mistaken for.
#pragma once

#include <string_view>

namespace motcua::intents {

/// Lower-case ASCII. The list is intents/lexicon/english.txt; it is no dictionary.
bool is_english(std::string_view word);

}  // namespace motcua::intents
