// Which letter sequences are Vietnamese syllables, from the rules of the language rather than from a word list.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "intents/text/vietnamese_letter.hpp"

namespace motcua::intents {

/// The parts of a syllable; the nucleus holds a medial glide ("oa", "uyê") and bears the tone.
struct Syllable {
    std::string onset;    // "ngh", "gi", "qu", "đ"; empty when there is none
    std::string nucleus;  // without tone: "uyê", "ươ"
    std::string coda;     // "ng", "ch", or the glide i, y, o, u; may be empty
    Tone tone = Tone::none;
};

/// Nothing when it is no syllable by the rules of vietnamese-text 3.1. Lower case, NFC.
std::optional<Syllable> split_syllable(std::string_view accented);

/// A complete syllable: its letters may stand together, and c, ch, p, t end only sắc and nặng.
bool is_syllable(std::string_view accented) noexcept;
bool is_syllable(std::span<const Letter> word) noexcept;
/// The same, but the tone may be missing or stand anywhere: "duoc" no, "dươc" yes.
bool has_syllable_letters(std::span<const Letter> word) noexcept;
/// True when some syllable folds to it: "duoc", "giay"; lower-case ASCII.
bool is_syllable_shape(std::string_view folded) noexcept;
/// A syllable as far as it was typed: by its letters when it has diacritics, else by its shape.
bool may_be_syllable(std::span<const Letter> word) noexcept;

/// Every toneless syllable of the rules, NFC; made anew by each call, for tests and tables.
std::vector<std::string> all_toneless_syllables();

}  // namespace motcua::intents
