// The embedded queue: EventInbox and Outbox over one SQLite file, durable before they say so.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "adapters/event_inbox.hpp"
#include "adapters/human_desk.hpp"
#include "adapters/queue_rules.hpp"

namespace motcua::adapters {

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
