// The tables of the queue and every statement on them.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "adapters/event_inbox.hpp"
#include "adapters/queue_rules.hpp"
#include "adapters/sqlite/database.hpp"
#include "adapters/sqlite/person_rows.hpp"

namespace motcua::adapters {

/// Makes the tables when they are missing. Throws SqliteError.
void create_queue_tables(Database& database);

/// The new row's id; nothing when the message was seen at or after `seen_since`.
std::optional<std::int64_t> insert_event(Database& database, const InboxEvent& event, TimePoint now, TimePoint seen_since);
std::optional<TakenEvent> read_event(Database& database, std::int64_t id);
/// Reads the texts that the citizen sent right after it into `taken`, as far as they are plain texts; at most `most`.
void join_following(Database& database, TakenEvent& taken, std::size_t most);
void count_event_attempt(Database& database, std::int64_t id);
struct ErasedRows {
    std::vector<std::int64_t> events;
    std::vector<std::int64_t> parts;
};
/// Ids of rows that a completion wrote and took away.
struct CompletedRows {
    std::vector<std::int64_t> parts;  // none when a person has stepped in
    ErasedRows erased;
};
/// Text and ids leave the row; parts and session are written.
CompletedRows complete_event(Database& database, const TakenEvent& taken, const Completion& completion,
                             const PersonRules& rules, TimePoint now);
void kill_event(Database& database, std::int64_t id, const std::string& reason, TimePoint now);

/// Parts of the reply to one event; their ids.
std::vector<std::int64_t> insert_parts(Database& database, std::int64_t event, const intents::Envelope& envelope,
                                       const std::vector<OutgoingPart>& parts, TimePoint now);
/// Parts that answer no event and do not depend on one another; their ids.
std::vector<std::int64_t> insert_own_parts(Database& database, const intents::Envelope& envelope,
                                           const std::vector<OutgoingPart>& parts, TimePoint now);
/// Deletes the conversation's unsent parts; their ids.
std::vector<std::int64_t> drop_parts(Database& database, const std::string& conversation);
std::optional<TakenPart> read_part(Database& database, std::int64_t id);
void mark_sent(Database& database, std::int64_t id, const std::string& platform_id, TimePoint now);
void mark_retry(Database& database, std::int64_t id, TimePoint due, const std::string& reason);
/// This part and the unsent ones after it of the same event; their ids.
std::vector<std::int64_t> kill_parts(Database& database, std::int64_t id, const std::string& reason, TimePoint now);

struct WaitingRow {
    std::string conversation;
    std::int64_t id = 0;
    std::int64_t due = 0;  // milliseconds since 1970
};
std::vector<WaitingRow> waiting_events(Database& database);
std::vector<WaitingRow> waiting_parts(Database& database);
/// Receive time of the oldest waiting event.
std::optional<TimePoint> oldest_waiting(Database& database);

std::vector<DeadLetter> dead_letters(Database& database, std::size_t limit);
std::size_t count_dead(Database& database);
struct Revived {
    std::vector<WaitingRow> events;
    std::vector<WaitingRow> parts;
};
/// All when `ids` is empty. Ids of events are negative in dead letters, so that one list holds both.
Revived revive(Database& database, const std::vector<std::int64_t>& ids);

/// Old rows of `seen` and finished events and parts, at most a thousand of each.
void purge(Database& database, TimePoint before);
/// Session, waiting and dead events, waiting and dead parts.
ErasedRows erase_conversation(Database& database, const intents::Envelope& envelope, TimePoint now);

}  // namespace motcua::adapters
