// Opens what is durable, in the data folder or in Redis; for the gateway and the commands alike.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "adapters/account_ledger.hpp"
#include "adapters/event_inbox.hpp"
#include "adapters/human_desk.hpp"
#include "adapters/lease.hpp"
#include "adapters/secret_box.hpp"
#include "adapters/sqlite/spooling_inbox.hpp"
#include "adapters/store_safety.hpp"
#include "adapters/token_vault.hpp"
#include "gateway/config/config.hpp"

namespace motcua::adapters {
class RedisPool;
}

namespace motcua::gateway {

/// What a shared queue tells of itself, as counted since the start.
struct SharedQueueCounts {
    std::uint64_t commands = 0;
    std::uint64_t failures = 0;
    std::uint64_t timeouts = 0;
    std::uint64_t failovers = 0;
    std::uint64_t fenced = 0;  // loans that another gateway had taken over
};

/// The three ports of one durable queue. Thread-safe.
class Queue {
  public:
    virtual ~Queue() = default;
    virtual adapters::EventInbox& inbox() = 0;
    virtual adapters::Outbox& outbox() = 0;
    virtual adapters::HumanDesk& desk() = 0;
    /// Nothing when it has no spool.
    virtual std::optional<adapters::QueueResult<adapters::SpoolCounts>> spool() { return std::nullopt; }
    /// Nothing when no other gateway shares it.
    virtual std::optional<SharedQueueCounts> shared() const { return std::nullopt; }
};

/// Each call opens anew. Opening Redis connects nowhere; opening a file throws std::runtime_error that names it.
class Stores {
  public:
    using Turned = std::function<void(bool away, const std::string& detail)>;

    explicit Stores(const Config& config);

    /// For the one gateway of the data folder; with Redis it has a spool there, which calls `turned`.
    std::unique_ptr<Queue> queue(Turned turned) const;
    /// For a command beside a gateway: no spool. A queue in the data folder must not be open elsewhere.
    std::unique_ptr<Queue> queue_beside() const;
    std::unique_ptr<adapters::AccountLedger> ledger() const;
    std::unique_ptr<adapters::TokenVault> token_vault(adapters::SecretBox box) const;
    /// A job that one gateway of the deployment does at a time.
    std::shared_ptr<adapters::Lease> lease(const std::string& job, std::chrono::milliseconds lasts) const;
    /// Asks the store far away how safe it is; empty without one.
    std::function<adapters::SafetyReport()> safety() const;

  private:
    const Config config_;
    std::shared_ptr<adapters::RedisPool> records_;  // of all that is no queue
};

}  // namespace motcua::gateway
