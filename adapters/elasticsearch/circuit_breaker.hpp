// Stops asking a cluster that fails, and asks it again one exchange at a time.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>

namespace motcua::adapters::elasticsearch {

/// Closed: everything goes. Five failures in 10 s without a success between them open it for 5 s: nothing
/// goes. Then one exchange goes as a probe; it closes the circuit or opens it again. Thread-safe; reads no
/// clock.
class CircuitBreaker {
  public:
    using Time = std::chrono::steady_clock::time_point;
    static constexpr std::size_t most_failures = 5;
    static constexpr std::chrono::seconds window{10};
    static constexpr std::chrono::seconds rest{5};

    enum class Outcome {
        good,     // the cluster answered, be it with a refusal
        bad,      // it did not, or it said that it cannot
        neither,  // it was not asked
    };
    struct Permit {
        bool is_probe = false;
        std::uint64_t opening = 0;  // how often the circuit had opened when it was given
    };
    /// Nothing while the circuit is open. Each permit is reported once.
    std::optional<Permit> admit(Time now);

    /// What an exchange of before the last opening says is not counted any more.
    void report(const Permit& permit, Outcome outcome, Time now);

    /// How often it has opened.
    std::uint64_t openings() const;
    bool is_open() const;

  private:
    void open(Time now);

    mutable std::mutex mutex_;
    std::deque<Time> failures_;  // the last ones, oldest first
    bool is_open_ = false;
    Time rests_until_;
    bool probe_is_out_ = false;
    std::uint64_t openings_ = 0;
};

}  // namespace motcua::adapters::elasticsearch
