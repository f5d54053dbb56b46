// Which adapter keeps what.
#include "gateway/stores.hpp"

#include <unistd.h>

#include <array>
#include <utility>

#include "adapters/redis/redis_account_ledger.hpp"
#include "adapters/redis/redis_lease.hpp"
#include "adapters/redis/redis_queue.hpp"
#include "adapters/redis/redis_spool_fellows.hpp"
#include "adapters/redis/redis_token_vault.hpp"
#include "adapters/signature.hpp"
#include "adapters/sqlite/spooling_desk.hpp"
#include "adapters/sqlite/sqlite_account_ledger.hpp"
#include "adapters/sqlite/sqlite_queue.hpp"
#include "adapters/sqlite/sqlite_token_vault.hpp"

namespace motcua::gateway {
namespace {

constexpr std::size_t record_connections = 4;

adapters::QueueSettings rules_of(const Config& config) {
    return {.waiting_bound = config.queue_bound,
            .settle = config.settle,
            .people = {config.human_silence, config.human_wait}};
}

/// The data folder belongs to one gateway, so two on one host differ.
std::string node_of(const Config& config) {
    if (!config.redis.node.empty()) return config.redis.node;
    std::array<char, 65> host{};
    ::gethostname(host.data(), host.size() - 1);
    const adapters::Digest digest = adapters::sha256_of({std::filesystem::absolute(config.data).lexically_normal().string()});
    return std::string(host.data()) + "-" + adapters::base64url({reinterpret_cast<const char*>(digest.data()), 6});
}

adapters::RedisQueueSettings shared_from(const Config& config) {
    adapters::RedisQueueSettings settings;
    settings.rules = rules_of(config);
    settings.name = config.redis.name;
    settings.node = node_of(config);
    settings.partitions = config.redis.partitions;
    settings.lease = config.redis.lease;
    return settings;
}

/// All gateways see at about the same time that Redis is back: their spools are handed over together.
adapters::RedisSettings brisk(const Config& config) {
    adapters::RedisSettings settings = config.redis.server;
    settings.longest_backoff = config.redis.spool_retry;
    return settings;
}

class OwnQueue final : public Queue {
  public:
    explicit OwnQueue(const Config& config) : queue_(config.data / "queue.db", rules_of(config)) {}
    adapters::EventInbox& inbox() override { return queue_.inbox(); }
    adapters::Outbox& outbox() override { return queue_.outbox(); }
    adapters::HumanDesk& desk() override { return queue_.desk(); }

  private:
    adapters::SqliteQueue queue_;
};

class SharedQueue : public Queue {
  public:
    explicit SharedQueue(const Config& config)
        : queue_(std::make_shared<adapters::RedisPool>(brisk(config)), shared_from(config)) {}
    adapters::EventInbox& inbox() override { return queue_.inbox(); }
    adapters::Outbox& outbox() override { return queue_.outbox(); }
    adapters::HumanDesk& desk() override { return queue_.desk(); }
    std::optional<SharedQueueCounts> shared() const override {
        const adapters::RedisQueueCounts counts = queue_.counts();
        return SharedQueueCounts{counts.redis.commands, counts.redis.failures, counts.redis.timeouts, counts.redis.failovers,
                                 counts.fenced};
    }

  private:
    adapters::RedisQueue queue_;
};

class SpooledQueue final : public SharedQueue {
  public:
    SpooledQueue(const Config& config, std::shared_ptr<adapters::RedisPool> records, Stores::Turned turned)
        : SharedQueue(config),
          inbox_(config.data / "spool.db", SharedQueue::inbox(),
                 {.bound = config.redis.spool_bound,
                  .waiting_bound = config.queue_bound,
                  .retry = config.redis.spool_retry,
                  .grace = 2 * config.redis.spool_retry + config.redis.server.connect_limit,
                  .turned = std::move(turned)},
                 std::make_shared<adapters::RedisSpoolFellows>(std::move(records), config.redis.name, node_of(config))),
          desk_(SharedQueue::desk(), inbox_) {}
    adapters::EventInbox& inbox() override { return inbox_; }
    adapters::HumanDesk& desk() override { return desk_; }
    std::optional<adapters::QueueResult<adapters::SpoolCounts>> spool() override { return inbox_.counts(); }

  private:
    adapters::SpoolingInbox inbox_;
    adapters::SpoolingDesk desk_;
};

std::shared_ptr<adapters::RedisPool> records_pool(const Config& config) {
    if (!config.redis.is_set()) return nullptr;
    adapters::RedisSettings settings = brisk(config);
    settings.connections = record_connections;
    return std::make_shared<adapters::RedisPool>(std::move(settings));
}

}  // namespace

Stores::Stores(const Config& config) : config_(config), records_(records_pool(config)) {}

std::unique_ptr<Queue> Stores::queue(Turned turned) const {
    if (!records_) return std::make_unique<OwnQueue>(config_);
    return std::make_unique<SpooledQueue>(config_, records_, std::move(turned));
}

std::unique_ptr<Queue> Stores::queue_beside() const {
    if (!records_) return std::make_unique<OwnQueue>(config_);
    return std::make_unique<SharedQueue>(config_);
}

std::unique_ptr<adapters::AccountLedger> Stores::ledger() const {
    if (!records_) return std::make_unique<adapters::SqliteAccountLedger>(config_.data / "channels.db");
    return std::make_unique<adapters::RedisAccountLedger>(records_, config_.redis.name);
}

std::unique_ptr<adapters::TokenVault> Stores::token_vault(adapters::SecretBox box) const {
    if (!records_) return std::make_unique<adapters::SqliteTokenVault>(config_.data / "tokens.db", std::move(box));
    return std::make_unique<adapters::RedisTokenVault>(records_, config_.redis.name, std::move(box));
}

std::shared_ptr<adapters::Lease> Stores::lease(const std::string& job, std::chrono::milliseconds lasts) const {
    if (!records_) return std::make_shared<adapters::SoleLease>();
    return std::make_shared<adapters::RedisLease>(records_, config_.redis.name, job, node_of(config_), lasts);
}

std::function<adapters::SafetyReport()> Stores::safety() const {
    if (!records_) return {};
    return [pool = records_, expected = config_.redis.appendfsync] { return adapters::safety_of(*pool, expected); };
}

}  // namespace motcua::gateway
