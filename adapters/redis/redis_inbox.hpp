// The inbox of the shared queue.
#pragma once

#include "adapters/redis/queue_place.hpp"

namespace motcua::adapters {

/// Thread-safe. `place` must outlive it.
class RedisInbox final : public EventInbox {
  public:
    explicit RedisInbox(RedisQueuePlace& place) : place_(place) {}

    void append(std::vector<InboxEvent> events, Appended done) override;
    QueueResult<std::optional<TakenEvent>> take(std::chrono::milliseconds wait) override;
    QueueResult<void> complete(const TakenEvent& taken, const Completion& completion) override;
    QueueResult<void> release(const TakenEvent& taken, std::chrono::milliseconds delay, const std::string& reason) override;
    QueueResult<QueueDepth> depth() override;

  private:
    void add_event(RedisScriptCall& call, const InboxEvent& event) const;
    RedisScriptCall take_call(const std::string& token, const std::vector<std::string>& uncertain) const;

    RedisQueuePlace& place_;
};

}  // namespace motcua::adapters
