// The embedded queue: EventInbox and Outbox over one SQLite file, durable before they say so.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "adapters/event_inbox.hpp"
#include "adapters/human_desk.hpp"
#include "adapters/sqlite/person_rows.hpp"

namespace motcua::adapters {

struct QueueSettings {
    std::size_t waiting_bound = 20'000;    // events that wait for their commit
    std::size_t pending_bound = 200'000;   // events that wait for an answer, and replies to be sent
    std::chrono::hours seen_for{48};       // a message id that comes again within is a duplicate
    std::chrono::hours contact_for{8 * 24};  // when a citizen last wrote is kept that long: the longest window and a day
    int event_attempts = 5;                // loans of one event, then it is a dead letter
    std::chrono::milliseconds settle{0};   // how long a short text waits for the rest of the thought; 0: no text waits
    int crash_attempts = 30;               // the same when no loan was ever ended: restarts may be innocent
    PersonRules people = {};               // within `seen_for`: older notes are purged
    std::function<TimePoint()> now = [] { return Clock::now(); };
};

/// One process owns the file. Loans live in memory: when the process dies, what was on loan comes again, so an
/// event is answered at least once; the outbox row and the event's end are one transaction, so it is answered
/// once, but for the part that was on the wire when the process died (it may be sent twice).
/// Thread-safe. The destructor writes everything that was accepted.
class SqliteQueue {
  public:
    /// Opens or creates the file. Throws std::runtime_error that names the file and says what to do.
    SqliteQueue(const std::filesystem::path& file, QueueSettings settings);
    ~SqliteQueue();
    SqliteQueue& operator=(SqliteQueue&&) = delete;  // neither copied nor moved

    EventInbox& inbox() noexcept;
    Outbox& outbox() noexcept;
    HumanDesk& desk() noexcept;

    /// Transactions written; for benches.
    std::uint64_t commits() const;

  private:
    struct State;
    class Inbox;
    std::unique_ptr<State> state_;
    std::unique_ptr<Inbox> inbox_;
    std::unique_ptr<Outbox> outbox_;
    std::unique_ptr<HumanDesk> desk_;
};

}  // namespace motcua::adapters
