// Counters of the shared index: who answers searches, why it fails, and what its transport does.
#pragma once

#include <memory>

#include "adapters/elasticsearch/transport_figures.hpp"
#include "gateway/knowledge/index_health.hpp"

namespace prometheus {
class Registry;  // prometheus-cpp stays in the .cpp files
}

namespace motcua::gateway {

/// Thread-safe.
class IndexMetrics final : public IndexObserver {
  public:
    /// `registry` must outlive it.
    explicit IndexMetrics(prometheus::Registry& registry);
    ~IndexMetrics() override;
    IndexMetrics& operator=(IndexMetrics&&) = delete;  // neither copied nor moved

    void searched(bool by_shared) override;
    void index_failed(kb::StoreFault fault) override;
    /// Told in the log, too.
    void index_changed(const IndexState& state) override;

    void transport(const adapters::elasticsearch::TransportFigures& figures);

  private:
    struct Families;
    std::unique_ptr<Families> families_;
};

}  // namespace motcua::gateway
