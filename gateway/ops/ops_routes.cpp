// The three routes of the ops listener.
#include "gateway/ops/ops_routes.hpp"

#include <fmt/format.h>

namespace motcua::gateway {
namespace {

constexpr std::chrono::seconds old_event{60};  // an unanswered event older than this: workers do not keep up

/// A degraded index is not unready: every question is answered.
std::string index_line(const IndexHealth* health) {
    if (health == nullptr) return "index: ok embedded\n";
    const IndexState state = health->state();
    if (!state.is_degraded) return "index: ok elasticsearch\n";
    return fmt::format("index: DEGRADED the embedded index answers; {}: {}\n", kb::name_of(state.fault), state.detail);
}

Response readiness(const OpsSources& sources) {
    std::string lines;
    bool ready = true;
    const auto depth = sources.inbox.depth();
    if (!depth) {
        ready = false;
        lines += fmt::format("queue: FAILED {}\n", depth.error().detail);
    } else {
        const bool late = depth->oldest > old_event;
        ready = ready && !late;
        lines += fmt::format("queue: {} pending {} outgoing {} dead {} oldest {} s\n", late ? "LATE" : "ok", depth->pending,
                             depth->outgoing, depth->dead, depth->oldest.count());
    }
    const auto people = sources.desk.counts();
    if (!people) {
        ready = false;
        lines += fmt::format("people: FAILED {}\n", people.error().detail);
    } else {
        lines += fmt::format("people: {} wait for a person, the longest {} s; {} with one\n", people->waiting,
                             people->longest_wait.count(), people->with_agent);
    }
    const auto snapshot = sources.snapshot();
    const auto count = snapshot->store().count();
    if (!count) {
        ready = false;
        lines += fmt::format("knowledge: FAILED {}\n", count.error().detail);
    } else {
        lines += fmt::format("knowledge: ok {} procedures version {}\n", *count, snapshot->version());
    }
    lines += index_line(sources.index);
    return {.status = ready ? 200 : 503, .body = lines};
}

}  // namespace

std::vector<Route> ops_routes(OpsSources sources) {
    std::vector<Route> routes;
    routes.push_back({"GET", "/healthz", "The process answers",
                      [](const Request&, const Respond& respond) { respond({.status = 200, .body = "ok\n"}); }});
    routes.push_back({"GET", "/readyz", "Every part works, or which one does not",
                      [sources](const Request&, const Respond& respond) { respond(readiness(sources)); }});
    routes.push_back({"GET", "/metrics", "Counters as Prometheus text", [sources](const Request&, const Respond& respond) {
                          if (const auto depth = sources.inbox.depth()) sources.metrics.depth(*depth);
                          if (const auto people = sources.desk.counts()) sources.metrics.people(*people);
                          sources.metrics.listener(sources.listener());
                          if (sources.cluster) sources.metrics.index().transport(sources.cluster());
                          respond({.status = 200,
                                   .body = sources.metrics.text(),
                                   .content_type = "text/plain; version=0.0.4; charset=utf-8"});
                      }});
    return routes;
}

}  // namespace motcua::gateway
