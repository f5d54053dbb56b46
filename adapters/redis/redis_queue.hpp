// The shared queue: EventInbox, Outbox and HumanDesk over one Redis, for any number of gateways.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "adapters/event_inbox.hpp"
#include "adapters/human_desk.hpp"
#include "adapters/queue_rules.hpp"
#include "adapters/redis/pool.hpp"

namespace motcua::adapters {

struct RedisQueueSettings {
    QueueSettings rules;          // `now` is asked only when `own_clock` is set
    std::string name = "motcua";  // every key begins with "{name}:"; one hash tag, so one slot
    std::string node;             // unlike every other gateway's; empty: the name of this host
    int partitions = 64;          // streams that events are spread over by conversation; may differ between starts
    std::chrono::milliseconds lease{60'000};  // then a loan goes to another node; longer than any answer or send takes
    std::chrono::hours session_for{24};       // a session that is not touched; the conversation ends it much earlier
    bool own_clock = false;       // tests only: `rules.now` instead of Redis' clock, which all nodes share
};

/// Since this object was made.
struct RedisQueueCounts {
    std::uint64_t fenced = 0;    // ends of loans that another node had taken over; nothing was written
    std::uint64_t returned = 0;  // loans given back because their call had no answer
    RedisCounters redis;
};

/// Everything durable is in Redis: any node may take in and answer any citizen. Each verb of a port is one script, so it
/// happens whole or not at all. A loan is a token with a lease, after which another node gets the event or the part.
/// Thread-safe. Makes no connection before it is used, and never throws because of one.
class RedisQueue {
  public:
    /// `pool` may be shared with other adapters.
    RedisQueue(std::shared_ptr<RedisPool> pool, RedisQueueSettings settings);
    /// Sends what was accepted.
    ~RedisQueue();
    RedisQueue& operator=(RedisQueue&&) = delete;  // neither copied nor moved

    EventInbox& inbox() noexcept;
    Outbox& outbox() noexcept;
    HumanDesk& desk() noexcept;
    RedisQueueCounts counts() const;

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace motcua::adapters
