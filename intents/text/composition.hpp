// Makes whole lower-case letters of bases and marks, whatever their order and disguise.
#pragma once

#include "intents/text/text_pieces.hpp"

namespace motcua::intents {

struct Composed {
    Pieces pieces;  // lower-case letters of Vietnamese, digits, letters of other scripts without marks, signs
    bool invisible_dropped = false;
    bool decoration_removed = false;  // full-width, circled, mathematical, small-capital letters
    bool marks_dropped = false;       // marks that Vietnamese does not have, or a second tone on a letter
};

/// Not only canonical order: a tone before its shape ("á" and a circumflex) makes "ấ" as well.
/// ICU is asked one code point at a time, and only for what our own tables do not know, so it cannot be made slow.
/// Source: Unicode TR15 (NFKD), simple case folding, Default_Ignorable_Code_Point.
Composed compose(const Pieces& typed);

}  // namespace motcua::intents
