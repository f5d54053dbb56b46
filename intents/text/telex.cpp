// Replays the keys from left to right.
#include "intents/text/telex.hpp"

#include <algorithm>

#include "intents/text/abbreviations.hpp"
#include "intents/text/ascii.hpp"
#include "intents/text/english_words.hpp"
#include "intents/text/key_decoder.hpp"
#include "intents/text/syllable.hpp"

namespace motcua::intents {
namespace {

constexpr std::size_t longest_typed = 12;
constexpr std::ptrdiff_t most_vni_digits = 4;  // "d9u7o7c5"

Tone telex_tone(char key) noexcept {
    switch (key) {
        case 's': return Tone::acute;
        case 'f': return Tone::grave;
        case 'r': return Tone::hook;
        case 'x': return Tone::tilde;
        case 'j': return Tone::dot;
        default: return Tone::none;
    }
}

/// False when the key undoes an earlier one.
bool press_telex(KeyDecoder& decoder, const Letter& key, bool& pressed) noexcept {
    const char base = is_plain(key) ? key.base : '\0';
    const bool vowel_seen = decoder.has_vowel();
    if (const Tone tone = telex_tone(base); tone != Tone::none && vowel_seen) return pressed = true, decoder.tone(tone);
    if (base == 'z' && vowel_seen) return pressed = true, decoder.clear_tone(), true;
    if (base == 'w') return pressed = true, decoder.horn_or_breve();
    const auto& word = decoder.word();
    if (base == 'd' && word.size > 0 && word.letters[0].base == 'd') return pressed = true, decoder.stroke();
    if (base == 'a' || base == 'e' || base == 'o') {
        for (std::size_t i = word.size; i > 0; --i) {
            const char last = word.letters[i - 1].base;
            if (last != 'a' && last != 'e' && last != 'o') continue;
            if (last != base) break;
            return pressed = true, decoder.circumflex({&base, 1});
        }
    }
    decoder.letter(key);
    return true;
}

bool press_vni(KeyDecoder& decoder, char key) noexcept {
    switch (key) {
        case '0': return decoder.clear_tone(), decoder.has_vowel();
        case '1': return decoder.tone(Tone::acute);
        case '2': return decoder.tone(Tone::grave);
        case '3': return decoder.tone(Tone::hook);
        case '4': return decoder.tone(Tone::tilde);
        case '5': return decoder.tone(Tone::dot);
        case '6': return decoder.circumflex("aeo");
        case '7': return decoder.horn();
        case '8': return decoder.breve();
        default: return decoder.stroke();
    }
}

/// Only words with one of the keys, which no syllable ends in or doubles, are worth replaying.
bool has_telex_key(std::string_view typed) noexcept {
    for (std::size_t i = 1; i < typed.size(); ++i) {
        if (std::string_view("sfrxjzwaeod").find(typed[i]) != std::string_view::npos) return true;
    }
    return !typed.empty() && typed[0] == 'w';
}

bool has_vni_key(std::string_view typed) noexcept {
    const auto digits = std::count_if(typed.begin(), typed.end(), is_ascii_digit);
    if (digits == 0 || digits > most_vni_digits || is_ascii_digit(typed.front())) return false;
    // "a1" and "b2" are classes of licences; "o73" can only be ở.
    return typed.size() - static_cast<std::size_t>(digits) > 1 || typed.starts_with("o7");
}

}  // namespace

std::optional<std::string> decoded_telex(std::string_view typed) {
    const auto keys = word_of(typed);
    if (!keys || keys->size > longest_typed || keys->size < 2 || may_be_syllable(keys->span())) return std::nullopt;
    KeyDecoder decoder;
    bool pressed = false;
    for (const Letter& key : keys->span()) {
        if (!press_telex(decoder, key, pressed)) return std::nullopt;
    }
    return pressed ? decoder.syllable() : std::nullopt;
}

std::optional<std::string> decoded_vni_keys(std::string_view typed) {
    if (typed.size() > longest_typed + std::size_t{most_vni_digits} || !has_vni_key(typed)) return std::nullopt;
    KeyDecoder decoder;
    for (const char key : typed) {
        if (is_ascii_digit(key)) {
            if (!press_vni(decoder, key)) return std::nullopt;
        } else if (key >= 'a' && key <= 'z') {
            decoder.letter({key, Shape::none, Tone::none});
        } else {
            return std::nullopt;
        }
    }
    return decoder.syllable();
}

bool is_telex_residue(const Token& token) {
    const std::string_view typed = token.accented;
    if (typed.size() != token.folded.size()) return false;  // something of it was composed
    if (has_vni_key(typed)) return abbreviations_of(token).empty() && decoded_vni_keys(typed).has_value();
    if (!has_telex_key(typed) || is_syllable_shape(typed)) return false;
    return !is_english(typed) && abbreviations_of(token).empty() && decoded_telex(typed).has_value();
}

}  // namespace motcua::intents
