// Letters that only look like Latin ones, or are Latin ones in decoration, and what a reader takes them for.
#pragma once

#include "intents/text/text_pieces.hpp"

namespace motcua::intents {

/// Small capitals, negative circled and squared letters, d with stroke in its disguises, ø, ł, ...: the plain
/// letter, which may be đ; 0 for all else. NFKC leaves these alone.
char32_t undecorated(char32_t code_point) noexcept;

/// The Latin letter that a Cyrillic or Greek one looks like, in either case; 0 for all else.
/// Source: Unicode confusables, single letters.
char32_t latin_look_alike(char32_t code_point) noexcept;

/// Replaces look-alikes in words that have Latin letters too; in a text whose other letters are all Latin also in
/// words of look-alikes alone. Letters of other scripts that look like nothing stay. True when anything changed.
bool replace_look_alikes(Pieces& pieces) noexcept;

}  // namespace motcua::intents
