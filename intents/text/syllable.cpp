// Tones on top of the phonotactic tables; folded shapes are generated from them once.
#include "intents/text/syllable.hpp"

#include <algorithm>

#include "intents/text/phonotactics.hpp"
#include "intents/text/word.hpp"

namespace motcua::intents {
namespace {

/// Up to 7 letters at 5 bits each; 0 for anything that is no such word.
std::uint64_t packed(std::string_view folded) noexcept {
    if (folded.empty() || folded.size() > 7) return 0;
    std::uint64_t key = 0;
    for (const char c : folded) {
        if (c < 'a' || c > 'z') return 0;
        key = (key << 5U) | static_cast<std::uint64_t>(c - 'a' + 1);
    }
    return key;
}

/// An open-addressed set: asked for every word of every message.
class ShapeSet {
  public:
    ShapeSet() : slots_(size, 0) {
        for (const auto& word : toneless_words()) insert(packed(folded_text(word)));
    }
    bool contains(std::uint64_t key) const noexcept {
        for (std::size_t at = slot_of(key);; at = (at + 1) % size) {
            if (slots_[at] == key) return true;
            if (slots_[at] == 0) return false;
        }
    }

  private:
    static constexpr std::size_t size = 8192;

    static std::size_t slot_of(std::uint64_t key) noexcept { return (key * 0x9E3779B97F4A7C15ULL) >> 51U; }
    void insert(std::uint64_t key) {
        std::size_t at = slot_of(key);
        while (slots_[at] != 0 && slots_[at] != key) at = (at + 1) % size;
        slots_[at] = key;
    }
    std::vector<std::uint64_t> slots_;
};

struct Tones {
    Tone tone = Tone::none;
    std::size_t count = 0;
};

Tones tones_of(std::span<const Letter> word) noexcept {
    Tones tones;
    for (const Letter& letter : word) {
        if (letter.tone == Tone::none) continue;
        tones.tone = letter.tone;
        ++tones.count;
    }
    return tones;
}

bool tone_fits(const Division& division, const Tones& tones) noexcept {
    if (tones.count > 1) return false;
    return !division.stopped || tones.tone == Tone::acute || tones.tone == Tone::dot;
}

}  // namespace

bool has_syllable_letters(std::span<const Letter> word) noexcept { return divide(word).has_value(); }

bool is_syllable(std::span<const Letter> word) noexcept {
    const auto division = divide(word);
    return division && tone_fits(*division, tones_of(word));
}

bool is_syllable(std::string_view accented) noexcept {
    const auto word = word_of(accented);
    return word && is_syllable(word->span());
}

bool is_syllable_shape(std::string_view folded) noexcept {
    static const ShapeSet shapes;
    const auto key = packed(folded);
    return key != 0 && shapes.contains(key);
}

bool may_be_syllable(std::span<const Letter> word) noexcept {
    if (!is_plain(word)) return has_syllable_letters(word);
    char folded[Word::longest];
    if (word.size() > Word::longest) return false;
    std::transform(word.begin(), word.end(), folded, [](const Letter& letter) { return letter.base; });
    return is_syllable_shape({folded, word.size()});
}

std::optional<Syllable> split_syllable(std::string_view accented) {
    const auto word = word_of(accented);
    if (!word) return std::nullopt;
    const auto division = divide(word->span());
    const Tones tones = tones_of(word->span());
    if (!division || !tone_fits(*division, tones)) return std::nullopt;
    Word toneless = *word;
    for (Letter& letter : toneless.span()) letter.tone = Tone::none;
    const std::span<const Letter> letters = toneless.span();
    return Syllable{accented_text(letters.first(division->onset)),
                    accented_text(letters.subspan(division->onset, division->nucleus)),
                    accented_text(letters.last(division->coda)), tones.tone};
}

std::vector<std::string> all_toneless_syllables() {
    std::vector<std::string> syllables;
    for (const auto& word : toneless_words()) syllables.push_back(accented_text(word));
    std::sort(syllables.begin(), syllables.end());
    syllables.erase(std::unique(syllables.begin(), syllables.end()), syllables.end());
    return syllables;
}

}  // namespace motcua::intents
