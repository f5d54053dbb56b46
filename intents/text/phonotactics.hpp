// Onsets and rimes of Vietnamese, and which of them go together.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "intents/text/vietnamese_letter.hpp"

namespace motcua::intents {

/// How a toneless word divides: letters before the rime, and those of the rime that belong to the coda.
struct Division {
    std::uint8_t onset = 0;
    std::uint8_t nucleus = 0;
    std::uint8_t coda = 0;
    bool stopped = false;  // ends in c, ch, p or t
};

/// Tones are not looked at. Nothing when no onset and rime of the language make the word.
std::optional<Division> divide(std::span<const Letter> word) noexcept;

/// Every onset with every rime that it takes, as one word each.
std::vector<std::vector<Letter>> toneless_words();

}  // namespace motcua::intents
