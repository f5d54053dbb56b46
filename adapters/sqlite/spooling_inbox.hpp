// An inbox before a remote one: what the remote cannot take is kept on this machine's disk and handed over later, in order.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "adapters/event_inbox.hpp"
#include "adapters/spool_fellows.hpp"

namespace motcua::adapters {

struct SpoolSettings {
    std::size_t bound = 200'000;           // events in the file; beyond it append() is `overloaded`
    std::size_t waiting_bound = 20'000;    // events that wait in memory for the remote or for the disk
    std::size_t drain_batch = 200;         // events handed over at once
    std::chrono::milliseconds retry{250};  // between two tries while the remote is away
    std::chrono::milliseconds grace{1000};  // after the remote's return, for the fellows to see it too
    std::chrono::hours seen_for{48};       // a message id that comes again within is a duplicate
    /// The remote went away (with why) or came back. From any thread; must be quick.
    std::function<void(bool away, const std::string& detail)> turned = [](bool, const std::string&) {};
    std::function<TimePoint()> now = [] { return Clock::now(); };
};

struct SpoolCounts {
    bool away = false;               // the last try to reach the remote failed
    std::size_t waiting = 0;         // events in the file that the remote does not have
    std::chrono::seconds oldest{0};  // age of the oldest of them
    std::size_t dead = 0;            // events that the remote calls bad data; kept in the file
    std::uint64_t spooled = 0;       // since the start of the process
    std::uint64_t drained = 0;       // handed over since the start
    std::uint64_t refused = 0;       // not taken, because file or memory were full or the disk failed
};

/// append() goes to the remote. When that fails as `unavailable` or `timed_out`, the events are fsynced in a SQLite file
/// before `done` hears of success, and handed over when the remote answers again, also by a later process. While events
/// of a citizen are in the file or under way, later ones of the citizen go behind them. A remote append that timed out
/// may have been stored and is handed over once more: the remote must know a message id again. Everything else is the
/// remote's.
///
/// With `fellows` the spools of all gateways are handed over as one, by the time of arrival: while one of them has events,
/// all spool; when what is left is young, they hold new events back in memory until all spools are empty.
///
/// Thread-safe. The destructor waits for what is under way; what is in the file stays there.
class SpoolingInbox final : public EventInbox {
  public:
    /// Opens or creates the file; `remote` must outlive it. Throws std::runtime_error that names the file. Without
    /// `fellows` the remote is of this gateway alone.
    SpoolingInbox(const std::filesystem::path& file, EventInbox& remote, SpoolSettings settings,
                  std::shared_ptr<SpoolFellows> fellows = nullptr);
    ~SpoolingInbox() override;
    SpoolingInbox& operator=(SpoolingInbox&&) = delete;  // neither copied nor moved

    void append(std::vector<InboxEvent> events, Appended done) override;
    QueueResult<std::optional<TakenEvent>> take(std::chrono::milliseconds wait) override { return remote_.take(wait); }
    QueueResult<void> complete(const TakenEvent& taken, const Completion& completion) override {
        return remote_.complete(taken, completion);
    }
    QueueResult<void> release(const TakenEvent& taken, std::chrono::milliseconds delay, const std::string& reason) override {
        return remote_.release(taken, delay, reason);
    }
    /// The remote's, and what is spooled as pending.
    QueueResult<QueueDepth> depth() override;

    /// Events of this conversation wait in the file, or are on their way to it or to the remote.
    bool holds(const intents::Envelope& envelope) const;
    QueueResult<SpoolCounts> counts() const;

  private:
    struct State;

    EventInbox& remote_;
    std::unique_ptr<State> state_;
};

}  // namespace motcua::adapters
