// Takes words apart that were typed without the blanks between their syllables.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace motcua::intents {

/// "giaykhaisinh" to giay, khai, sinh: as few syllable shapes as possible, of two such ways the one whose earlier
/// parts are longer. Empty when the word is a syllable shape itself, has less than 4 letters or more than 48, or
/// cannot be taken apart. Lower-case ASCII. Linear in the length.
std::vector<std::string> segment_folded(std::string_view folded_word);

/// The same for a word with diacritics: "làmlại" to làm, lại. Each part must be a syllable with its diacritics.
/// At most `most` ways with the fewest parts, the best first.
std::vector<std::vector<std::string>> segmentations(std::string_view accented_word, std::size_t most);

}  // namespace motcua::intents
