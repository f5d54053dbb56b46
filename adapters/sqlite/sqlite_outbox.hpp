// The outbox of the embedded queue: the parts of one file, and whose turn it is.
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "adapters/event_inbox.hpp"
#include "adapters/sqlite/group_commit.hpp"
#include "adapters/sqlite/loan_line.hpp"
#include "adapters/sqlite/queue_rows.hpp"

namespace motcua::adapters {

/// What the queue lends its outbox; outlives it.
struct OutboxParts {
    GroupCommit& writer;
    LoanLine& line;
    std::mutex& reading;  // of `reader`
    Database& reader;
    std::function<TimePoint()> now;
    std::function<void(const WaitingRow&)> event_came_back;  // a dead event was redriven
};

/// Thread-safe.
class SqliteOutbox final : public Outbox {
  public:
    explicit SqliteOutbox(OutboxParts queue) : queue_(std::move(queue)) {}

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
    QueueResult<void> later(const TakenPart& taken, std::chrono::milliseconds delay, const std::string& reason, bool unsure);

    OutboxParts queue_;
};

}  // namespace motcua::adapters
