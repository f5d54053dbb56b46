// The part of a search query that an index can hold, in the order in which it is worth looking up.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "knowledge-base/procedure_index.hpp"

namespace motcua::kb {

/// What a token of the body counts against one of the names.
inline constexpr double body_share = 0.3;

/// True for 1 to 100 bytes of a-z, 0-9 and "_./-": any other text stands in no document as one token.
bool is_index_token(std::string_view token) noexcept;

/// Rows of the names that one search reads: the rarest tokens come first, so that more rows would hardly change the
/// candidates, and the time stays bounded however large the base grows.
inline constexpr std::size_t most_rows = 4000;

/// Words and pairs that are index tokens, heaviest first; equals keep their order, pairs first.
std::vector<SearchQuery::Term> ordered_terms(const SearchQuery& query);

}  // namespace motcua::kb
