// Finds a question's words and neighbours by number, so that measuring hundreds of entries costs no search each.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "knowledge-base/catalog.hpp"
#include "knowledge-base/query.hpp"

namespace motcua::kb {

/// Made once a question. Refers to both, which must outlive it; safe to share between threads.
class QueryLookup {
  public:
    QueryLookup(const Catalog& catalog, const Query& query);

    /// Every reading of the question that is this word; empty for most words.
    std::span<const QueryWord> readings(TermId word) const noexcept {
        if (word >= first_.size() || first_[word] == 0) return {};
        return {query_.words.data() + first_[word] - 1, count_[first_[word] - 1]};
    }
    /// The neighbours as the question has them, or null: most that are asked for are not there.
    const QueryPair* find(PairId pair) const noexcept {
        const std::size_t bit = bit_of(pair);
        return (may_hold_[bit / 64] >> (bit % 64) & 1U) == 0 ? nullptr : search(pair);
    }

  private:
    const QueryPair* search(PairId pair) const noexcept;
    static std::size_t bit_of(PairId pair) noexcept {
        return static_cast<std::size_t>((pair * 0x9E3779B97F4A7C15ULL) >> 52U);
    }

    const Query& query_;
    std::vector<std::uint16_t> first_;          // by word: place of its first reading, plus one; 0 for none
    std::vector<std::uint16_t> count_;          // by place: how many readings the word has
    std::array<std::uint64_t, 64> may_hold_{};  // one bit a hashed pair: most that are asked for are not there
};

}  // namespace motcua::kb
