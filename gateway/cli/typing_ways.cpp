// Letters taken apart into base, shape and tone, and put together again the way it is typed.
#include "gateway/cli/typing_ways.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "intents/text/code_point.hpp"
#include "intents/text/vietnamese_letter.hpp"

namespace motcua::gateway {
namespace {

using intents::Letter;
using intents::Shape;
using intents::Tone;

constexpr std::array<std::string_view, 8> names{"as written", "no diacritics", "Telex keys", "VNI keys",
                                                "chat words", "slips of the finger", "regional spelling",
                                                "capitals, separate marks"};

/// What people shorten in a chat; longest first where one begins another.
constexpr std::array<std::pair<std::string_view, std::string_view>, 26> chat_words{{
    {"bao nhiêu", "bn"}, {"không", "k"},   {"được", "dc"},  {"gì", "j"},      {"vậy", "v"},    {"rồi", "r"},
    {"mình", "mk"},      {"làm", "lm"},    {"như thế nào", "ntn"}, {"bây giờ", "bh"}, {"giờ", "h"}, {"cũng", "cx"},
    {"với", "vs"},       {"những", "nhg"}, {"vợ", "vk"},    {"chồng", "ck"},  {"em", "e"},     {"anh", "a"},
    {"chị", "c"},        {"đăng ký", "đk"}, {"muốn", "mún"}, {"biết", "bít"}, {"phải", "pải"}, {"giấy tờ", "gtờ"},
    {"hộ khẩu", "hk"},   {"căn cước", "cccd"},
}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 9> regional_spellings{{
    {"tr", "ch"}, {"ch", "tr"}, {"s", "x"}, {"x", "s"}, {"gi", "d"}, {"d", "gi"}, {"v", "d"}, {"r", "g"}, {"l", "n"},
}};

bool is_separator(char c) noexcept { return c == ' ' || c == '\n' || c == ',' || c == '.' || c == '?' || c == '!'; }

/// Each word through `change`, which is told its number.
std::string by_word(std::string_view text, const std::function<std::string(std::string_view, std::size_t)>& change) {
    std::string made;
    std::size_t number = 0;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && !is_separator(text[end])) ++end;
        if (end > at) made += change(text.substr(at, end - at), number++);
        if (end < text.size()) made.push_back(text[end++]);
        at = end;
    }
    return made;
}

/// Calls `use` with every code point and its letter, which is null for what is none.
void for_each_letter(std::string_view text, const std::function<void(char32_t, const Letter*)>& use) {
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = intents::next_code_point(text, at);
        if (c == intents::ill_formed) continue;
        const auto letter = intents::letter_of(c);
        use(c, letter ? &*letter : nullptr);
    }
}

std::string plain(std::string_view text) {
    std::string made;
    for_each_letter(text, [&made](char32_t c, const Letter* letter) {
        if (letter != nullptr) made.push_back(letter->base);
        else intents::append_utf8(made, c);
    });
    return made;
}

/// Keys of an input method: the shape behind its letter, the tone at the end of the word.
std::string keys(std::string_view word, bool vni) {
    constexpr std::array<char, 6> telex_tones{'\0', 'f', 's', 'r', 'x', 'j'};
    constexpr std::array<char, 6> vni_tones{'\0', '2', '1', '3', '4', '5'};
    std::string made;
    char tone = '\0';
    for_each_letter(word, [&](char32_t c, const Letter* letter) {
        if (letter == nullptr) return intents::append_utf8(made, c);
        made.push_back(letter->base);
        switch (letter->shape) {
            case Shape::circumflex: made.push_back(vni ? '6' : letter->base); break;
            case Shape::horn: made.push_back(vni ? '7' : 'w'); break;
            case Shape::breve: made.push_back(vni ? '8' : 'w'); break;
            case Shape::stroke: made.push_back(vni ? '9' : 'd'); break;
            case Shape::none: break;
        }
        if (letter->tone != Tone::none) tone = (vni ? vni_tones : telex_tones)[static_cast<std::size_t>(letter->tone)];
    });
    if (tone != '\0') made.push_back(tone);
    return made;
}

std::string in_chat(std::string_view text) {
    std::string made = " " + std::string(text) + " ";
    for (const auto& [word, shorter] : chat_words) {
        const std::string wanted = " " + std::string(word) + " ";
        for (auto at = made.find(wanted); at != std::string::npos; at = made.find(wanted, at + 1)) {
            made.replace(at + 1, word.size(), shorter);
        }
    }
    return made.substr(1, made.size() - 2);
}

/// Every fifth word loses a letter or has two swapped.
std::string slip(std::string_view word, std::size_t number) {
    const std::string typed = plain(word);
    if (number % 5 != 3 || typed.size() < 4) return std::string(word);
    std::string made = typed;
    const std::size_t at = 1 + (number * 7 + typed.size()) % (typed.size() - 2);
    if (number % 2 == 0) made.erase(at, 1);
    else std::swap(made[at], made[at + 1]);
    return made;
}

std::string regional(std::string_view word, std::size_t number) {
    if (number % 3 != 1) return std::string(word);
    for (const auto& [from, to] : regional_spellings) {
        if (word.starts_with(from) && word.size() > from.size() + 1) return std::string(to) + std::string(word.substr(from.size()));
    }
    return std::string(word);
}

/// Capitals, each mark as a code point of its own.
std::string decomposed(std::string_view text) {
    constexpr std::array<char32_t, 5> shapes{0, 0x0306, 0x0302, 0x031B, 0};
    constexpr std::array<char32_t, 6> tones{0, 0x0300, 0x0301, 0x0309, 0x0303, 0x0323};
    std::string made;
    for_each_letter(text, [&](char32_t c, const Letter* letter) {
        if (letter == nullptr) return intents::append_utf8(made, c);
        const char capital = static_cast<char>(letter->base - 'a' + 'A');
        if (letter->shape == Shape::stroke) intents::append_utf8(made, 0x0110);
        else made.push_back(capital);
        if (const char32_t shape = shapes[static_cast<std::size_t>(letter->shape)]; shape != 0) intents::append_utf8(made, shape);
        if (const char32_t tone = tones[static_cast<std::size_t>(letter->tone)]; tone != 0) intents::append_utf8(made, tone);
    });
    return made;
}

}  // namespace

std::string_view name_of(TypingWay way) noexcept { return names[static_cast<std::size_t>(way)]; }

std::string typed(std::string_view accented, TypingWay way) {
    switch (way) {
        case TypingWay::as_written: return std::string(accented);
        case TypingWay::no_diacritics: return plain(accented);
        case TypingWay::telex_keys: return by_word(accented, [](auto word, auto) { return keys(word, false); });
        case TypingWay::vni_keys: return by_word(accented, [](auto word, auto) { return keys(word, true); });
        case TypingWay::chat_words: return in_chat(accented);
        case TypingWay::slips: return by_word(accented, slip);
        case TypingWay::regional: return by_word(accented, regional);
        case TypingWay::decomposed: return decomposed(accented);
    }
    return std::string(accented);
}

bool has_diacritics(std::string_view text) noexcept {
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = intents::next_code_point(text, at);
        if (c == intents::ill_formed) continue;
        const auto letter = intents::letter_of(c);
        if (letter && !intents::is_plain(*letter)) return true;
    }
    return false;
}

}  // namespace motcua::gateway
