// Mentions and fillers by phrase: intents/catalog/mention/*.txt and filler/*.txt, read once.
#include "intents/mention.hpp"

#include "intents/catalog/catalog_files.hpp"

namespace motcua::intents {
namespace {

const PhraseBook& mentions() {
    static const PhraseBook instance(intents_catalog_files(), "/mention/");
    return instance;
}

const PhraseBook& fillers() {
    static const PhraseBook instance(intents_catalog_files(), "/filler/");
    return instance;
}

}  // namespace

const std::vector<std::string>& mention_names() { return mentions().labels(); }

Mentions mention(std::string_view name) {
    const auto& names = mention_names();
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == name) return Mentions{1} << i;
    }
    return 0;
}

Mentions mentions_of(const std::vector<Token>& tokens) {
    Mentions found = 0;
    for (const PhraseMatch& match : mentions().matches(tokens)) found |= Mentions{1} << match.label;
    return found;
}

std::vector<bool> fillers_of(const std::vector<Token>& tokens) {
    std::vector<bool> marked(tokens.size(), false);
    for (const PhraseMatch& match : fillers().matches(tokens)) {
        for (std::size_t i = match.begin; i < match.end; ++i) marked[i] = true;
    }
    return marked;
}

}  // namespace motcua::intents
