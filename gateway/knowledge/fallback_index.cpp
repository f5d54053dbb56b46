// One try of the shared index, then the embedded one.
#include "gateway/knowledge/fallback_index.hpp"

namespace motcua::gateway {

kb::StoreResult<std::vector<kb::Hit>> FallbackIndex::search(const kb::SearchQuery& query, std::size_t limit) const {
    auto hits = shared_->search(query, limit);
    const auto now = std::chrono::steady_clock::now();
    if (hits) {
        health_.worked(now);
        health_.searched(true);
        return hits;
    }
    health_.failed(hits.error(), now);
    health_.searched(false);
    return embedded_.search(query, limit);
}

}  // namespace motcua::gateway
