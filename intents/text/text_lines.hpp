// Reads the curated text files (phrases, lexicon, aliases, model) line by line, and what counts as an entry.
#pragma once

#include <cstddef>
#include <string_view>

namespace motcua::intents {

/// Without blanks, tabs and carriage returns at both ends.
inline std::string_view trimmed(std::string_view text) noexcept {
    const auto begin = text.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

/// Calls `use(line, number)` with every line as it stands, without its line feed; numbers from 1.
template <class Use>
void for_each_line(std::string_view text, Use use) {
    std::size_t number = 0;
    while (!text.empty()) {
        const auto end = text.find('\n');
        use(text.substr(0, end), ++number);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
}

/// The same for files that people edit: trimmed, without empty lines and `#` comments.
template <class Use>
void for_each_entry(std::string_view text, Use use) {
    for_each_line(text, [&use](std::string_view raw, std::size_t number) {
        const std::string_view line = trimmed(raw);
        if (!line.empty() && line.front() != '#') use(line, number);
    });
}

}  // namespace motcua::intents
