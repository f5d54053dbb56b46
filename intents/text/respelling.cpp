// A table of exchanges at the beginning, at the end and inside; a result counts only when it is a syllable.
#include "intents/text/respelling.hpp"

#include <algorithm>
#include <array>

#include "intents/text/syllable.hpp"
#include "intents/text/tone_placement.hpp"
#include "intents/text/word.hpp"

namespace motcua::intents {
namespace {

struct SoundSwap {
    std::string_view typed;
    std::string_view meant;
};

constexpr std::array<SoundSwap, 22> onset_swaps{{
    {"dz", "d"}, {"dz", "v"}, {"f", "ph"}, {"z", "d"}, {"z", "v"}, {"z", "gi"}, {"j", "gi"}, {"j", "ch"}, {"w", "qu"},
    {"k", "c"}, {"k", "kh"}, {"c", "k"}, {"c", "qu"}, {"g", "gh"}, {"gh", "g"}, {"ng", "ngh"}, {"ngh", "ng"}, {"p", "b"},
    {"q", "qu"}, {"kw", "qu"}, {"x", "s"}, {"t", "th"},
}};
constexpr std::array<SoundSwap, 12> coda_swaps{{
    {"nk", "nh"}, {"g", "ng"}, {"h", "nh"}, {"k", "c"}, {"k", "ch"}, {"k", "nh"}, {"j", "i"}, {"q", "c"}, {"nhg", "ng"},
    {"nn", "n"}, {"gn", "ng"}, {"hn", "nh"},
}};
// In the rime, before the coda.
constexpr std::array<SoundSwap, 6> rime_swaps{{
    {"iu", "iêu"}, {"ie", "iê"}, {"ye", "yê"}, {"uo", "ươ"}, {"uo", "uô"}, {"ou", "uô"},
}};

class Respeller {
  public:
    explicit Respeller(const Word& typed) : typed_(typed) {}

    std::vector<std::string> run() {
        const std::size_t size = typed_.size;
        for (const SoundSwap& onset : onset_swaps) exchange_at(0, onset);
        for (const SoundSwap& coda : coda_swaps) {
            if (coda.typed.size() < size) exchange_at(size - coda.typed.size(), coda);
        }
        for (const SoundSwap& rime : rime_swaps) {
            for (std::size_t at = 0; at + rime.typed.size() <= size; ++at) exchange_at(at, rime);
        }
        return std::move(found_);
    }

  private:
    bool stands_at(std::size_t at, std::string_view typed) const noexcept {
        if (at + typed.size() > typed_.size) return false;
        for (std::size_t i = 0; i < typed.size(); ++i) {
            const Letter& letter = typed_.letters[at + i];
            if (letter.base != typed[i] || letter.shape != Shape::none) return false;
        }
        return true;
    }

    void exchange_at(std::size_t at, const SoundSwap& exchange) {
        if (!stands_at(at, exchange.typed)) return;
        Word made;
        Tone tone = Tone::none;
        const auto copy = [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i) made.push(typed_.letters[i]);
        };
        copy(0, at);
        const auto meant = word_of(exchange.meant);
        for (std::size_t i = at; i < at + exchange.typed.size(); ++i) {
            if (typed_.letters[i].tone != Tone::none) tone = typed_.letters[i].tone;
        }
        const bool plain = is_plain(typed_.span());
        for (Letter letter : meant->span()) {
            if (plain) letter.shape = Shape::none;
            made.push(letter);
        }
        copy(at + exchange.typed.size(), typed_.size);
        if (tone != Tone::none) put_tone(made, tone);
        keep(made, plain);
    }

    static void put_tone(Word& made, Tone tone) noexcept {
        for (Letter& letter : made.span()) {
            if (!is_vowel(letter)) continue;
            letter.tone = tone;
            break;
        }
        place_tone(made.span());
    }

    void keep(const Word& made, bool plain) {
        if (plain ? !may_be_syllable(made.span()) : !is_syllable(made.span())) return;
        std::string text = accented_text(made.span());
        if (std::find(found_.begin(), found_.end(), text) == found_.end()) found_.push_back(std::move(text));
    }

    const Word& typed_;
    std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> respellings_of(std::string_view typed) {
    const auto word = word_of(typed);
    if (!word || word->size < 2 || may_be_syllable(word->span())) return {};
    return Respeller(*word).run();
}

}  // namespace motcua::intents
