// A shared index before the embedded one: what the first cannot answer in time, the second does.
#pragma once

#include <memory>

#include "gateway/knowledge/index_health.hpp"
#include "knowledge-base/procedure_index.hpp"

namespace motcua::gateway {

/// Thread-safe as both of its indexes are. Tries the shared one each time: that one is quick to say that it is away.
class FallbackIndex final : public kb::ProcedureIndex {
  public:
    /// `embedded` and `health` must outlive it.
    FallbackIndex(std::unique_ptr<kb::ProcedureIndex> shared, const kb::ProcedureIndex& embedded, IndexHealth& health)
        : shared_(std::move(shared)), embedded_(embedded), health_(health) {}

    kb::StoreResult<std::vector<kb::Hit>> search(const kb::SearchQuery& query, std::size_t limit) const override;

  private:
    const std::unique_ptr<kb::ProcedureIndex> shared_;
    const kb::ProcedureIndex& embedded_;
    IndexHealth& health_;
};

}  // namespace motcua::gateway
