// The statements of the spool, and the counts beside them.
#include "adapters/sqlite/spool_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <utility>

namespace motcua::adapters {
namespace {

std::unique_ptr<Database> spool_at(const std::filesystem::path& file) {
    auto database = std::make_unique<Database>(file, Durability::full);
    create_queue_tables(*database);
    return database;
}

std::vector<SpooledEvent> oldest_of(Database& database, std::size_t most, TimePoint until) {
    auto read = database.prepare("SELECT id,received_at FROM event WHERE state=0 ORDER BY id LIMIT ?");
    read.bind(1, static_cast<std::int64_t>(most));
    std::vector<SpooledEvent> rows;
    while (read.step() && time_from(read.integer(1)) <= until) {
        if (auto taken = read_event(database, read.integer(0))) rows.push_back({taken->id, std::move(taken->event)});
    }
    return rows;
}

}  // namespace

SpoolFile::SpoolFile(const std::filesystem::path& file, SpoolFileSettings settings) : settings_(std::move(settings)) {
    try {
        auto database = spool_at(file);
        reader_ = std::make_unique<Database>(file, Durability::normal);
        std::vector<std::string> conversations;
        for (const WaitingRow& row : waiting_events(*reader_)) conversations.push_back(row.conversation);
        count(conversations);
        writer_ = std::make_unique<GroupCommit>(std::move(database), settings_.waiting_bound);
    } catch (const SqliteError& error) {
        throw std::runtime_error(fmt::format(
            "{}: {}. If the file is damaged, move it away and start again (events in it are lost to the gateway).", file.string(),
            error.what()));
    }
}

void SpoolFile::count(const std::vector<std::string>& conversations) {
    const std::lock_guard lock(mutex_);
    for (const std::string& conversation : conversations) ++held_[conversation];
    size_ += conversations.size();
}

bool SpoolFile::add(std::vector<InboxEvent> events, Added done) {
    struct Batch {
        std::vector<InboxEvent> events;
        std::vector<std::string> stored;  // their conversations
    };
    auto batch = std::make_shared<Batch>(Batch{std::move(events), {}});
    const std::size_t size = batch->events.size();
    Write write;
    write.weight = size;
    write.apply = [this, batch](Database& database) {
        batch->stored.clear();  // a batch that failed together is applied once more
        const TimePoint now = settings_.now();
        for (const InboxEvent& event : batch->events) {
            const auto id = insert_event(database, event, now, now - settings_.seen_for);
            if (id) batch->stored.push_back(conversation_of(event.envelope));
        }
        if (++adds_since_purge_ % 512 == 0) purge(database, now - settings_.seen_for);
    };
    write.done = [this, batch, size, done = std::move(done)](const std::string& failure) {
        if (failure.empty()) count(batch->stored);
        {
            const std::lock_guard lock(mutex_);
            writing_ -= size;
        }
        if (!failure.empty()) return done(tl::unexpected(QueueError{QueueFault::unavailable, "spool: " + failure}));
        done(AppendReceipt{batch->stored.size(), size - batch->stored.size()});
    };
    {
        const std::lock_guard lock(mutex_);
        writing_ += size;
    }
    if (writer_->submit(std::move(write))) return true;
    const std::lock_guard lock(mutex_);
    writing_ -= size;
    return false;
}

std::optional<std::vector<SpooledEvent>> SpoolFile::oldest(std::size_t most, TimePoint until) {
    try {
        const std::lock_guard lock(reading_);
        return oldest_of(*reader_, most, until);
    } catch (const SqliteError&) {
        return std::nullopt;  // tried again; counts() tells why
    }
}

std::optional<TimePoint> SpoolFile::oldest_time() {
    try {
        const std::lock_guard lock(reading_);
        return oldest_waiting(*reader_);
    } catch (const SqliteError&) {
        return std::nullopt;
    }
}

bool SpoolFile::remove(const std::vector<SpooledEvent>& rows) {
    const std::string failure = writer_->run([&](Database& database) {
        auto statement = database.prepare("DELETE FROM event WHERE id=?");
        for (const SpooledEvent& row : rows) statement.bind(1, row.id).run();
    });
    if (failure.empty()) forget(rows);
    return failure.empty();
}

bool SpoolFile::bury(const SpooledEvent& row, const std::string& reason) {
    const std::string failure =
        writer_->run([&](Database& database) { kill_event(database, row.id, reason, settings_.now()); });
    if (failure.empty()) forget({row});
    return failure.empty();
}

void SpoolFile::forget(const std::vector<SpooledEvent>& rows) {
    const std::lock_guard lock(mutex_);
    for (const SpooledEvent& row : rows) {
        const auto held = held_.find(conversation_of(row.event.envelope));
        if (held != held_.end() && --held->second == 0) held_.erase(held);
    }
    size_ -= std::min(size_, rows.size());
}

std::size_t SpoolFile::size() const {
    const std::lock_guard lock(mutex_);
    return size_ + writing_;
}

bool SpoolFile::holds_any(const std::vector<std::string>& conversations) const {
    const std::lock_guard lock(mutex_);
    return std::any_of(conversations.begin(), conversations.end(),
                       [this](const std::string& conversation) { return held_.contains(conversation); });
}

QueueResult<SpoolCounts> SpoolFile::counts() {
    SpoolCounts counts;
    {
        const std::lock_guard lock(mutex_);
        counts.waiting = size_;
    }
    try {
        const std::lock_guard lock(reading_);
        counts.dead = count_dead(*reader_);
        if (const auto oldest = oldest_waiting(*reader_)) {
            counts.oldest = std::chrono::duration_cast<std::chrono::seconds>(settings_.now() - *oldest);
        }
        return counts;
    } catch (const SqliteError& error) {
        return tl::unexpected(QueueError{QueueFault::unavailable, fmt::format("spool: {}", error.what())});
    }
}

}  // namespace motcua::adapters
