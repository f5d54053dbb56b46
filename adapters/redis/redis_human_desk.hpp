// The desk of the shared queue: a note that any node takes in silences the bot on all of them.
#pragma once

#include "adapters/redis/queue_place.hpp"

namespace motcua::adapters {

/// Thread-safe. `place` must outlive it.
class RedisHumanDesk final : public HumanDesk {
  public:
    explicit RedisHumanDesk(RedisQueuePlace& place) : place_(place) {}

    void note(std::vector<DeskNote> notes, Noted done) override;
    QueueResult<std::vector<intents::Envelope>> unattended(std::size_t limit) override;
    QueueResult<void> give_up_waiting(const intents::Envelope& envelope, const std::vector<OutgoingPart>& parts) override;
    QueueResult<DeskCounts> counts() override;

  private:
    RedisQueuePlace& place_;
};

}  // namespace motcua::adapters
