// Which node of a static list is asked next: in turns, the dead ones rest.
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <vector>

namespace motcua::adapters::elasticsearch {

enum class HostReport {
    alive,    // it answered something
    dead,     // it did not, or something else answers in its place
    unknown,  // nothing was learned of it
};

/// Nodes are numbered from 0. A node that fails rests 1 s × 2^(n-1) after its n-th failure in a row, 30 s at
/// most; then one exchange tries it, and the others keep away until that one reported. When no node is left,
/// the one that has rested longest is asked all the same. Thread-safe; reads no clock.
class HostRing {
  public:
    using Time = std::chrono::steady_clock::time_point;
    static constexpr std::chrono::seconds shortest_rest{1};
    static constexpr std::chrono::seconds longest_rest{30};

    /// `hosts` is 1 or more.
    explicit HostRing(std::size_t hosts) : hosts_(hosts) {}

    struct Pick {
        std::size_t host = 0;
        bool others = false;  // another node would be there for a second try
    };
    /// Avoids the node `not_that` where another one lives. Each pick is reported once.
    Pick pick(Time now, std::optional<std::size_t> not_that = std::nullopt);

    /// True when the node was alive until this report.
    bool report(std::size_t host, HostReport what, Time now);

    /// Nodes that rest now.
    std::size_t dead() const;

  private:
    struct Host {
        int failures = 0;       // in a row
        Time rests_until;       // where failures > 0
        bool is_tried = false;  // the one exchange after the rest is under way
    };
    static bool may_be_asked(const Host& host, Time now) noexcept {
        return host.failures == 0 || (!host.is_tried && host.rests_until <= now);
    }
    std::optional<std::size_t> next_in_turn(Time now, std::optional<std::size_t> not_that) const;
    std::size_t longest_rested(std::optional<std::size_t> not_that) const;

    mutable std::mutex mutex_;
    std::vector<Host> hosts_;
    std::size_t turn_ = 0;
};

}  // namespace motcua::adapters::elasticsearch
