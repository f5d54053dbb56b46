// Words of a line are separated by blanks.
#include "intents/text/english_words.hpp"

#include <string>
#include <unordered_set>

#include "intents/text/lexicon_text.hpp"

namespace motcua::intents {

bool is_english(std::string_view word) {
    static const auto words = [] {
        std::unordered_set<std::string, ViewHash, std::equal_to<>> made;
        for_each_lexicon_line("/english.txt", [&made](std::string_view line) {
            while (!line.empty()) {
                const auto end = line.find(' ');
                if (end != 0) made.emplace(line.substr(0, end));
                line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
            }
        });
        return made;
    }();
    const auto knows = [](std::string_view asked) { return words.find(asked) != words.end(); };
    const bool plural = word.size() > 3 && word.ends_with('s');
    return knows(word) || (plural && knows(word.substr(0, word.size() - 1)));
}

}  // namespace motcua::intents
