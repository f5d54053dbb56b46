// The outbox of the shared queue.
#pragma once

#include <map>
#include <mutex>
#include <vector>

#include "adapters/redis/queue_place.hpp"

namespace motcua::adapters {

/// Thread-safe. `place` must outlive it. What became of a send is never forgotten because Redis did not answer: no part is
/// given out before that was told.
class RedisOutbox final : public Outbox {
  public:
    explicit RedisOutbox(RedisQueuePlace& place) : place_(place) {}

    QueueResult<std::optional<TakenPart>> take(std::chrono::milliseconds wait) override;
    QueueResult<void> sent(const TakenPart& taken, const std::string& platform_message_id) override;
    QueueResult<void> retry(const TakenPart& taken, std::chrono::milliseconds delay, const std::string& reason) override;
    QueueResult<void> unsure(const TakenPart& taken, std::chrono::milliseconds delay, const std::string& reason) override;
    void confirm(const std::string& reference, Confirmed done) override;
    void pause(intents::ChannelKind channel, const std::string& account, std::chrono::milliseconds pause,
               std::chrono::milliseconds stale) override;
    QueueResult<void> dead(const TakenPart& taken, const std::string& reason) override;
    QueueResult<std::vector<DeadLetter>> dead_letters(std::size_t limit) override;
    QueueResult<std::size_t> redrive(const std::vector<std::int64_t>& ids) override;

  private:
    using Steady = std::chrono::steady_clock::time_point;
    struct Pause {
        Steady until;
        std::chrono::milliseconds stale{0};
    };

    RedisScriptCall of_part(const RedisScript& script, const TakenPart& taken) const;
    RedisResult<RedisReply> settle(const RedisScriptCall& call);
    RedisResult<void> pay();
    RedisScriptCall take_call(const std::string& token, const std::vector<std::string>& uncertain);
    std::chrono::microseconds until_pause_ends(std::chrono::microseconds due_in);
    QueueResult<void> later(const TakenPart& taken, std::chrono::milliseconds delay, const std::string& reason, int unsure);
    QueueResult<void> ended(const RedisResult<RedisReply>& reply);

    RedisQueuePlace& place_;
    std::mutex mutex_;
    std::map<std::string, Pause> pauses_;   // by account
    std::vector<RedisScriptCall> owed_;     // ends of loans that had no answer; each can run twice without harm
};

}  // namespace motcua::adapters
