// The queue's file and its inbox: the writer thread commits, two lines in memory say who is next.
#include "adapters/sqlite/sqlite_queue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <stdexcept>
#include <tuple>

#include "adapters/sqlite/commit_result.hpp"
#include "adapters/sqlite/group_commit.hpp"
#include "adapters/sqlite/loan_line.hpp"
#include "adapters/sqlite/queue_contact_rows.hpp"
#include "adapters/sqlite/queue_echo_rows.hpp"
#include "adapters/sqlite/queue_rows.hpp"
#include "adapters/sqlite/sqlite_human_desk.hpp"
#include "adapters/sqlite/sqlite_outbox.hpp"

namespace motcua::adapters {
namespace {

QueueError unavailable(std::string detail) { return {QueueFault::unavailable, std::move(detail)}; }

std::unique_ptr<Database> queue_at(const std::filesystem::path& file) {
    auto database = std::make_unique<Database>(file, Durability::full);
    create_queue_tables(*database);
    create_echo_table(*database);
    create_contact_table(*database);
    return database;
}

std::runtime_error cannot_start(const std::filesystem::path& file, const SqliteError& error) {
    return std::runtime_error(fmt::format(
        "{}: {}. If the file is damaged, move it away and start again (waiting messages in it are lost to the gateway).",
        file.string(), error.what()));
}

}  // namespace

struct SqliteQueue::State {
    State(const std::filesystem::path& file, QueueSettings chosen)
        : settings(std::move(chosen)), writer(queue_at(file), settings.waiting_bound), reader(file, Durability::normal) {
        for (const WaitingRow& row : waiting_events(reader)) events.push(row.conversation, row.id);
        for (const WaitingRow& row : waiting_parts(reader)) parts.push(row.conversation, row.id, time_from(row.due));
    }

    void purge_now_and_then(Database& database) {
        // Every few hundred commits: cheap, and nothing waits for it.
        if (++writes_since_purge < 512) return;
        writes_since_purge = 0;
        purge(database, settings.now() - settings.seen_for);
        purge_echoes(database);
        purge_contacts(database, settings.now() - settings.contact_for);
    }

    QueueSettings settings;
    LoanLine events;
    LoanLine parts;
    std::atomic<std::size_t> dropped{0};  // parts that were not sent because a person stepped in
    int writes_since_purge = 0;           // of the writer's thread
    GroupCommit writer;
    std::mutex reading;
    Database reader;
};

class SqliteQueue::Inbox final : public EventInbox {
  public:
    explicit Inbox(State& state) : state_(state) {}

    void append(std::vector<InboxEvent> events, Appended done) override {
        struct Batch {
            std::vector<InboxEvent> events;
            std::vector<std::tuple<std::string, std::int64_t, bool>> stored;  // conversation, id, perhaps half a thought
        };
        // Replies count as well: while an account must rest, they wait too.
        if (state_.events.size() + state_.parts.size() + events.size() > state_.settings.pending_bound) {
            return done(tl::unexpected(QueueError{QueueFault::overloaded, "too many events and replies wait"}));
        }
        auto batch = std::make_shared<Batch>(Batch{std::move(events), {}});
        Write write;
        write.weight = batch->events.size();
        write.apply = [this, batch](Database& database) {
            batch->stored.clear();  // a batch that failed together is applied once more
            const TimePoint now = state_.settings.now();
            for (const InboxEvent& event : batch->events) {
                const auto id = insert_event(database, event, now, now - state_.settings.seen_for);
                if (!id) continue;
                note_contact(database, event.envelope, now);
                batch->stored.emplace_back(conversation_of(event.envelope), *id, is_fragment(event.verdict));
            }
            state_.purge_now_and_then(database);
        };
        write.done = [this, batch, done](const std::string& failure) {
            if (!failure.empty()) return done(tl::unexpected(unavailable(failure)));
            const TimePoint settled = Clock::now() + state_.settings.settle;
            for (const auto& [conversation, id, fragment] : batch->stored) {
                const bool settles = fragment && state_.settings.settle.count() > 0;
                state_.events.push(conversation, id, settles ? settled : TimePoint{}, settles);
            }
            done(AppendReceipt{batch->stored.size(), batch->events.size() - batch->stored.size()});
        };
        if (!state_.writer.submit(std::move(write))) {
            done(tl::unexpected(QueueError{QueueFault::overloaded, "too many events wait for the disk"}));
        }
    }

