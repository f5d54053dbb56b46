// Decodes what an input method that was off left behind: Telex "dduowcj" and VNI "d9uoc75" for "được".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "intents/normalized_text.hpp"

namespace motcua::intents {

/// The syllable that the keys of `typed` (lower case; letters, at most 12) make in Telex. Keys may come in any order
/// after the vowel. Nothing when they make none, when `typed` is a syllable as it stands, or when a key was undone.
/// Source: vietnamese-text 4.2.
std::optional<std::string> decoded_telex(std::string_view typed);

/// The same for VNI: letters with one to four digits among them. Nothing for "a1" or "b2": classes, not keys.
std::optional<std::string> decoded_vni_keys(std::string_view typed);

/// True when one of the two would decode the token and it is no English word or abbreviation. Cheap for most tokens.
bool is_telex_residue(const Token& token);

}  // namespace motcua::intents
