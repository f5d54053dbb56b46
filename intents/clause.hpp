// Where in a message the need is: a story is told in clauses, and few of them say what is wanted.
#pragma once

#include <vector>

#include "intents/normalized_text.hpp"

namespace motcua::intents {

/// By token, 0..1: how much its clause tells of the need. 1 throughout a message of one clause. A clause with a wish
/// ("giờ muốn …", "… làm sao") counts whole; what is done already ("… rồi") and the rest of a story count less.
/// Pure and thread-safe; linear.
std::vector<float> clause_weights(const std::vector<Token>& tokens);

}  // namespace motcua::intents
