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

/// Lines for people, and whether all of them are good enough to serve.
struct Readiness {
    std::string lines;
    bool ready = true;

    void failed(std::string_view part, const std::string& why) {
        ready = false;
        lines += fmt::format("{}: FAILED {}\n", part, why);
    }
    /// It does without, for a time.
    void degraded(std::string_view part, const std::string& why) { lines += fmt::format("{}: DEGRADED {}\n", part, why); }
};

/// What comes in is safe on this machine's disk: the gateway serves, and answers when the store is back.
bool takes_in(Queue& queue) {
    const auto spool = queue.spool();
    return spool && *spool;
}

void tell_queue(Queue& queue, Readiness& all) {
    const auto depth = queue.inbox().depth();
    if (!depth) {
        if (takes_in(queue)) return all.degraded("queue", depth.error().detail);
        return all.failed("queue", depth.error().detail);
    }
    const bool late = depth->oldest > old_event;
    // Of a queue that several share: another gateway would be no better.
    all.ready = all.ready && (!late || queue.shared());
    all.lines += fmt::format("queue: {} pending {} outgoing {} dead {} oldest {} s\n", late ? "LATE" : "ok", depth->pending,
                             depth->outgoing, depth->dead, depth->oldest.count());
}

void tell_people(Queue& queue, Readiness& all) {
    const auto people = queue.desk().counts();
    if (!people) {
        if (takes_in(queue)) return all.degraded("people", people.error().detail);
        return all.failed("people", people.error().detail);
    }
    all.lines += fmt::format("people: {} wait for a person, the longest {} s; {} with one\n", people->waiting,
                             people->longest_wait.count(), people->with_agent);
}

void tell_spool(Queue& queue, Readiness& all) {
    const auto spool = queue.spool();
    if (!spool) return;
    if (!*spool) return all.failed("spool", spool->error().detail);
    const adapters::SpoolCounts& counts = **spool;
    const bool is_fine = !counts.away && counts.waiting == 0 && counts.dead == 0;
    all.lines += fmt::format("spool: {} waiting {} oldest {} s dead {}\n",
                             is_fine ? "ok" : counts.away ? "DEGRADED the store is away," : "DEGRADED", counts.waiting,
                             counts.oldest.count(), counts.dead);
}

void tell_safety(const SafetyWatch& watch, Readiness& all) {
    const auto report = watch.last();
    if (!report) return;
    if (report->safety == adapters::StoreSafety::as_asked) all.lines += "store: ok, as safe as asked\n";
    for (const std::string& finding : report->findings) {
        const bool is_weaker = report->safety == adapters::StoreSafety::weaker;
        all.lines += fmt::format("store: {} {}\n", is_weaker ? "WEAKER" : adapters::name_of(report->safety), finding);
    }
}

void tell_knowledge(const Snapshot& snapshot, Readiness& all) {
    const auto count = snapshot.store().count();
    if (!count) return all.failed("knowledge", count.error().detail);
    all.lines += fmt::format("knowledge: ok {} procedures version {}\n", *count, snapshot.version());
}

Response readiness(const OpsSources& sources) {
    Readiness all;
    tell_queue(sources.queue, all);
    tell_people(sources.queue, all);
    tell_spool(sources.queue, all);
    tell_safety(sources.safety, all);
    tell_knowledge(*sources.snapshot(), all);
    all.lines += index_line(sources.index);
    return {.status = all.ready ? 200 : 503, .body = all.lines};
}

Response counters(const OpsSources& sources) {
    if (const auto depth = sources.queue.inbox().depth()) sources.metrics.depth(*depth);
    if (const auto people = sources.queue.desk().counts()) sources.metrics.people(*people);
    sources.metrics.stores().show(sources.queue);
    sources.metrics.listener(sources.listener());
    if (sources.cluster) sources.metrics.index().transport(sources.cluster());
    return {.status = 200, .body = sources.metrics.text(), .content_type = "text/plain; version=0.0.4; charset=utf-8"};
}

}  // namespace

std::vector<Route> ops_routes(const OpsSources& sources) {
    std::vector<Route> routes;
    routes.push_back({"GET", "/healthz", "The process answers",
                      [](const Request&, const Respond& respond) { respond({.status = 200, .body = "ok\n"}); }});
    routes.push_back({"GET", "/readyz", "Every part works, or which one does not",
                      [sources](const Request&, const Respond& respond) { respond(readiness(sources)); }});
    routes.push_back({"GET", "/metrics", "Counters as Prometheus text",
                      [sources](const Request&, const Respond& respond) { respond(counters(sources)); }});
    return routes;
}

}  // namespace motcua::gateway
