// Words to small numbers: so that matching compares integers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "intents/text/lexicon_text.hpp"

namespace motcua::kb {

using TermId = std::uint32_t;

/// Two neighbouring words as one key.
using PairId = std::uint64_t;
constexpr PairId pair_of(TermId first, TermId second) noexcept {
    return (PairId{first} << 32U) | second;
}

/// Grows by intern() while a catalog is built; read-only and safe to share afterwards.
class Vocabulary {
  public:
    TermId intern(std::string_view word);
    std::optional<TermId> find(std::string_view word) const;
    const std::string& text(TermId id) const { return words_[id]; }
    std::size_t size() const noexcept { return words_.size(); }

  private:
    std::unordered_map<std::string, TermId, intents::ViewHash, std::equal_to<>> ids_;
    std::vector<std::string> words_;
};

}  // namespace motcua::kb
