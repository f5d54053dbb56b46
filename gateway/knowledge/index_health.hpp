// Whether the shared index answers or the embedded one must, and why; told when it changes.
#pragma once

#include <chrono>
#include <mutex>
#include <string>

#include "knowledge-base/procedure_store.hpp"

namespace motcua::gateway {

struct IndexState {
    bool is_degraded = false;  // the embedded index answers
    kb::StoreFault fault = kb::StoreFault::unavailable;  // of the last failure, while degraded
    std::string detail;        // of the same; no text of a person
};

/// Hears of searches. Implementations must be safe to call from several threads at once.
class IndexObserver {
  public:
    virtual ~IndexObserver() = default;

    /// One search was answered by the shared index, or else by the embedded one.
    virtual void searched(bool by_shared) = 0;
    virtual void index_failed(kb::StoreFault fault) = 0;
    /// Once a change, never in between.
    virtual void index_changed(const IndexState& state) = 0;
};

/// Thread-safe. Of a shared index that fails now and then only the first failure is a change: it counts as back when
/// it has not failed for `calm`.
class IndexHealth {
  public:
    using Time = std::chrono::steady_clock::time_point;
    static constexpr std::chrono::seconds calm{2};

    /// `observer` must outlive it.
    explicit IndexHealth(IndexObserver& observer) : observer_(observer) {}

    void worked(Time now);
    void failed(const kb::StoreError& error, Time now);
    void searched(bool by_shared) { observer_.searched(by_shared); }
    IndexState state() const;

  private:
    IndexObserver& observer_;
    mutable std::mutex mutex_;
    IndexState state_;
    Time last_failure_;
};

}  // namespace motcua::gateway
