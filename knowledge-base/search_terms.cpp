// One alphabet for all indexes, so that none reads a token as syntax of its own.
#include "knowledge-base/search_terms.hpp"

#include <algorithm>

namespace motcua::kb {

bool is_index_token(std::string_view token) noexcept {
    constexpr std::size_t longest = 100;
    return !token.empty() && token.size() <= longest && std::all_of(token.begin(), token.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '/' || c == '-';
    });
}

std::vector<SearchQuery::Term> ordered_terms(const SearchQuery& query) {
    std::vector<SearchQuery::Term> terms;
    for (const auto* list : {&query.pairs, &query.words}) {
        for (const auto& term : *list) {
            if (is_index_token(term.token)) terms.push_back(term);
        }
    }
    std::stable_sort(terms.begin(), terms.end(), [](const auto& a, const auto& b) { return a.weight > b.weight; });
    return terms;
}

}  // namespace motcua::kb
