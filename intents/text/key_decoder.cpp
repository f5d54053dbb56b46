// Where each key of Telex and VNI puts its mark.
#include "intents/text/key_decoder.hpp"

#include <algorithm>

#include "intents/text/syllable.hpp"
#include "intents/text/tone_placement.hpp"

namespace motcua::intents {

bool KeyDecoder::has_vowel() const noexcept {
    const auto letters = word_.span();
    return std::any_of(letters.begin(), letters.end(), [](const Letter& letter) { return is_vowel(letter); });
}

bool KeyDecoder::tone(Tone wanted) noexcept {
    if (!has_vowel() || tone_ == wanted) return false;
    tone_ = wanted;
    return true;
}

std::size_t KeyDecoder::last_of(std::string_view bases) const noexcept {
    for (std::size_t i = word_.size; i > 0; --i) {
        if (bases.find(word_.letters[i - 1].base) != std::string_view::npos) return i - 1;
    }
    return word_.size;
}

bool KeyDecoder::put(std::size_t at, Shape shape) noexcept {
    // Another shape key replaces the first; the same one takes it back.
    if (at >= word_.size || word_.letters[at].shape == shape) return false;
    word_.letters[at].shape = shape;
    return true;
}

bool KeyDecoder::circumflex(std::string_view bases) noexcept { return put(last_of(bases), Shape::circumflex); }

bool KeyDecoder::pair_at(std::size_t at, char first, char second) const noexcept {
    return word_.letters[at].base == first && word_.letters[at + 1].base == second;
}

std::size_t KeyDecoder::last_pair(char first, char second) const noexcept {
    for (std::size_t i = word_.size; i > 1; --i) {
        const bool qu = i > 2 && word_.letters[i - 3].base == 'q';
        if (!qu && pair_at(i - 2, first, second)) return i - 2;
    }
    return word_.size;
}

bool KeyDecoder::horn() noexcept {
    if (const auto uo = last_pair('u', 'o'); uo != word_.size) {
        const bool first = put(uo, Shape::horn);
        const bool second = put(uo + 1, Shape::horn);
        return first || second;
    }
    for (const char second : {'a', 'u'}) {
        if (const auto pair = last_pair('u', second); pair != word_.size) return put(pair, Shape::horn);
    }
    const std::size_t at = last_of("ou");
    const bool onset = at > 0 && at < word_.size && word_.letters[at].base == 'u' && word_.letters[at - 1].base == 'q';
    return !onset && put(at, Shape::horn);
}

bool KeyDecoder::breve() noexcept { return put(last_of("a"), Shape::breve); }

bool KeyDecoder::stroke() noexcept { return word_.size > 0 && word_.letters[0].base == 'd' && put(0, Shape::stroke); }

bool KeyDecoder::horn_or_breve() noexcept {
    if (last_pair('o', 'a') != word_.size) return breve();
    const std::size_t last_horned = last_of("ou");
    const bool qua = last_of("a") != word_.size && last_pair('u', 'a') == word_.size;
    if (last_horned == word_.size || (qua && word_.letters[last_horned].base == 'u' && last_horned < last_of("a"))) {
        if (last_of("a") != word_.size) return breve();
        if (has_vowel() || word_.is_full()) return false;
        word_.push({'u', Shape::horn, Tone::none});
        return true;
    }
    return horn();
}

std::optional<std::string> KeyDecoder::syllable() const {
    Word made = word_;
    auto& letters = made.letters;
    for (std::size_t i = 0; i + 1 < made.size; ++i) {
        if (!pair_at(i, 'u', 'o') || letters[i + 1].shape == Shape::circumflex) continue;
        const bool horned = letters[i].shape == Shape::horn || letters[i + 1].shape == Shape::horn;
        const bool onset = i > 0 && letters[i - 1].base == 'q';
        if (!horned || onset) continue;
        // ươ stands before a coda; without one it is the uơ of thuở.
        const bool coda = i + 2 < made.size;
        letters[i].shape = coda ? Shape::horn : Shape::none;
        letters[i + 1].shape = Shape::horn;
    }
    if (tone_ != Tone::none) {
        const auto vowel = std::find_if(made.span().begin(), made.span().end(), [](const Letter& l) { return is_vowel(l); });
        if (vowel == made.span().end()) return std::nullopt;
        for (Letter& letter : made.span()) letter.tone = Tone::none;
        vowel->tone = tone_;
        place_tone(made.span());
    }
    if (!is_syllable(made.span())) return std::nullopt;
    return accented_text(made.span());
}

}  // namespace motcua::intents
