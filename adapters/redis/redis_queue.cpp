// One place, three ports.
#include "adapters/redis/redis_queue.hpp"

#include "adapters/redis/queue_place.hpp"
#include "adapters/redis/redis_human_desk.hpp"
#include "adapters/redis/redis_inbox.hpp"
#include "adapters/redis/redis_outbox.hpp"

namespace motcua::adapters {

struct RedisQueue::Parts {
    Parts(std::shared_ptr<RedisPool> pool, RedisQueueSettings settings)
        : place(std::make_unique<RedisQueuePlace>(std::move(pool), std::move(settings))) {}
    // What was accepted is sent by the place's end, with the help of inbox, outbox and desk.
    ~Parts() { place.reset(); }
    Parts& operator=(Parts&&) = delete;  // neither copied nor moved

    std::unique_ptr<RedisQueuePlace> place;
    RedisInbox inbox{*place};
    RedisOutbox outbox{*place};
    RedisHumanDesk desk{*place};
};

RedisQueue::RedisQueue(std::shared_ptr<RedisPool> pool, RedisQueueSettings settings)
    : parts_(std::make_unique<Parts>(std::move(pool), std::move(settings))) {}

RedisQueue::~RedisQueue() = default;

EventInbox& RedisQueue::inbox() noexcept { return parts_->inbox; }
Outbox& RedisQueue::outbox() noexcept { return parts_->outbox; }
HumanDesk& RedisQueue::desk() noexcept { return parts_->desk; }

RedisQueueCounts RedisQueue::counts() const {
    const RedisQueuePlace& place = *parts_->place;
    return {place.fenced, place.returned, place.pool->counters()};
}

}  // namespace motcua::adapters
