// Who and what a message speaks of besides the procedure: foreigners, a business, a child, ...
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "intents/phrase_book.hpp"

namespace motcua::intents {

/// A set of mentions, one bit each, in the order of mention_names().
using Mentions = std::uint32_t;

const std::vector<std::string>& mention_names();
/// The bit of a name; 0 for an unknown one.
Mentions mention(std::string_view name);
/// Pure and thread-safe.
Mentions mentions_of(const std::vector<Token>& tokens);

/// Marks tokens that only carry the conversation ("dạ cho em hỏi với ạ"); same length as `tokens`.
std::vector<bool> fillers_of(const std::vector<Token>& tokens);

}  // namespace motcua::intents
