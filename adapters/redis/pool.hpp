// A bounded pool of connections to the master: follows a failover, loads scripts, backs off while nobody answers.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <random>
#include <vector>

#include "adapters/redis/master.hpp"
#include "adapters/redis/script.hpp"

namespace motcua::adapters {

/// Since the pool was made.
struct RedisCounters {
    std::uint64_t commands = 0;
    std::uint64_t connects = 0;          // connections that were opened
    std::uint64_t connect_failures = 0;  // searches for a master that found none
    std::uint64_t failovers = 0;         // times that the master's address changed
    std::uint64_t timeouts = 0;
    std::uint64_t failures = 0;          // commands that failed, for whatever reason
    std::uint64_t scripts_loaded = 0;
    std::uint64_t under_replicated = 0;
};

/// Whether a write is to be acknowledged by RedisSettings::wait_replicas before it counts.
enum class RedisWrite { plain, durable };

/// Thread-safe. Makes no connection before the first call. A call that fails is never repeated when it may have run.
class RedisPool {
  public:
    explicit RedisPool(RedisSettings settings);
    RedisPool& operator=(RedisPool&&) = delete;  // neither copied nor moved

    const RedisSettings& settings() const noexcept { return settings_; }

    /// `patience` is added to the time limit, for commands that block on purpose.
    RedisResult<RedisReply> call(const RedisCommand& command, std::chrono::milliseconds patience = {});
    RedisResult<RedisReply> run(const RedisScriptCall& script, RedisWrite write = RedisWrite::plain);
    /// One after the other on one connection, sent at once; results in the same order.
    std::vector<RedisResult<RedisReply>> run_all(const std::vector<RedisScriptCall>& scripts, RedisWrite write = RedisWrite::plain);

    /// A connection of the caller's own to the master, beside the pool: for subscriptions.
    RedisResult<RedisConnection> open();
    /// True when the last call reached a master.
    bool is_up() const noexcept { return is_up_; }
    RedisCounters counters() const noexcept;

  private:
    using Steady = std::chrono::steady_clock::time_point;
    using Results = std::vector<RedisResult<RedisReply>>;

    struct Loan {
        RedisConnection connection;
        std::uint64_t generation = 0;
    };

    RedisResult<void> reserve_slot();
    void free_slot();
    RedisResult<Loan> borrow();
    RedisResult<Loan> connect();
    Loan connected(RedisMaster found);
    void give_back(Loan loan);
    void forget_connections(bool and_master);
    void note(const Results& results);
    Results perform(const std::vector<RedisCommand>& commands, std::chrono::milliseconds limit);
    Results try_all(const std::vector<RedisScriptCall>& scripts, RedisWrite write);
    RedisResult<void> load(const std::vector<RedisScriptCall>& calls, bool only_unknown);

    const RedisSettings settings_;
    std::mutex connecting_;  // one connects, the others wait and then see how it went
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<RedisConnection> idle_;
    std::size_t used_ = 0;           // slots, idle ones not counted
    std::uint64_t generation_ = 0;   // connections of an earlier one are dropped
    std::optional<RedisAddress> master_;       // where to connect; nothing: to be found
    std::optional<RedisAddress> last_master_;
    RedisError last_failure_;
    Steady next_try_{};
    std::chrono::milliseconds backoff_{0};
    std::minstd_rand dice_;
    std::atomic<bool> is_up_{false};
    std::atomic<std::uint64_t> commands_{0}, connects_{0}, connect_failures_{0}, failovers_{0}, timeouts_{0}, failures_{0},
        scripts_loaded_{0}, under_replicated_{0};
};

}  // namespace motcua::adapters
