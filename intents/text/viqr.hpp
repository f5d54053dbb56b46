// VIQR: Vietnamese written in ASCII, shape and tone as signs behind the vowel ("nu+o+'c").
#pragma once

#include "intents/text/text_pieces.hpp"

namespace motcua::intents {

/// Decodes every letter that the signs make. A "." or "?" behind a word counts as a tone only when the text goes on
/// in lower case. Pieces keep the bytes of the original text. Source: RFC 1456.
Pieces decoded_viqr(const Pieces& typed);

}  // namespace motcua::intents
