// A text as code points that remember their bytes, and what was noticed while reading them.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace motcua::intents {

/// One code point (after repairs: one letter) and the bytes of the original text that it came from.
struct Piece {
    char32_t code_point = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};
using Pieces = std::vector<Piece>;

struct ReadText {
    Pieces pieces;  // code points as typed, also capitals and marks
    bool ill_formed = false;
    bool cut = false;
    bool marks_dropped = false;
    bool unusual = false;     // something that is neither ASCII, a Vietnamese letter nor plain punctuation or emoji
    bool vni_like = false;    // a pair of vowels that no Vietnamese syllable has: "oâ", "aê", "eá"
    int viqr_like = 0;        // ASCII vowels that a sign of VIQR follows: "e^", "u+", "a.n"
};

/// At most the first 4,000 code points, at most 4 marks on a base. One pass, no ICU for ordinary text.
ReadText read_pieces(std::string_view utf8);

}  // namespace motcua::intents
