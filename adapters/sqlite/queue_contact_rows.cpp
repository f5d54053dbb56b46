// One row a conversation, beside its session.
#include "adapters/sqlite/queue_contact_rows.hpp"

#include "adapters/sqlite/queue_rows.hpp"

namespace motcua::adapters {
namespace {

constexpr std::chrono::hours oldest_message{48};

TimePoint time_of(const intents::Envelope& envelope, TimePoint now) noexcept {
    const TimePoint sent(envelope.sent_at);
    return sent > now || sent < now - oldest_message ? now : sent;
}

}  // namespace

void create_contact_table(Database& database) {
    database.execute(
        "CREATE TABLE IF NOT EXISTS contact(conversation TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;"
        "CREATE INDEX IF NOT EXISTS contact_at ON contact(at);");
}

void note_contact(Database& database, const intents::Envelope& envelope, TimePoint now) {
    database
        .prepare("INSERT INTO contact VALUES(?,?) ON CONFLICT(conversation) DO UPDATE SET at=excluded.at "
                 "WHERE excluded.at > at")
        .bind(1, conversation_of(envelope)).bind(2, milliseconds_of(time_of(envelope, now))).run();
}

void forget_contact(Database& database, const intents::Envelope& envelope) {
    database.prepare("DELETE FROM contact WHERE conversation=?").bind(1, conversation_of(envelope)).run();
}

void purge_contacts(Database& database, TimePoint before) {
    database
        .prepare("DELETE FROM contact WHERE conversation IN (SELECT conversation FROM contact WHERE at < ? LIMIT 1000)")
        .bind(1, milliseconds_of(before)).run();
}

}  // namespace motcua::adapters
