// Looks tokens up in intents/lexicon/abbreviations.txt, read once.
#include "intents/text/readings.hpp"

#include <unordered_map>

#include "intents/embedded_file.hpp"
#include "intents/lexicon/lexicon_files.hpp"

namespace motcua::intents {
namespace {

using Table = std::unordered_map<std::string, std::vector<std::vector<std::string>>>;

std::string_view trimmed(std::string_view text) noexcept {
    const auto begin = text.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

void read_line(Table& table, std::string_view line) {
    const auto equals = line.find('=');
    if (line.empty() || line.front() == '#' || equals == std::string_view::npos) return;
    auto& expansions = table[normalize(trimmed(line.substr(0, equals))).accented()];
    std::string_view rest = line.substr(equals + 1);
    while (!rest.empty()) {
        const auto end = rest.find(';');
        std::vector<std::string> syllables;
        const NormalizedText expansion = normalize(rest.substr(0, end));
        for (const Token& token : expansion.tokens()) syllables.push_back(token.accented);
        if (!syllables.empty()) expansions.push_back(std::move(syllables));
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
}

const Table& abbreviations() {
    static const Table table = [] {
        Table made;
        for (const EmbeddedFile& file : lexicon_files()) {
            if (!file.path.ends_with("abbreviations.txt")) continue;
            std::string_view rest = file.text();
            while (!rest.empty()) {
                const auto end = rest.find('\n');
                read_line(made, trimmed(rest.substr(0, end)));
                rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
            }
        }
        return made;
    }();
    return table;
}

}  // namespace

std::vector<Reading> readings_of(const Token& token) {
    std::vector<Reading> readings;
    const auto known = abbreviations().find(token.accented);
    if (known == abbreviations().end()) return readings;
    double weight = 0.9;
    for (const auto& syllables : known->second) {
        readings.push_back({syllables, weight, ReadingKind::abbreviation});
        weight *= 0.6;
    }
    return readings;
}

}  // namespace motcua::intents
