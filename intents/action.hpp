// What a person wants done with a paper: first issue, re-issue, exchange, correction, transfer, ...
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "intents/phrase_book.hpp"

namespace motcua::intents {

/// A set of actions, one bit each, in the order of action_names().
using Actions = std::uint32_t;

const std::vector<std::string>& action_names();

/// Actions that single a procedure out among those of one paper (cancelling, extending, exchanging, ...), unlike
/// registering or a first issue, which is what people mean when they name the paper alone.
Actions special_actions();

struct ActionWish {
    Actions actions = 0;
    std::vector<PhraseMatch> spans;
};

/// Pure and thread-safe; used for questions and for names of procedures alike, so that both speak one language.
ActionWish actions_of(const std::vector<Token>& tokens);

}  // namespace motcua::intents
