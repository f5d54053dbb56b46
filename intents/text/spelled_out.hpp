// The likeliest spelling of a message for phrase look-ups: abbreviations and keys of an input method resolved.
#pragma once

#include <vector>

#include "intents/normalized_text.hpp"
#include "intents/text/readings.hpp"

namespace motcua::intents {

/// Tokens as a careful writer would have typed them. Only for finding fixed phrases; the ranker weighs all readings.
struct SpelledText {
    std::vector<Token> tokens;
    std::vector<std::size_t> source;  // by token: the place of the typed token that it came from
    std::vector<std::vector<Reading>> readings;  // by typed token: all of them, so that nobody looks them up again
};

/// A token is respelled when one reading is clearly meant ("ntn", "dduowcj"); every other stays. Pure.
SpelledText spelled_out(const std::vector<Token>& typed);

}  // namespace motcua::intents
