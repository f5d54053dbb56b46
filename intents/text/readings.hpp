// What a typed word may stand for: abbreviations, keys of an input method, chat spellings, glued syllables.
#pragma once

#include <string>
#include <vector>

#include "intents/normalized_text.hpp"

namespace motcua::intents {

enum class ReadingKind { abbreviation, telex, vni, dialect, glued };
std::string_view name_of(ReadingKind kind) noexcept;

struct Reading {
    std::vector<std::string> syllables;  // accented; plain where nothing tells the accents
    double weight = 1;                   // 0..1: how likely the person meant this
    ReadingKind kind = ReadingKind::abbreviation;
};

/// The alternatives of one token, likeliest first, at most 8; empty for most words. Never replacements: the token
/// itself always remains one way to read it. Pure and thread-safe.
std::vector<Reading> readings_of(const Token& token);

}  // namespace motcua::intents
