// What ops ask: is it alive, is it ready and if not which part, how much of everything.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "adapters/event_inbox.hpp"
#include "gateway/http/listener.hpp"
#include "gateway/http/router.hpp"
#include "gateway/knowledge/snapshot.hpp"
#include "gateway/ops/metrics.hpp"

namespace motcua::gateway {

struct OpsSources {
    Metrics& metrics;
    adapters::EventInbox& inbox;
    adapters::HumanDesk& desk;
    std::function<std::shared_ptr<const Snapshot>()> snapshot;
    std::function<ListenerCounts()> listener;
    const IndexHealth* index = nullptr;  // of the shared index, where there is one
    std::function<adapters::elasticsearch::TransportFigures()> cluster;
};

/// GET /healthz: the process answers. GET /readyz: 200, or 503 with a line for each part that does not work.
/// GET /metrics: Prometheus text. The sources must outlive the routes.
std::vector<Route> ops_routes(OpsSources sources);

}  // namespace motcua::gateway
