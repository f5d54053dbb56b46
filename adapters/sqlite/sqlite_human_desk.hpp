// The desk of the embedded queue: notes are rows of its file, what is dropped leaves its line.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>

#include "adapters/human_desk.hpp"
#include "adapters/sqlite/group_commit.hpp"
#include "adapters/sqlite/loan_line.hpp"
#include "adapters/sqlite/person_rows.hpp"

namespace motcua::adapters {

/// Parts of the queue that the desk works on; all must outlive it.
struct DeskPlace {
    GroupCommit& writer;
    LoanLine& events;
    LoanLine& parts;
    std::mutex& reading;
    Database& reader;
    std::atomic<std::size_t>& dropped;
    PersonRules rules;
    std::function<TimePoint()> now;
};

class SqliteHumanDesk final : public HumanDesk {
  public:
    explicit SqliteHumanDesk(DeskPlace place) : place_(std::move(place)) {}

    void note(std::vector<DeskNote> notes, Noted done) override;
    QueueResult<std::vector<intents::Envelope>> unattended(std::size_t limit) override;
    QueueResult<void> give_up_waiting(const intents::Envelope& envelope, const std::vector<OutgoingPart>& parts) override;
    QueueResult<DeskCounts> counts() override;

  private:
    DeskPlace place_;
};

}  // namespace motcua::adapters
