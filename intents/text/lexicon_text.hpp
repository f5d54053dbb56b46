// Reads the text files of intents/lexicon line by line.
#pragma once

#include <string_view>

#include "intents/lexicon/lexicon_files.hpp"
#include "intents/text/text_lines.hpp"

namespace motcua::intents {

/// Calls `use` with every line of the file `name` that has content and is no `#` comment.
template <class Use>
void for_each_lexicon_line(std::string_view name, Use use) {
    for (const EmbeddedFile& file : lexicon_files()) {
        if (!file.path.ends_with(name)) continue;
        for_each_entry(file.text(), [&use](std::string_view line, std::size_t) { use(line); });
    }
}

/// Lets tables of strings be asked with views. Not noexcept: libstdc++ then keeps each key's hash beside it, and a look-up
/// needs not hash its neighbours again.
struct ViewHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

}  // namespace motcua::intents
