// Makes the index of one snapshot: it serves only what was made of the same documents.
#include "gateway/shared_index.hpp"

#include <stdexcept>

#include "adapters/elasticsearch/elasticsearch_procedure_index.hpp"
#include "gateway/knowledge/fallback_index.hpp"

namespace motcua::gateway {

using adapters::elasticsearch::ElasticsearchProcedureIndex;
using adapters::elasticsearch::ServedName;

IndexMaker SharedIndex::with_fallback(IndexHealth& health) const {
    return [this, &health](const kb::ProcedureIndex& embedded, const std::string& manifest) {
        auto shared = std::make_unique<ElasticsearchProcedureIndex>(
            transport_, ServedName{settings_.alias, manifest, settings_.deadline});
        const ElasticsearchProcedureIndex* looked_at = shared.get();
        ServedIndex served;
        served.index = std::make_unique<FallbackIndex>(std::move(shared), embedded, health);
        served.look = [looked_at, &health] {
            const auto fit = looked_at->check();
            const auto now = std::chrono::steady_clock::now();
            if (fit) {
                health.worked(now);
            } else {
                health.failed(fit.error(), now);
            }
        };
        return served;
    };
}

IndexMaker SharedIndex::alone() const {
    return [this](const kb::ProcedureIndex&, const std::string& manifest) {
        auto shared = std::make_unique<ElasticsearchProcedureIndex>(
            transport_, ServedName{settings_.alias, manifest, std::chrono::seconds(10)});
        const ElasticsearchProcedureIndex* looked_at = shared.get();
        ServedIndex served{std::move(shared), {}};
        served.look = [looked_at] {
            if (const auto fit = looked_at->check(); !fit) throw std::runtime_error("elasticsearch: " + fit.error().detail);
        };
        return served;
    };
}

std::unique_ptr<SharedIndex> shared_index_of(const SearchClusterSettings& settings) {
    return settings.is_on() ? std::make_unique<SharedIndex>(settings) : nullptr;
}

}  // namespace motcua::gateway
