// What chat words and civil abbreviations stand for: the table of intents/lexicon/abbreviations.txt.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "intents/normalized_text.hpp"

namespace motcua::intents {

/// Accented syllables.
using Expansion = std::vector<std::string>;

/// Likeliest first; empty when the token is none. Found as typed, else with d for đ: "dkks" finds "đkks".
/// Lives as long as the program. Thread-safe.
std::span<const Expansion> abbreviations_of(const Token& token);

}  // namespace motcua::intents
