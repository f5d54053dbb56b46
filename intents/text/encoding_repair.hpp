// Finds out in which encoding a text that is odd as Unicode was written, and decodes it.
#pragma once

#include <optional>

#include "intents/text/text_pieces.hpp"

namespace motcua::intents {

struct EncodingRepair {
    Pieces pieces;
    bool mojibake = false;  // else a charset of before Unicode
};

/// Nothing when the text is best read as it stands, which clean text always is: a decoding must turn clearly more
/// of its words into syllables. Must see the text before invisible characters are dropped: U+00AD is the ư of TCVN3.
/// Source: vietnamese-text 2.3.
std::optional<EncodingRepair> repair_encoding(const ReadText& text);

}  // namespace motcua::intents
