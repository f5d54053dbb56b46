// A word of Vietnamese letters while it is worked on: short, on the stack, no allocation.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "intents/text/vietnamese_letter.hpp"

namespace motcua::intents {

/// At most 24 letters; a syllable has at most 7.
struct Word {
    static constexpr std::size_t longest = 24;

    std::array<Letter, longest> letters;
    std::size_t size = 0;

    std::span<const Letter> span() const noexcept { return {letters.data(), size}; }
    std::span<Letter> span() noexcept { return {letters.data(), size}; }
    bool is_full() const noexcept { return size == longest; }
    /// Does nothing when the word is full.
    void push(const Letter& letter) noexcept {
        if (!is_full()) letters[size++] = letter;
    }
    void remove(std::size_t at) noexcept {
        for (std::size_t i = at + 1; i < size; ++i) letters[i - 1] = letters[i];
        --size;
    }
};

/// The letters of well-formed text; nothing when it is too long or has a character that is no letter.
std::optional<Word> word_of(std::string_view utf8) noexcept;
/// Lower case, NFC.
std::string accented_text(std::span<const Letter> word);
std::string folded_text(std::span<const Letter> word);
bool is_plain(std::span<const Letter> word) noexcept;

}  // namespace motcua::intents
