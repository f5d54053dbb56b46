// Purposes by phrase: intents/catalog/purpose/*.txt, read once.
#include "intents/purpose.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "intents/catalog/catalog_files.hpp"
#include "intents/mention.hpp"

namespace motcua::intents {
namespace {

// In the order of weight: the first that a message shows is its purpose.
constexpr std::array<std::pair<Purpose, std::string_view>, 11> purposes{{
    {Purpose::emergency, "emergency"},
    {Purpose::complaint, "complaint"},
    {Purpose::handoff, "handoff"},
    {Purpose::status, "status"},
    {Purpose::abuse, "abuse"},
    {Purpose::who, "who"},
    {Purpose::help, "help"},
    {Purpose::chat, "chat"},
    {Purpose::thanks, "thanks"},
    {Purpose::bye, "bye"},
    {Purpose::greeting, "greeting"},
}};

const PhraseBook& book() {
    static const PhraseBook instance(intents_catalog_files(), "/purpose/");
    return instance;
}

}  // namespace

std::string_view name_of(Purpose purpose) noexcept {
    for (const auto& [value, name] : purposes) {
        if (value == purpose) return name;
    }
    return "greeting";
}

std::optional<PurposeWish> purpose_of(const std::vector<Token>& tokens) {
    const std::vector<PhraseMatch> matches = book().matches(tokens);
    if (matches.empty()) return std::nullopt;
    std::vector<bool> covered = fillers_of(tokens);
    for (const PhraseMatch& match : matches) {
        for (std::size_t i = match.begin; i < match.end; ++i) covered[i] = true;
    }
    const bool whole = std::all_of(covered.begin(), covered.end(), [](bool said) { return said; });
    for (const auto& [purpose, label] : purposes) {
        const std::string_view name = label;  // clang 14 lets no lambda see a structured binding
        const bool shown = std::any_of(matches.begin(), matches.end(), [&](const PhraseMatch& match) {
            return book().labels()[match.label] == name;
        });
        if (shown) return PurposeWish{purpose, whole};
    }
    return std::nullopt;
}

}  // namespace motcua::intents
