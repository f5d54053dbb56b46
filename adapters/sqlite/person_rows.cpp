// Statements on the table `person`.
#include "adapters/sqlite/person_rows.hpp"

#include "adapters/sqlite/queue_rows.hpp"

namespace motcua::adapters {
namespace {

constexpr const char* person_schema = R"sql(
CREATE TABLE IF NOT EXISTS person(
  conversation TEXT PRIMARY KEY, channel TEXT NOT NULL, account TEXT NOT NULL, sender TEXT NOT NULL,
  state INTEGER NOT NULL, since INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS person_state ON person(state, since);
)sql";

constexpr std::chrono::hours longest_delay{24};  // of an event; a time beyond it is no time (zalo-oa 1.1)

struct PersonRow {
    PersonState state = PersonState::bot;
    std::int64_t since = 0;  // milliseconds since 1970
};

PersonRow row_of(Database& database, const std::string& conversation) {
    auto read = database.prepare("SELECT state,since FROM person WHERE conversation=?");
    read.bind(1, conversation);
    if (!read.step()) return {};
    return {static_cast<PersonState>(read.integer(0)), read.integer(1)};
}

void write_row(Database& database, const intents::Envelope& envelope, const PersonRow& row) {
    database.prepare("INSERT OR REPLACE INTO person VALUES(?,?,?,?,?,?)")
        .bind(1, conversation_of(envelope)).bind(2, intents::name_of(envelope.channel)).bind(3, envelope.account)
        .bind(4, envelope.sender).bind(5, static_cast<std::int64_t>(row.state)).bind(6, row.since).run();
}

/// First moment that still counts.
std::int64_t limit_of(std::chrono::minutes time, TimePoint now) { return milliseconds_of(now - time); }

bool is_over(const PersonRow& row, const PersonRules& rules, TimePoint now) {
    if (row.state == PersonState::bot) return true;
    return row.since <= limit_of(row.state == PersonState::agent ? rules.silence : rules.wait, now);
}

/// The platform's time of the event where it can be right, else ours.
std::int64_t moment_of(const intents::Envelope& envelope, TimePoint now) {
    const std::int64_t told = envelope.sent_at.count();
    const bool credible = told <= milliseconds_of(now) && told >= milliseconds_of(now - longest_delay);
    return credible ? told : milliseconds_of(now);
}

std::size_t count_since(Database& database, PersonState state, std::int64_t limit) {
    auto read = database.prepare("SELECT count(*) FROM person WHERE state=? AND since>?");
    read.bind(1, static_cast<std::int64_t>(state)).bind(2, limit);
    return read.step() ? static_cast<std::size_t>(read.integer(0)) : 0;
}

}  // namespace

void create_person_table(Database& database) { database.execute(person_schema); }

PersonState speaking(Database& database, const std::string& conversation, const PersonRules& rules, TimePoint now) {
    const PersonRow row = row_of(database, conversation);
    return is_over(row, rules, now) ? PersonState::bot : row.state;
}

void begin_waiting(Database& database, const intents::Envelope& envelope, TimePoint now) {
    write_row(database, envelope, {PersonState::waiting, milliseconds_of(now)});
}

bool note_speaker(Database& database, const DeskNote& note, const PersonRules& rules, TimePoint now) {
    const PersonRow before = row_of(database, conversation_of(note.envelope));
    const PersonRow after{note.change == DeskChange::back_to_bot ? PersonState::bot : PersonState::agent,
                          moment_of(note.envelope, now)};
    if (after.since < before.since) return false;  // it came late
    const bool waits = before.state == PersonState::waiting && !is_over(before, rules, now);
    if (waits && note.change == DeskChange::other_app) return false;
    write_row(database, note.envelope, after);
    return !is_over(after, rules, now);
}

std::vector<intents::Envelope> waited_in_vain(Database& database, const PersonRules& rules, TimePoint now, std::size_t limit) {
    auto read = database.prepare(
        "SELECT channel,account,sender,since FROM person WHERE state=1 AND since<=? ORDER BY since LIMIT ?");
    read.bind(1, limit_of(rules.wait, now)).bind(2, static_cast<std::int64_t>(limit));
    std::vector<intents::Envelope> found;
    while (read.step()) {
        intents::Envelope& envelope = found.emplace_back();
        envelope.channel = intents::channel_from(read.view(0)).value_or(intents::ChannelKind::web);
        envelope.account = read.text(1);
        envelope.sender = read.text(2);
        envelope.sent_at = std::chrono::milliseconds(read.integer(3));
        envelope.message_id = "wait:" + std::to_string(read.integer(3));
    }
    return found;
}

bool end_waiting(Database& database, const intents::Envelope& envelope) {
    database.prepare("UPDATE person SET state=0 WHERE conversation=? AND state=1 AND since=?")
        .bind(1, conversation_of(envelope)).bind(2, std::int64_t{envelope.sent_at.count()}).run();
    return database.changes() > 0;
}

void forget_person(Database& database, const std::string& conversation) {
    database.prepare("DELETE FROM person WHERE conversation=?").bind(1, conversation).run();
}

DeskCounts count_people(Database& database, const PersonRules& rules, TimePoint now) {
    DeskCounts counts;
    counts.with_agent = count_since(database, PersonState::agent, limit_of(rules.silence, now));
    counts.waiting = count_since(database, PersonState::waiting, limit_of(rules.wait, now));
    auto oldest = database.prepare("SELECT min(since) FROM person WHERE state=1 AND since>?");
    oldest.bind(1, limit_of(rules.wait, now));
    if (oldest.step() && counts.waiting > 0) {
        counts.longest_wait = std::chrono::duration_cast<std::chrono::seconds>(now - time_from(oldest.integer(0)));
    }
    return counts;
}

void purge_people(Database& database, TimePoint before) {
    database.prepare("DELETE FROM person WHERE since < ?").bind(1, milliseconds_of(before)).run();
}

}  // namespace motcua::adapters
