// The families of the shared store, and what of it goes into the log.
#include "gateway/ops/store_metrics.hpp"

#include <prometheus/gauge.h>
#include <prometheus/registry.h>

#include "gateway/ops/log.hpp"
#include "gateway/ops/metric_families.hpp"

namespace motcua::gateway {
namespace {

using adapters::StoreSafety;

LogLevel level_of(StoreSafety safety) noexcept {
    switch (safety) {
        case StoreSafety::as_asked: return LogLevel::info;
        case StoreSafety::unknown: return LogLevel::warn;
        default: return LogLevel::error;
    }
}

}  // namespace

struct StoreMetrics::Families {
    explicit Families(prometheus::Registry& registry)
        : spool(gauge_family(registry, "motcua_spool", "Events on this machine's disk for a store that is away, and totals since the start")),
          store(gauge_family(registry, "motcua_shared_store", "Counts of the store that several gateways share, since the start")),
          safety(gauge_family(registry, "motcua_store_safety", "1 for what the last look at the shared store's durability found")) {}

    prometheus::Family<prometheus::Gauge>& spool;
    prometheus::Family<prometheus::Gauge>& store;
    prometheus::Family<prometheus::Gauge>& safety;
    std::string told;  // of the watch's thread
};

StoreMetrics::StoreMetrics(prometheus::Registry& registry) : families_(std::make_unique<Families>(registry)) {}
StoreMetrics::~StoreMetrics() = default;

void StoreMetrics::looked(const adapters::SafetyReport& report) {
    for (const auto each : {StoreSafety::as_asked, StoreSafety::unknown, StoreSafety::weaker, StoreSafety::unreachable}) {
        families_->safety.Add({{"safety", std::string(name_of(each))}}).Set(each == report.safety ? 1 : 0);
    }
    std::string findings;
    for (const std::string& finding : report.findings) findings += (findings.empty() ? "" : "; ") + finding;
    const std::string all = std::string(name_of(report.safety)) + findings;
    if (families_->told == all) return;
    families_->told = all;
    log_event(level_of(report.safety), "store_safety",
              {{"safety", name_of(report.safety)}, {"findings", std::string_view(findings)}});
}

void StoreMetrics::turned(bool away, const std::string& detail) {
    if (away) return log_event(LogLevel::error, "store_away", {{"detail", std::string_view(detail)}});
    log_event(LogLevel::warn, "store_back");
}

void StoreMetrics::show(Queue& queue) {
    const auto set = [](prometheus::Family<prometheus::Gauge>& family, const char* count, double value) {
        family.Add({{"count", count}}).Set(value);
    };
    if (const auto spool = queue.spool(); spool && *spool) {
        const adapters::SpoolCounts& counts = **spool;
        set(families_->spool, "away", counts.away ? 1 : 0);
        set(families_->spool, "waiting", static_cast<double>(counts.waiting));
        set(families_->spool, "oldest_seconds", static_cast<double>(counts.oldest.count()));
        set(families_->spool, "dead", static_cast<double>(counts.dead));
        set(families_->spool, "spooled", static_cast<double>(counts.spooled));
        set(families_->spool, "drained", static_cast<double>(counts.drained));
        set(families_->spool, "refused", static_cast<double>(counts.refused));
    }
    if (const auto shared = queue.shared()) {
        set(families_->store, "commands", static_cast<double>(shared->commands));
        set(families_->store, "failures", static_cast<double>(shared->failures));
        set(families_->store, "timeouts", static_cast<double>(shared->timeouts));
        set(families_->store, "failovers", static_cast<double>(shared->failovers));
        set(families_->store, "fenced", static_cast<double>(shared->fenced));
    }
}

}  // namespace motcua::gateway
