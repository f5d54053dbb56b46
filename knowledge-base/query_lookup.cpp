// A table by word number, and a filter before the search for pairs.
#include "knowledge-base/query_lookup.hpp"

#include <algorithm>
#include <limits>

namespace motcua::kb {

QueryLookup::QueryLookup(const Catalog& catalog, const Query& query)
    : query_(query), first_(catalog.words().size(), 0), count_(query.words.size(), 0) {
    const std::size_t words = std::min<std::size_t>(query.words.size(), std::numeric_limits<std::uint16_t>::max() - 1U);
    for (std::size_t i = 0; i < words; ++i) {
        std::uint16_t& first = first_[query.words[i].word];
        if (first == 0) first = static_cast<std::uint16_t>(i + 1);
        ++count_[first - 1U];
    }
    for (const QueryPair& pair : query.pairs) {
        const std::size_t bit = bit_of(pair.pair);
        may_hold_[bit / 64] |= std::uint64_t{1} << (bit % 64);
    }
}

const QueryPair* QueryLookup::search(PairId pair) const noexcept {
    const auto row = std::lower_bound(query_.pairs.begin(), query_.pairs.end(), pair,
                                      [](const QueryPair& a, PairId b) { return a.pair < b; });
    return row != query_.pairs.end() && row->pair == pair ? &*row : nullptr;
}

}  // namespace motcua::kb
