// Actions by phrase: intents/catalog/action/*.txt, read once.
#include "intents/action.hpp"

#include "intents/catalog/catalog_files.hpp"

namespace motcua::intents {
namespace {

const PhraseBook& book() {
    static const PhraseBook instance(intents_catalog_files(), "/action/");
    return instance;
}

}  // namespace

const std::vector<std::string>& action_names() { return book().labels(); }

ActionWish actions_of(const std::vector<Token>& tokens) {
    ActionWish wish;
    wish.spans = book().matches(tokens);
    for (const PhraseMatch& match : wish.spans) wish.actions |= Actions{1} << match.label;
    return wish;
}

}  // namespace motcua::intents
