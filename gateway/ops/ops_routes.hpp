// What ops ask: is it alive, is it ready and if not which part, how much of everything.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "gateway/http/listener.hpp"
#include "gateway/http/router.hpp"
#include "gateway/knowledge/snapshot.hpp"
#include "gateway/ops/metrics.hpp"
#include "gateway/ops/safety_watch.hpp"
#include "gateway/stores.hpp"

namespace motcua::gateway {

struct OpsSources {
    Metrics& metrics;
    Queue& queue;
    const SafetyWatch& safety;
    std::function<std::shared_ptr<const Snapshot>()> snapshot;
    std::function<ListenerCounts()> listener;
    const IndexHealth* index = nullptr;  // of the shared index, where there is one
    std::function<adapters::elasticsearch::TransportFigures()> cluster;
};

/// GET /healthz: the process answers. GET /readyz: 200, or 503 with a line for each part that does not work; a store that
/// is away while its spool takes in is told, and the gateway is ready.
/// GET /metrics: Prometheus text. The sources must outlive the routes.
std::vector<Route> ops_routes(const OpsSources& sources);

}  // namespace motcua::gateway