    QueueResult<std::optional<TakenEvent>> take(std::chrono::milliseconds wait) override {
        const auto loan = state_.events.take(wait);
        if (!loan) return std::optional<TakenEvent>{};
        try {
            std::unique_lock lock(state_.reading);
            auto taken = read_event(state_.reader, loan->id);
            const bool joins = taken && state_.settings.settle.count() > 0;
            if (taken) taken->with_person = is_with_person(*taken);
            if (joins) join_following(state_.reader, *taken, LoanLine::most_together - 1);
            lock.unlock();
            if (!taken) {
                state_.events.finish(*loan);
                return std::optional<TakenEvent>{};
            }
            if (taken->attempt > state_.settings.crash_attempts) {
                // It was taken over and over and never released: it ends the process each time.
                const auto killed = kill(*loan, "crashes");
                if (!killed) return tl::unexpected(killed.error());
                return std::optional<TakenEvent>{};
            }
            // Joined to the next commit: an event that kills the process is counted, and no loan costs an fsync.
            state_.writer.submit_lazily([id = loan->id](Database& database) { count_event_attempt(database, id); });
            return taken;
        } catch (const SqliteError& error) {
            state_.events.postpone(*loan, Clock::now() + std::chrono::seconds(1));
            return tl::unexpected(unavailable(error.what()));
        }
    }

    QueueResult<void> complete(const TakenEvent& taken, const Completion& completion) override {
        CompletedRows rows;
        const std::string failure = state_.writer.run([&](Database& database) {
            rows = complete_event(database, taken, completion, state_.settings.people, state_.settings.now());
        });
        if (!failure.empty()) return result_of_commit(failure);
        const std::string conversation = conversation_of(taken.event.envelope);
        state_.dropped += completion.parts.size() - rows.parts.size();
        for (const std::int64_t id : rows.erased.events) state_.events.remove({conversation, id});
        for (const std::int64_t id : rows.erased.parts) state_.parts.remove({conversation, id});
        for (const std::int64_t id : rows.parts) state_.parts.push(conversation, id);
        state_.events.finish({conversation, taken.id}, taken.joined);
        return {};
    }

    QueueResult<void> release(const TakenEvent& taken, std::chrono::milliseconds delay, const std::string& reason) override {
        const LoanLine::Loan loan{conversation_of(taken.event.envelope), taken.id};
        if (taken.attempt < state_.settings.event_attempts) {
            // The attempt that take() noted must be written before the event can be taken again.
            const std::string failure = state_.writer.run([](Database&) {});
            state_.events.postpone(loan, Clock::now() + delay);
            return result_of_commit(failure);
        }
        return kill(loan, reason);
    }

    QueueResult<QueueDepth> depth() override {
        QueueDepth depth;
        depth.pending = state_.events.size();
        depth.outgoing = state_.parts.size();
        try {
            const std::lock_guard lock(state_.reading);
            depth.dead = count_dead(state_.reader);
            if (const auto oldest = oldest_waiting(state_.reader)) {
                depth.oldest = std::chrono::duration_cast<std::chrono::seconds>(state_.settings.now() - *oldest);
            }
            return depth;
        } catch (const SqliteError& error) {
            return tl::unexpected(unavailable(error.what()));
        }
    }

  private:
    bool is_with_person(const TakenEvent& taken) {
        const std::string conversation = conversation_of(taken.event.envelope);
        return speaking(state_.reader, conversation, state_.settings.people, state_.settings.now()) != PersonState::bot;
    }

    QueueResult<void> kill(const LoanLine::Loan& loan, const std::string& reason) {
        const std::string failure = state_.writer.run(
            [&](Database& database) { kill_event(database, loan.id, reason, state_.settings.now()); });
        state_.events.finish(loan);
        return result_of_commit(failure);
    }

    State& state_;
};

SqliteQueue::SqliteQueue(const std::filesystem::path& file, QueueSettings settings)
    : state_([&] {
          try {
              return std::make_unique<State>(file, std::move(settings));
          } catch (const SqliteError& error) {
              throw cannot_start(file, error);
          }
      }()),
      inbox_(std::make_unique<Inbox>(*state_)),
      outbox_(std::make_unique<SqliteOutbox>(OutboxParts{
          state_->writer, state_->parts, state_->reading, state_->reader, [state = state_.get()] { return state->settings.now(); },
          [state = state_.get()](const WaitingRow& row) { state->events.insert(row.conversation, row.id); }})),
      desk_(std::make_unique<SqliteHumanDesk>(DeskPlace{state_->writer, state_->events, state_->parts, state_->reading,
                                                        state_->reader, state_->dropped, state_->settings.people,
                                                        state_->settings.now})) {}

// What was accepted is written by the writer's end, with the help of inbox, outbox and desk.
SqliteQueue::~SqliteQueue() { state_.reset(); }

EventInbox& SqliteQueue::inbox() noexcept { return *inbox_; }
Outbox& SqliteQueue::outbox() noexcept { return *outbox_; }
HumanDesk& SqliteQueue::desk() noexcept { return *desk_; }

std::uint64_t SqliteQueue::commits() const { return state_->writer.commits(); }

}  // namespace motcua::adapters
