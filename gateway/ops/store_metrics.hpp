// Counters of a shared store: the spool before it, its commands, and whether it is as safe as asked.
#pragma once

#include <memory>
#include <string>

#include "gateway/ops/safety_watch.hpp"
#include "gateway/stores.hpp"

namespace prometheus {
class Registry;  // prometheus-cpp stays in the .cpp files
}

namespace motcua::gateway {

/// Thread-safe. Has no lines for a gateway that is alone.
class StoreMetrics final : public SafetyObserver {
  public:
    /// `registry` must outlive it.
    explicit StoreMetrics(prometheus::Registry& registry);
    ~StoreMetrics() override;
    StoreMetrics& operator=(StoreMetrics&&) = delete;  // neither copied nor moved

    /// From the watch's thread only. What is weaker than asked is told in the log when it changes.
    void looked(const adapters::SafetyReport& report) override;
    /// The store went away or came back: told in the log.
    void turned(bool away, const std::string& detail);
    void show(Queue& queue);

  private:
    struct Families;
    std::unique_ptr<Families> families_;
};

}  // namespace motcua::gateway
