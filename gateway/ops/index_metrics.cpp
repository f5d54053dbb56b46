// The families of the shared index, and its two lines in the log.
#include "gateway/ops/index_metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/registry.h>

#include <string>

#include "gateway/ops/log.hpp"

namespace motcua::gateway {

struct IndexMetrics::Families {
    explicit Families(prometheus::Registry& registry)
        : searches(prometheus::BuildCounter()
                       .Name("motcua_index_searches_total")
                       .Help("Searches by the index that answered them, where a shared one is set up")
                       .Register(registry)),
          failures(prometheus::BuildCounter()
                       .Name("motcua_index_failures_total")
                       .Help("Searches and looks that the shared index failed, by reason")
                       .Register(registry)),
          degraded(prometheus::BuildGauge()
                       .Name("motcua_index_degraded")
                       .Help("1 while the embedded index answers instead of the shared one")
                       .Register(registry)),
          transport(prometheus::BuildGauge()
                        .Name("motcua_search_cluster")
                        .Help("Counts of the transport to the search cluster since the start; `now` ones as they stand")
                        .Register(registry)),
          troubles(prometheus::BuildGauge()
                       .Name("motcua_search_cluster_troubles")
                       .Help("Exchanges with the search cluster that brought no answer since the start, by trouble")
                       .Register(registry)) {}

    prometheus::Family<prometheus::Counter>& searches;
    prometheus::Family<prometheus::Counter>& failures;
    prometheus::Family<prometheus::Gauge>& degraded;
    prometheus::Family<prometheus::Gauge>& transport;
    prometheus::Family<prometheus::Gauge>& troubles;
};

IndexMetrics::IndexMetrics(prometheus::Registry& registry) : families_(std::make_unique<Families>(registry)) {}
IndexMetrics::~IndexMetrics() = default;

void IndexMetrics::searched(bool by_shared) {
    families_->searches.Add({{"index", by_shared ? "elasticsearch" : "embedded"}}).Increment();
}

void IndexMetrics::index_failed(kb::StoreFault fault) {
    families_->failures.Add({{"reason", std::string(kb::name_of(fault))}}).Increment();
}

void IndexMetrics::index_changed(const IndexState& state) {
    families_->degraded.Add({}).Set(state.is_degraded ? 1 : 0);
    if (!state.is_degraded) return log_event(LogLevel::info, "index_is_back", {{"index", std::string_view("elasticsearch")}});
    log_event(LogLevel::error, "index_degraded",
              {{"reason", kb::name_of(state.fault)}, {"detail", std::string_view(state.detail)}});
}

void IndexMetrics::transport(const adapters::elasticsearch::TransportFigures& figures) {
    const auto show = [this](const char* count, std::uint64_t value) {
        families_->transport.Add({{"count", count}}).Set(static_cast<double>(value));
    };
    show("exchanges", figures.exchanges);
    show("answers", figures.answers);
    show("tries", figures.tries);
    show("retries", figures.retries);
    show("retries_denied", figures.retries_denied);
    show("connections_opened", figures.connections_opened);
    show("hosts_died", figures.hosts_died);
    show("circuit_openings", figures.circuit_openings);
    show("hosts_dead_now", figures.hosts_dead);
    show("circuit_open_now", figures.is_circuit_open ? 1 : 0);
    for (std::size_t i = 0; i < figures.troubles.size(); ++i) {
        if (figures.troubles[i] == 0) continue;
        families_->troubles.Add({{"trouble", std::string(name_of(adapters::elasticsearch::all_troubles[i]))}})
            .Set(static_cast<double>(figures.troubles[i]));
    }
}

}  // namespace motcua::gateway
