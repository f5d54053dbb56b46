// Read once from the file that is built in.
#include "intents/text/abbreviations.hpp"

#include <unordered_map>

#include "intents/text/composition.hpp"
#include "intents/text/lexicon_text.hpp"
#include "intents/text/token_reader.hpp"

namespace motcua::intents {
namespace {

using Table = std::unordered_map<std::string, std::vector<Expansion>, ViewHash, std::equal_to<>>;

/// normalize() asks this table, so the table is read with its parts and not with itself.
std::vector<Token> tokens_of(std::string_view text) { return read_tokens(compose(read_pieces(text).pieces).pieces).tokens; }

void read_line(Table& exact, Table& by_folded, std::string_view line) {
    const auto equals = line.find('=');
    if (equals == std::string_view::npos) return;
    const auto keys = tokens_of(line.substr(0, equals));
    if (keys.size() != 1) return;
    std::vector<Expansion> expansions;
    std::string_view rest = line.substr(equals + 1);
    while (!rest.empty()) {
        const auto end = rest.find(';');
        Expansion expansion;
        for (Token& token : tokens_of(rest.substr(0, end))) expansion.push_back(std::move(token.accented));
        if (!expansion.empty()) expansions.push_back(std::move(expansion));
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
    const Token& key = keys.front();
    if (key.folded != key.accented) by_folded.emplace(key.folded, expansions);
    exact.emplace(key.accented, std::move(expansions));
}

const Table& table() {
    static const Table made = [] {
        Table exact;
        Table by_folded;
        for_each_lexicon_line("/abbreviations.txt", [&](std::string_view line) { read_line(exact, by_folded, line); });
        exact.merge(by_folded);  // what is written in the file wins
        return exact;
    }();
    return made;
}

}  // namespace

std::span<const Expansion> abbreviations_of(const Token& token) {
    const auto found = table().find(token.accented);
    if (found == table().end()) return {};
    return found->second;
}

}  // namespace motcua::intents
