// Each verb is one transaction of the writer's thread, then one step of the line in memory.
#include "adapters/sqlite/sqlite_outbox.hpp"

#include <memory>
#include <utility>

#include "adapters/sqlite/commit_result.hpp"
#include "adapters/sqlite/queue_echo_rows.hpp"

namespace motcua::adapters {
namespace {

LoanLine::Loan loan_of(const TakenPart& taken) { return {conversation_of(taken.envelope), taken.id}; }

}  // namespace

QueueResult<std::optional<TakenPart>> SqliteOutbox::take(std::chrono::milliseconds wait) {
    const auto loan = queue_.line.take(wait);
    if (!loan) return std::optional<TakenPart>{};
    try {
        const std::lock_guard lock(queue_.reading);
        auto taken = read_part(queue_.reader, loan->id);
        if (!taken) queue_.line.finish(*loan);
        return taken;
    } catch (const SqliteError& error) {
        queue_.line.postpone(*loan, Clock::now() + std::chrono::seconds(1));
        return store_unavailable(error.what());
    }
}

QueueResult<void> SqliteOutbox::sent(const TakenPart& taken, const std::string& platform_message_id) {
    const std::string failure = queue_.writer.run(
        [&](Database& database) { mark_sent(database, taken.id, platform_message_id, queue_.now()); });
    // Even when it could not be written: it was sent, and must not be sent again by this process.
    queue_.line.finish(loan_of(taken));
    return result_of_commit(failure);
}

QueueResult<void> SqliteOutbox::later(const TakenPart& taken, std::chrono::milliseconds delay, const std::string& reason,
                                      bool unsure) {
    const TimePoint due = Clock::now() + delay;
    const std::string failure = queue_.writer.run([&](Database& database) {
        mark_retry(database, taken.id, due, reason);
        if (unsure) count_unsure(database, taken.id);
    });
    queue_.line.postpone(loan_of(taken), due);
    return result_of_commit(failure);
}

QueueResult<void> SqliteOutbox::retry(const TakenPart& taken, std::chrono::milliseconds delay, const std::string& reason) {
    return later(taken, delay, reason, false);
}

QueueResult<void> SqliteOutbox::unsure(const TakenPart& taken, std::chrono::milliseconds delay, const std::string& reason) {
    return later(taken, delay, reason, true);
}

void SqliteOutbox::confirm(const std::string& reference, Confirmed done) {
    std::optional<OpenPart> part;
    try {
        // Looked up first: of nearly every echo the call was answered long ago, and nothing is to be written.
        const std::lock_guard lock(queue_.reading);
        part = open_part(queue_.reader, reference);
    } catch (const SqliteError& error) {
        return done(store_unavailable(error.what()));
    }
    if (!part) return done(false);
    const auto was_open = std::make_shared<bool>(false);
    Write write;
    write.apply = [this, id = part->id, was_open](Database& database) {
        *was_open = mark_confirmed(database, id, queue_.now());
    };
    write.done = [this, part = *part, was_open, done](const std::string& failure) {
        if (!failure.empty()) return done(store_unavailable(failure));
        queue_.line.remove({part.conversation, part.id});
        done(*was_open);
    };
    if (!queue_.writer.submit(std::move(write))) {
        done(tl::unexpected(QueueError{QueueFault::overloaded, "too many events wait for the disk"}));
    }
}

void SqliteOutbox::pause(intents::ChannelKind channel, const std::string& account, std::chrono::milliseconds pause,
                         std::chrono::milliseconds stale) {
    queue_.line.pause(account_key(channel, account), pause, stale);
}

QueueResult<void> SqliteOutbox::dead(const TakenPart& taken, const std::string& reason) {
    std::vector<std::int64_t> killed;
    const std::string failure = queue_.writer.run(
        [&](Database& database) { killed = kill_parts(database, taken.id, reason, queue_.now()); });
    queue_.line.finish(loan_of(taken), killed);
    return result_of_commit(failure);
}

QueueResult<std::vector<DeadLetter>> SqliteOutbox::dead_letters(std::size_t limit) {
    try {
        const std::lock_guard lock(queue_.reading);
        return adapters::dead_letters(queue_.reader, limit);
    } catch (const SqliteError& error) {
        return store_unavailable(error.what());
    }
}

QueueResult<std::size_t> SqliteOutbox::redrive(const std::vector<std::int64_t>& ids) {
    Revived revived;
    const std::string failure = queue_.writer.run([&](Database& database) { revived = revive(database, ids); });
    if (!failure.empty()) return store_unavailable(failure);
    for (const WaitingRow& row : revived.events) queue_.event_came_back(row);
    for (const WaitingRow& row : revived.parts) queue_.line.insert(row.conversation, row.id);
    return revived.events.size() + revived.parts.size();
}

}  // namespace motcua::adapters
