// What the three ports of the shared queue work with: scripts, their first arguments, loans, and calls that are owed.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "adapters/redis/pool.hpp"
#include "adapters/redis/queue_scripts.hpp"
#include "adapters/redis/redis_queue.hpp"
#include "adapters/redis/wake.hpp"
#include "adapters/redis/writer.hpp"

namespace motcua::adapters {

/// Loans that this node may hold without knowing: the call that took or ended them had no answer. The next take() gives
/// them back, so that nobody waits for the lease. Thread-safe.
class UncertainLoans {
  public:
    void add(const std::string& token);
    std::vector<std::string> some() const;
    void settled(const std::vector<std::string>& tokens);

  private:
    mutable std::mutex mutex_;
    std::vector<std::string> tokens_;
};

/// Thread-safe.
struct RedisQueuePlace {
    RedisQueuePlace(std::shared_ptr<RedisPool> chosen_pool, RedisQueueSettings chosen);

    /// With the prefix of all keys and the time.
    RedisScriptCall call(const RedisScript& script) const;
    /// The same, for a verb that needs the rules of who speaks behind `call`'s other arguments.
    void add_rules(RedisScriptCall& call) const;
    /// Unlike every other of every node.
    std::string new_token();
    void note_fenced() noexcept { ++fenced; }

    std::shared_ptr<RedisPool> pool;
    RedisQueueSettings settings;
    RedisQueueScripts scripts;
    UncertainLoans events;
    UncertainLoans parts;
    std::atomic<std::size_t> dropped{0};  // parts that were not sent because a person stepped in
    std::atomic<std::uint64_t> fenced{0};
    std::atomic<std::uint64_t> returned{0};
    RedisWake wake;
    RedisWriter writer;

  private:
    const std::string nonce_;
    std::atomic<std::uint64_t> tokens_{0};
};

/// 32 hexadecimal digits: no name of a key tells who the citizen is.
std::string conversation_key(const intents::Envelope& envelope);
/// "zalo:oa-1".
std::string redis_account(intents::ChannelKind channel, std::string_view account);

QueueError queue_error_of(const RedisError& error);
inline tl::unexpected<QueueError> failed(const RedisError& error) { return tl::unexpected(queue_error_of(error)); }
/// The loan has ended: another node has taken it over, or it was never there.
tl::unexpected<QueueError> no_such_loan();

}  // namespace motcua::adapters
