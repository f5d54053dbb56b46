// The rows of outgoing parts, dead letters, and what is purged.
#include <fmt/format.h>

#include "adapters/sqlite/queue_contact_rows.hpp"
#include "adapters/sqlite/queue_echo_rows.hpp"
#include "adapters/sqlite/queue_rows.hpp"

namespace motcua::adapters {
namespace {

std::vector<WaitingRow> rows_of(Statement& read) {
    std::vector<WaitingRow> rows;
    while (read.step()) rows.push_back({read.text(0), read.integer(1), read.integer(2)});
    return rows;
}

/// Dead rows of a table, back to waiting; one or all.
std::vector<WaitingRow> revived_from(Database& database, const std::string& table, std::optional<std::int64_t> id) {
    const std::string which = id ? " AND id=?" : "";
    auto read = database.prepare(fmt::format("SELECT conversation,id,0 FROM {} WHERE state=2{} ORDER BY id", table, which));
    if (id) read.bind(1, *id);
    std::vector<WaitingRow> rows = rows_of(read);
    auto write = database.prepare(fmt::format("UPDATE {} SET state=0, attempts=0, reason='' WHERE id=?", table));
    for (const WaitingRow& row : rows) write.bind(1, row.id).run();
    if (table == "part") {
        for (const WaitingRow& row : rows) forgive_unsure(database, row.id);
    }
    return rows;
}

void append(std::vector<WaitingRow>& to, std::vector<WaitingRow> rows) {
    to.insert(to.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
}

}  // namespace

std::vector<std::int64_t> insert_parts(Database& database, std::int64_t event, const intents::Envelope& envelope,
                                       const std::vector<OutgoingPart>& parts, TimePoint now) {
    std::vector<std::int64_t> ids;
    auto insert = database.prepare(
        "INSERT INTO part(event_id,conversation,channel,account,sender,message_id,body,created_at) VALUES(?,?,?,?,?,?,?,?)");
    for (const OutgoingPart& part : parts) {
        insert.bind(1, event).bind(2, conversation_of(envelope)).bind(3, intents::name_of(envelope.channel));
        insert.bind(4, envelope.account).bind(5, envelope.sender).bind(6, envelope.message_id).bind(7, part.body);
        insert.bind(8, milliseconds_of(now)).run();
        ids.push_back(database.last_row_id());
        note_reference(database, ids.back(), part.reference);
    }
    return ids;
}

std::vector<std::int64_t> insert_own_parts(Database& database, const intents::Envelope& envelope,
                                           const std::vector<OutgoingPart>& parts, TimePoint now) {
    std::vector<std::int64_t> ids;
    for (const OutgoingPart& part : parts) {
        // A part belongs to an event, and dies with those after it of the same one: each gets an ended one of its own.
        database
            .prepare("INSERT INTO event(conversation,channel,account,sender,message_id,sent_at,admitted,text,payload,label,"
                     "action,notice,rule,received_at,state,outcome,ended_at) VALUES('',?,?,'','',0,1,'','',0,0,'','',?,1,"
                     "'nobody_came',?)")
            .bind(1, intents::name_of(envelope.channel)).bind(2, envelope.account)
            .bind(3, milliseconds_of(now)).bind(4, milliseconds_of(now)).run();
        const auto inserted = insert_parts(database, database.last_row_id(), envelope, {part}, now);
        ids.insert(ids.end(), inserted.begin(), inserted.end());
    }
    return ids;
}

std::vector<std::int64_t> drop_parts(Database& database, const std::string& conversation) {
    auto read = database.prepare("SELECT id FROM part WHERE conversation=? AND state=0 ORDER BY id");
    read.bind(1, conversation);
    std::vector<std::int64_t> ids;
    while (read.step()) ids.push_back(read.integer(0));
    if (!ids.empty()) database.prepare("DELETE FROM part WHERE conversation=? AND state=0").bind(1, conversation).run();
    return ids;
}

std::optional<TakenPart> read_part(Database& database, std::int64_t id) {
    auto read = database.prepare(
        "SELECT channel,account,sender,message_id,body,attempts,created_at,reference,unsure,contact.at FROM part "
        "LEFT JOIN part_echo ON part_echo.part_id=part.id LEFT JOIN contact USING(conversation) WHERE id=? AND state=0");
    read.bind(1, id);
    if (!read.step()) return std::nullopt;
    TakenPart taken;
    taken.id = id;
    taken.envelope.channel = intents::channel_from(read.view(0)).value_or(intents::ChannelKind::web);
    taken.envelope.account = read.text(1);
    taken.envelope.sender = read.text(2);
    taken.envelope.message_id = read.text(3);
    taken.part.body = read.text(4);
    taken.attempt = static_cast<int>(read.integer(5)) + 1;
    taken.created_at = time_from(read.integer(6));
    taken.part.reference = read.text(7);
    taken.unsure = static_cast<int>(read.integer(8));
    taken.last_inbound = time_from(read.integer(9));
    return taken;
}

void mark_sent(Database& database, std::int64_t id, const std::string& platform_id, TimePoint now) {
    database
        .prepare("UPDATE part SET state=1, body='', sender='', conversation='', message_id='', platform_id=?, ended_at=? "
                 "WHERE id=?")
        .bind(1, platform_id).bind(2, milliseconds_of(now)).bind(3, id).run();
    forget_reference(database, id);
}

void mark_retry(Database& database, std::int64_t id, TimePoint due, const std::string& reason) {
    database.prepare("UPDATE part SET attempts=attempts+1, due_at=?, reason=? WHERE id=? AND state=0")
        .bind(1, milliseconds_of(due)).bind(2, reason).bind(3, id).run();
}

std::vector<std::int64_t> kill_parts(Database& database, std::int64_t id, const std::string& reason, TimePoint now) {
    auto read = database.prepare(
        // Of a part that an echo has confirmed meanwhile nothing is killed.
        "SELECT id FROM part WHERE state=0 AND id>=? AND event_id=(SELECT event_id FROM part WHERE id=? AND state=0) ORDER BY id");
    read.bind(1, id).bind(2, id);
    std::vector<std::int64_t> ids;
    while (read.step()) ids.push_back(read.integer(0));
    auto write = database.prepare("UPDATE part SET state=2, reason=?, ended_at=? WHERE id=?");
    for (const std::int64_t dead : ids) write.bind(1, reason).bind(2, milliseconds_of(now)).bind(3, dead).run();
    return ids;
}

std::vector<WaitingRow> waiting_events(Database& database) {
    auto read = database.prepare("SELECT conversation,id,0 FROM event WHERE state=0 ORDER BY id");
    return rows_of(read);
}

std::vector<WaitingRow> waiting_parts(Database& database) {
    auto read = database.prepare("SELECT conversation,id,due_at FROM part WHERE state=0 ORDER BY id");
    return rows_of(read);
}

std::vector<DeadLetter> dead_letters(Database& database, std::size_t limit) {
    auto read = database.prepare(
        "SELECT -id,'event',channel,account,reason,attempts,ended_at FROM event WHERE state=2 UNION ALL "
        "SELECT id,'part',channel,account,reason,attempts,ended_at FROM part WHERE state=2 ORDER BY ended_at LIMIT ?");
    read.bind(1, static_cast<std::int64_t>(limit));
    std::vector<DeadLetter> letters;
    while (read.step()) {
        letters.push_back({read.integer(0), read.text(1), read.text(2), read.text(3), read.text(4),
                           static_cast<int>(read.integer(5)), time_from(read.integer(6))});
    }
    return letters;
}

std::size_t count_dead(Database& database) {
    auto read = database.prepare("SELECT (SELECT count(*) FROM event WHERE state=2)+(SELECT count(*) FROM part WHERE state=2)");
    return read.step() ? static_cast<std::size_t>(read.integer(0)) : 0;
}

Revived revive(Database& database, const std::vector<std::int64_t>& ids) {
    Revived revived;
    if (ids.empty()) {
        append(revived.events, revived_from(database, "event", std::nullopt));
        append(revived.parts, revived_from(database, "part", std::nullopt));
    }
    for (const std::int64_t id : ids) {
        if (id < 0) append(revived.events, revived_from(database, "event", -id));
        if (id > 0) append(revived.parts, revived_from(database, "part", id));
    }
    return revived;
}

void purge(Database& database, TimePoint before) {
    const std::int64_t limit = milliseconds_of(before);
    for (const char* sql :
         {"DELETE FROM seen WHERE key IN (SELECT key FROM seen WHERE at < ? LIMIT 1000)",
          "DELETE FROM event WHERE id IN (SELECT id FROM event WHERE state=1 AND ended_at < ? LIMIT 1000)",
          "DELETE FROM part WHERE id IN (SELECT id FROM part WHERE state=1 AND ended_at < ? LIMIT 1000)"}) {
        database.prepare(sql).bind(1, limit).run();
    }
    purge_people(database, before);
}

ErasedRows erase_conversation(Database& database, const intents::Envelope& envelope, TimePoint now) {
    const std::string conversation = conversation_of(envelope);
    ErasedRows erased;
    auto read = database.prepare("SELECT id FROM event WHERE conversation=? AND state=0");
    read.bind(1, conversation);
    while (read.step()) erased.events.push_back(read.integer(0));
    erased.parts = drop_parts(database, conversation);
    database.prepare("DELETE FROM session WHERE conversation=?").bind(1, conversation).run();
    forget_contact(database, envelope);
    // The rows stay for a while as ended ones without person and words: one of them may be on loan.
    database
        .prepare("UPDATE event SET state=1, text='', payload='', sender='', conversation='', message_id='', outcome='erased', "
                 "ended_at=? WHERE conversation=?")
        .bind(1, milliseconds_of(now)).bind(2, conversation).run();
    database.prepare("DELETE FROM part WHERE conversation=?").bind(1, conversation).run();
    return erased;
}

}  // namespace motcua::adapters
