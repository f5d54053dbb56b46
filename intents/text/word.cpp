// Between text and letters, both ways.
#include "intents/text/word.hpp"

#include <algorithm>

#include "intents/text/code_point.hpp"

namespace motcua::intents {

std::optional<Word> word_of(std::string_view utf8) noexcept {
    Word word;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto letter = letter_of(next_code_point(utf8, at));
        if (!letter || word.is_full()) return std::nullopt;
        word.push(*letter);
    }
    return word;
}

std::string accented_text(std::span<const Letter> word) {
    std::string text;
    for (const Letter& letter : word) append_utf8(text, code_point_of(letter));
    return text;
}

std::string folded_text(std::span<const Letter> word) {
    std::string text;
    for (const Letter& letter : word) text.push_back(letter.base);
    return text;
}

bool is_plain(std::span<const Letter> word) noexcept {
    return std::all_of(word.begin(), word.end(), [](const Letter& letter) { return is_plain(letter); });
}

}  // namespace motcua::intents
