// Actions by phrase: intents/catalog/action/*.txt, read once.
#include "intents/action.hpp"

#include <algorithm>
#include <array>

#include "intents/catalog/catalog_files.hpp"

namespace motcua::intents {
namespace {

const PhraseBook& action_book() {
    static const PhraseBook instance(intents_catalog_files(), "/action/");
    return instance;
}

}  // namespace

const std::vector<std::string>& action_names() { return action_book().labels(); }

Actions special_actions() {
    static const Actions special = [] {
        constexpr std::array<std::string_view, 5> plain{"register", "first-issue", "benefit", "confirm", "declare-tax"};
        Actions made = 0;
        for (std::size_t i = 0; i < action_names().size(); ++i) {
            if (std::find(plain.begin(), plain.end(), action_names()[i]) == plain.end()) made |= Actions{1} << i;
        }
        return made;
    }();
    return special;
}

ActionWish actions_of(const std::vector<Token>& tokens) {
    ActionWish wish;
    wish.spans = action_book().matches(tokens);
    for (const PhraseMatch& match : wish.spans) wish.actions |= Actions{1} << match.label;
    return wish;
}

}  // namespace motcua::intents
