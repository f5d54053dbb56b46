// Reads the text files of intents/lexicon line by line.
#pragma once

#include <string_view>

#include "intents/lexicon/lexicon_files.hpp"

namespace motcua::intents {

inline std::string_view trimmed(std::string_view text) noexcept {
    const auto begin = text.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

/// Calls `use` with every line of the file `name` that has content and is no `#` comment.
template <class Use>
void for_each_lexicon_line(std::string_view name, Use use) {
    for (const EmbeddedFile& file : lexicon_files()) {
        if (!file.path.ends_with(name)) continue;
        std::string_view rest = file.text();
        while (!rest.empty()) {
            const auto end = rest.find('\n');
            const auto line = trimmed(rest.substr(0, end));
            if (!line.empty() && line.front() != '#') use(line);
            rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        }
    }
}

/// Lets tables of strings be asked with views.
struct ViewHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};

}  // namespace motcua::intents
