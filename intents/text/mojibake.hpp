// UTF-8 that was read as Windows-1252 and written again: "Tiáº¿ng Viá»‡t".
#pragma once

#include "intents/text/text_pieces.hpp"

namespace motcua::intents {

struct MojibakeRepair {
    Pieces pieces;
    std::size_t repaired = 0;  // how many characters were put together again
};

/// Puts sequences together that are well-formed UTF-8 of a Vietnamese letter or of common punctuation; the rest stays.
MojibakeRepair without_mojibake(const Pieces& typed);

}  // namespace motcua::intents
