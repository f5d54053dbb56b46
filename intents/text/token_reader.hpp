// Cuts a text into tokens: syllables, numbers and codes, each in its accented and its folded form.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "intents/normalized_text.hpp"
#include "intents/text/text_pieces.hpp"

namespace motcua::intents {

struct TokenList {
    std::vector<Token> tokens;
    bool repeats_collapsed = false;
    bool tone_moved = false;
};

/// `pieces` holds no marks and no letters in disguise; capitals are lowered here.
TokenList read_tokens(const Pieces& pieces);

}  // namespace motcua::intents
