// The file of spooled events: the queue's own table of events, and how many of each conversation are in it.
#pragma once

#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "adapters/sqlite/group_commit.hpp"
#include "adapters/sqlite/queue_rows.hpp"
#include "adapters/sqlite/spooling_inbox.hpp"

namespace motcua::adapters {

struct SpooledEvent {
    std::int64_t id = 0;
    InboxEvent event;
};

struct SpoolFileSettings {
    std::size_t waiting_bound = 20'000;  // events that wait for the disk
    std::chrono::hours seen_for{48};
    std::function<TimePoint()> now = [] { return Clock::now(); };
};

/// Thread-safe. The destructor writes what was accepted.
class SpoolFile {
  public:
    using Added = std::function<void(const QueueResult<AppendReceipt>&)>;

    /// Throws std::runtime_error that names the file.
    SpoolFile(const std::filesystem::path& file, SpoolFileSettings settings);

    /// Calls `done` once the events are fsynced, from the writer's thread, or when that failed. False: too many wait for
    /// the disk, nothing will happen.
    bool add(std::vector<InboxEvent> events, Added done);
    /// At most `most`, oldest first, up to the first that came after `until`; nothing when the file cannot be read.
    std::optional<std::vector<SpooledEvent>> oldest(std::size_t most, TimePoint until);
    /// When the oldest came; nothing when none is in it, or it cannot be read.
    std::optional<TimePoint> oldest_time();
    /// False when it could not be written.
    bool remove(const std::vector<SpooledEvent>& rows);
    /// Keeps the event with its reason, and counts it as dead.
    bool bury(const SpooledEvent& row, const std::string& reason);

    /// Events in it, and those on their way into it.
    std::size_t size() const;
    bool holds_any(const std::vector<std::string>& conversations) const;
    /// `waiting`, `oldest` and `dead`.
    QueueResult<SpoolCounts> counts();

  private:
    void count(const std::vector<std::string>& conversations);
    void forget(const std::vector<SpooledEvent>& rows);

    const SpoolFileSettings settings_;
    mutable std::mutex mutex_;
    std::unordered_map<std::string, std::size_t> held_;  // by conversation; written under mutex_
    std::size_t size_ = 0;     // of rows
    std::size_t writing_ = 0;  // on their way
    int adds_since_purge_ = 0;  // of the writer's thread
    std::mutex reading_;
    std::unique_ptr<Database> reader_;
    std::unique_ptr<GroupCommit> writer_;  // last: its thread uses all of the above
};

}  // namespace motcua::adapters
