// The likeliest spelling of a message for phrase look-ups: abbreviations and keys of an input method resolved.
#pragma once

#include <vector>

#include "intents/normalized_text.hpp"

namespace motcua::intents {

/// Tokens as a careful writer would have typed them. Only for finding fixed phrases; the ranker weighs all readings.
struct SpelledText {
    std::vector<Token> tokens;
    std::vector<std::size_t> source;  // by token: the place of the typed token that it came from
};

/// A token is respelled when one reading is clearly meant ("ntn", "dduowcj"); every other stays. Pure.
SpelledText spelled_out(const std::vector<Token>& typed);

}  // namespace motcua::intents
