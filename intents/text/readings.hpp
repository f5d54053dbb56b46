// What a typed word may stand for: abbreviations, teencode; weighted alternatives, never replacements.
#pragma once

#include <string>
#include <vector>

#include "intents/normalized_text.hpp"

namespace motcua::intents {

enum class ReadingKind { abbreviation, telex, vni, dialect, glued };

struct Reading {
    std::vector<std::string> syllables;  // accented
    double weight = 1;                   // 0..1: how likely the person meant this
    ReadingKind kind = ReadingKind::abbreviation;
};

/// The alternatives of one token, likeliest first; empty for most words. Pure and thread-safe.
std::vector<Reading> readings_of(const Token& token);

}  // namespace motcua::intents
