// The state of a syllable while the keys of an input method are replayed over it.
#pragma once

#include <optional>
#include <string>

#include "intents/text/word.hpp"

namespace motcua::intents {

/// Each verb is one key; false means that the key does nothing here, or undoes what was done, so the keys are none.
class KeyDecoder {
  public:
    void letter(const Letter& typed) noexcept { word_.push(typed); }
    bool tone(Tone wanted) noexcept;
    void clear_tone() noexcept { tone_ = Tone::none; }
    /// On the last of `bases`.
    bool circumflex(std::string_view bases) noexcept;
    /// On the last uo (both letters), the u of ua and uu, else the last o or u.
    bool horn() noexcept;
    bool breve() noexcept;
    /// On an initial d.
    bool stroke() noexcept;
    /// Telex w: horn, breve, or a letter ư of its own.
    bool horn_or_breve() noexcept;

    bool has_vowel() const noexcept;
    const Word& word() const noexcept { return word_; }
    /// The syllable with its tone in place; nothing when it is none.
    std::optional<std::string> syllable() const;

  private:
    /// Where the last letter of `bases` stands, or the size.
    std::size_t last_of(std::string_view bases) const noexcept;
    bool put(std::size_t at, Shape shape) noexcept;
    bool pair_at(std::size_t at, char first, char second) const noexcept;
    std::size_t last_pair(char first, char second) const noexcept;

    Word word_;
    Tone tone_ = Tone::none;
};

}  // namespace motcua::intents
