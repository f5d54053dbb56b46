// Schema, and the rows of events and sessions.
#include "adapters/sqlite/queue_rows.hpp"

#include <fmt/format.h>

#include "adapters/signature.hpp"
#include "adapters/sqlite/queue_echo_rows.hpp"

namespace motcua::adapters {
namespace {

// state: 0 waiting, 1 done, 2 dead. secure_delete overwrites what a citizen wrote as soon as it is answered.
constexpr const char* queue_schema = R"sql(
PRAGMA secure_delete=ON;
CREATE TABLE IF NOT EXISTS seen(key BLOB PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS seen_at ON seen(at);
CREATE TABLE IF NOT EXISTS event(
  id INTEGER PRIMARY KEY AUTOINCREMENT, conversation TEXT NOT NULL, channel TEXT NOT NULL, account TEXT NOT NULL,
  sender TEXT NOT NULL, message_id TEXT NOT NULL, sent_at INTEGER NOT NULL, admitted INTEGER NOT NULL,
  text TEXT NOT NULL, payload TEXT NOT NULL, label INTEGER NOT NULL, action INTEGER NOT NULL, notice TEXT NOT NULL,
  rule TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, received_at INTEGER NOT NULL, state INTEGER NOT NULL DEFAULT 0,
  outcome TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '', ended_at INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS event_state ON event(state, id);
CREATE TABLE IF NOT EXISTS part(
  id INTEGER PRIMARY KEY AUTOINCREMENT, event_id INTEGER NOT NULL, conversation TEXT NOT NULL, channel TEXT NOT NULL,
  account TEXT NOT NULL, sender TEXT NOT NULL, message_id TEXT NOT NULL, body TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL, due_at INTEGER NOT NULL DEFAULT 0,
  state INTEGER NOT NULL DEFAULT 0, reason TEXT NOT NULL DEFAULT '', platform_id TEXT NOT NULL DEFAULT '',
  ended_at INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS part_state ON part(state, id);
CREATE INDEX IF NOT EXISTS part_event ON part(event_id, id);
CREATE TABLE IF NOT EXISTS session(conversation TEXT PRIMARY KEY, text TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
)sql";

std::string seen_key(const intents::Envelope& envelope) {
    const Digest digest = sha256_of({intents::name_of(envelope.channel), "\x1f", envelope.account, "\x1f", envelope.message_id});
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

StoredVerdict stored_in(const Statement& row) {
    return {row.integer(5) != 0, row.text(6), row.text(7), row.integer(8), row.integer(9), row.text(10), row.text(11)};
}

constexpr std::string_view erased = "erased";  // outcome of an event that its citizen took back

bool is_erased(Database& database, std::int64_t id) {
    auto read = database.prepare("SELECT outcome FROM event WHERE id=?");
    read.bind(1, id);
    return read.step() && read.view(0) == erased;
}

void save_session(Database& database, const std::string& conversation, const std::string& session, TimePoint now) {
    if (session.empty()) {
        database.prepare("DELETE FROM session WHERE conversation=?").bind(1, conversation).run();
        return;
    }
    database.prepare("INSERT OR REPLACE INTO session VALUES(?,?,?)")
        .bind(1, conversation).bind(2, session).bind(3, milliseconds_of(now)).run();
}

}  // namespace

void create_queue_tables(Database& database) {
    database.execute(queue_schema);
    create_person_table(database);
}

std::optional<std::int64_t> insert_event(Database& database, const InboxEvent& event, TimePoint now, TimePoint seen_since) {
    auto see = database.prepare(
        "INSERT INTO seen(key,at) VALUES(?,?) ON CONFLICT(key) DO UPDATE SET at=excluded.at WHERE at < ?");
    see.bind(1, seen_key(event.envelope)).bind(2, milliseconds_of(now)).bind(3, milliseconds_of(seen_since)).run();
    if (database.changes() == 0) return std::nullopt;
    const StoredVerdict verdict = stored_of(event.verdict);
    auto insert = database.prepare(
        "INSERT INTO event(conversation,channel,account,sender,message_id,sent_at,admitted,text,payload,label,action,"
        "notice,rule,received_at) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    const intents::Envelope& envelope = event.envelope;
    insert.bind(1, conversation_of(envelope)).bind(2, intents::name_of(envelope.channel)).bind(3, envelope.account);
    insert.bind(4, envelope.sender).bind(5, envelope.message_id).bind(6, std::int64_t{envelope.sent_at.count()});
    insert.bind(7, std::int64_t{verdict.admitted ? 1 : 0}).bind(8, verdict.text).bind(9, verdict.payload);
    insert.bind(10, verdict.label).bind(11, verdict.action).bind(12, verdict.notice).bind(13, verdict.rule);
    insert.bind(14, milliseconds_of(now)).run();
    return database.last_row_id();
}

std::optional<TakenEvent> read_event(Database& database, std::int64_t id) {
    auto read = database.prepare(
        "SELECT channel,account,sender,message_id,sent_at,admitted,event.text,payload,label,action,notice,rule,attempts,"
        "received_at,session.text FROM event LEFT JOIN session USING(conversation) WHERE id=? AND state=0");
    read.bind(1, id);
    if (!read.step()) return std::nullopt;
    TakenEvent taken{id,
                     {{}, verdict_of(stored_in(read))},
                     read.text(14),
                     static_cast<int>(read.integer(12)) + 1,
                     time_from(read.integer(13)),
                     {},
                     false,
                     {}};
    intents::Envelope& envelope = taken.event.envelope;
    envelope.channel = intents::channel_from(read.view(0)).value_or(intents::ChannelKind::web);
    envelope.account = read.text(1);
    envelope.sender = read.text(2);
    envelope.message_id = read.text(3);
    envelope.sent_at = std::chrono::milliseconds(read.integer(4));
    return taken;
}

void join_following(Database& database, TakenEvent& taken, std::size_t most) {
    if (most == 0 || !is_fragment(taken.event.verdict)) return;
    auto read = database.prepare("SELECT id FROM event WHERE conversation=? AND id>? AND state=0 ORDER BY id LIMIT ?");
    read.bind(1, conversation_of(taken.event.envelope)).bind(2, taken.id).bind(3, static_cast<std::int64_t>(most));
    while (read.step()) {
        const auto next = read_event(database, read.integer(0));
        if (!next || !join(taken, *next)) return;
    }
}

void count_event_attempt(Database& database, std::int64_t id) {
    database.prepare("UPDATE event SET attempts=attempts+1 WHERE id=? AND state=0").bind(1, id).run();
}

CompletedRows complete_event(Database& database, const TakenEvent& taken, const Completion& completion,
                             const PersonRules& rules, TimePoint now) {
    auto end = database.prepare(
        "UPDATE event SET state=1, text='', payload='', sender='', conversation='', message_id='', outcome=?, ended_at=? "
        "WHERE id=? AND state=0");
    end.bind(1, completion.outcome).bind(2, milliseconds_of(now)).bind(3, taken.id).run();
    if (database.changes() == 0) {
        if (is_erased(database, taken.id)) return {};
        throw SqliteError(0, "the event is not waiting any more");
    }
    for (const std::int64_t joined : taken.joined) {
        end.reset();
        end.bind(1, "joined").bind(2, milliseconds_of(now)).bind(3, joined).run();
    }
    const intents::Envelope& envelope = taken.event.envelope;
    const std::string conversation = conversation_of(envelope);
    const PersonState speaker = speaking(database, conversation, rules, now);
    CompletedRows completed;
    if (completion.erases) {
        completed.erased = erase_conversation(database, envelope, now);
        if (speaker == PersonState::bot) forget_person(database, conversation);
    }
    save_session(database, conversation, completion.session, now);
    if (speaker == PersonState::agent) return completed;
    if (completion.asks_for_person && rules.wait.count() > 0) begin_waiting(database, envelope, now);
    completed.parts = insert_parts(database, taken.id, envelope, completion.parts, now);
    return completed;
}

void kill_event(Database& database, std::int64_t id, const std::string& reason, TimePoint now) {
    database.prepare("UPDATE event SET state=2, reason=?, ended_at=? WHERE id=? AND state=0")
        .bind(1, reason).bind(2, milliseconds_of(now)).bind(3, id).run();
}

std::optional<TimePoint> oldest_waiting(Database& database) {
    auto read = database.prepare("SELECT received_at FROM event WHERE state=0 ORDER BY id LIMIT 1");
    if (!read.step()) return std::nullopt;
    return time_from(read.integer(0));
}

}  // namespace motcua::adapters
