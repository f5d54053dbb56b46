// When it is worth asking Redis for the next event or part: woken by every node's offers, so that nobody polls busily.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "adapters/redis/pool.hpp"

namespace motcua::adapters {

enum class RedisLine { event = 0, part = 1 };

/// Listens to a channel on a connection of its own. Thread-safe. A wake-up that gets lost costs a second: so often an empty
/// line is asked for again, and every 50 ms while the connection is down.
class RedisWake {
  public:
    using Steady = std::chrono::steady_clock::time_point;

    RedisWake(RedisPool& pool, std::string channel);
    ~RedisWake();
    RedisWake& operator=(RedisWake&&) = delete;  // neither copied nor moved

    /// Waits until it is worth asking; a ticket for found_nothing(), or nothing when `until` has come before.
    std::optional<std::uint64_t> wait_to_ask(RedisLine line, Steady until);
    /// The line was empty; the next may be due after `due_in`.
    void found_nothing(RedisLine line, std::uint64_t ticket, std::chrono::microseconds due_in);
    /// Something may be due now: one of those who wait asks.
    void stir(RedisLine line);

  private:
    struct Line {
        std::condition_variable changed;
        std::uint64_t generation = 1;  // counts what has happened
        std::uint64_t empty_at = 0;    // the generation at which it was last found empty
        Steady ask_at{};               // then it is asked for all the same
    };

    void listen();
    void hear(RedisConnection& connection);

    RedisPool& pool_;
    const std::string channel_;
    std::mutex mutex_;
    std::array<Line, 2> lines_;
    std::atomic<bool> listening_{false};
    bool stopping_ = false;
    std::condition_variable stopped_;
    std::thread listener_;
};

}  // namespace motcua::adapters
