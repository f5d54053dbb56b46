// Facets by phrase: intents/catalog/facet/*.txt, read once.
#include "intents/facet.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "intents/catalog/catalog_files.hpp"

namespace motcua::intents {
namespace {

constexpr std::array<std::pair<Facet, std::string_view>, 13> names{{
    {Facet::general, "general"},
    {Facet::documents, "documents"},
    {Facet::fee, "fee"},
    {Facet::duration, "duration"},
    {Facet::place, "place"},
    {Facet::steps, "steps"},
    {Facet::online, "online"},
    {Facet::conditions, "conditions"},
    {Facet::result, "result"},
    {Facet::legal, "legal"},
    {Facet::form, "form"},
    {Facet::validity, "validity"},
    {Facet::authorise, "authorise"},
}};

const PhraseBook& facet_book() {
    static const PhraseBook instance(intents_catalog_files(), "/facet/");
    return instance;
}

/// "xét những chi", "nộp mô" as the rest of the country asks it; the same number of words. Empty: nothing to change.
std::vector<Token> in_common_words(const std::vector<Token>& tokens) {
    constexpr std::array<std::array<std::string_view, 3>, 6> words{{// typed, folded, common
                                                                    {"chi", "gi", "gì"},
                                                                    {"mô", "dau", "đâu"},
                                                                    {"răng", "sao", "sao"},
                                                                    {"hông", "khong", "không"},
                                                                    {"hong", "khong", "không"},
                                                                    {"hổng", "khong", "không"}}};
    std::vector<Token> common;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const auto* word = std::find_if(words.begin(), words.end(), [&](const auto& row) { return tokens[i].accented == row[0]; });
        if (word == words.end()) continue;
        if (common.empty()) common = tokens;
        common[i].folded = (*word)[1];
        common[i].accented = (*word)[2];
    }
    return common;
}

/// "… không (ạ)?", "… hông (hè)?", "… chưa?": whether it may be done, when no part is named.
bool asks_yes_or_no(const std::vector<Token>& tokens) noexcept {
    constexpr std::size_t tail = 2;  // words of politeness behind it
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> closings{
        {{"khong", "không"}, {"hong", "hông"}, {"chua", "chưa"}}};
    for (std::size_t i = 0; i < tokens.size() && i <= tail; ++i) {
        const Token& token = tokens[tokens.size() - 1 - i];
        const bool closes = std::any_of(closings.begin(), closings.end(), [&token](const auto& closing) {
            return token.folded == closing.first && accents_agree(token, closing.second);
        });
        if (closes) return tokens.size() > 3;
    }
    return false;
}

/// "… chỉnh lại sao (ạ)?": how it is done, when no part is named.
bool asks_how(const std::vector<Token>& tokens) noexcept {
    constexpr std::size_t tail = 2;
    for (std::size_t i = 0; i < tokens.size() && i <= tail; ++i) {
        const Token& token = tokens[tokens.size() - 1 - i];
        const bool how = (token.folded == "sao" && accents_agree(token, "sao")) || token.accented == "răng";
        if (how) return tokens.size() > 2;
    }
    return false;
}

}  // namespace

std::string_view name_of(Facet facet) noexcept {
    for (const auto& [value, name] : names) {
        if (value == facet) return name;
    }
    return "general";
}

std::optional<Facet> facet_from(std::string_view wanted) noexcept {
    for (const auto& [value, name] : names) {
        if (name == wanted) return value;
    }
    return std::nullopt;
}

FacetQuestion facets_of(const std::vector<Token>& tokens) {
    FacetQuestion question;
    std::size_t covered = 0;  // a longer phrase hides shorter ones inside it
    std::vector<PhraseMatch> matches = facet_book().matches(tokens);
    const std::vector<PhraseMatch> more = facet_book().matches(in_common_words(tokens));
    matches.insert(matches.end(), more.begin(), more.end());
    std::stable_sort(matches.begin(), matches.end(), [](const PhraseMatch& a, const PhraseMatch& b) {
        return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
    });
    for (const PhraseMatch& match : matches) {
        if (match.end <= covered) continue;
        covered = match.end;
        const auto facet = facet_from(facet_book().labels()[match.label]);
        if (!facet) continue;  // none.txt: it only sounds like a question
        question.spans.push_back(match);
        if (std::find(question.facets.begin(), question.facets.end(), *facet) == question.facets.end()) {
            question.facets.push_back(*facet);
        }
    }
    if (question.facets.empty() && asks_yes_or_no(tokens)) question.facets.push_back(Facet::conditions);
    if (question.facets.empty() && asks_how(tokens)) question.facets.push_back(Facet::steps);
    return question;
}

}  // namespace motcua::intents
