// How many second tries the cluster may be given: a share of the traffic, so that retries cannot double a
// load.
#pragma once

#include <chrono>
#include <mutex>

namespace motcua::adapters::elasticsearch {

/// A token bucket, full at first. An exchange puts 0.1 in, a second of time 1; a second try takes 1 out. The
/// second's token keeps a gateway of little traffic from running dry. Thread-safe; reads no clock.
class RetryBudget {
  public:
    using Time = std::chrono::steady_clock::time_point;
    static constexpr double share = 0.1;  // of an exchange
    static constexpr double each_second = 1.0;

    /// `capacity` is 1 or more: as many as may be under way with a node when it dies.
    RetryBudget(double capacity, Time now) : capacity_(capacity), tokens_(capacity), filled_(now) {}

    void exchange_begins(Time now);
    /// Whether take() would say yes.
    bool holds_one(Time now) const;
    /// Takes one token out; false when there is none.
    bool take(Time now);

  private:
    double balance_at(Time now) const noexcept;

    const double capacity_;
    mutable std::mutex mutex_;
    double tokens_;
    Time filled_;
};

}  // namespace motcua::adapters::elasticsearch
