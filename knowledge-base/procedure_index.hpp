// Port: ranked search over the procedures; gives candidates, our own ranker decides.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "knowledge-base/procedure_store.hpp"

namespace motcua::kb {

/// What an index is asked: weighted tokens that normalize() made, never what a person typed.
struct SearchQuery {
    struct Term {
        std::string token;    // folded syllable ("khai"), pair ("khai_sinh") or accented form ("khai sinh")
        double weight = 1.0;  // > 0; rarer means heavier
        std::size_t holders = 0;  // procedures whose names hold it, as far as the asker knows
    };
    std::vector<Term> words;       // folded syllables
    std::vector<Term> pairs;       // folded neighbours joined by '_'
    std::vector<std::string> codes;  // exact procedure codes or law numbers, e.g. "1.001193"
};

struct Hit {
    std::string code;
    double score = 0;  // comparable within one answer only
};

/// Implementations must be safe to call from several threads at once.
class ProcedureIndex {
  public:
    virtual ~ProcedureIndex() = default;

    /// At most `limit` distinct procedures, best first. No quarantined procedure is ever among them.
    virtual StoreResult<std::vector<Hit>> search(const SearchQuery& query, std::size_t limit) const = 0;
};

}  // namespace motcua::kb
