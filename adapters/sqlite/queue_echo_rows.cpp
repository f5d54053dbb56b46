// One row a part that an echo can tell of, or that may have arrived; it ends with the part.
#include "adapters/sqlite/queue_echo_rows.hpp"

#include "adapters/sqlite/queue_rows.hpp"

namespace motcua::adapters {

void create_echo_table(Database& database) {
    database.execute(
        "CREATE TABLE IF NOT EXISTS part_echo(part_id INTEGER PRIMARY KEY, reference TEXT NOT NULL DEFAULT '', "
        "unsure INTEGER NOT NULL DEFAULT 0);"
        "CREATE INDEX IF NOT EXISTS part_echo_reference ON part_echo(reference);");
}

void note_reference(Database& database, std::int64_t part, const std::string& reference) {
    if (reference.empty()) return;
    database.prepare("INSERT OR REPLACE INTO part_echo(part_id,reference) VALUES(?,?)").bind(1, part).bind(2, reference).run();
}

void forget_reference(Database& database, std::int64_t part) {
    database.prepare("DELETE FROM part_echo WHERE part_id=?").bind(1, part).run();
}

void count_unsure(Database& database, std::int64_t part) {
    database
        .prepare("INSERT INTO part_echo(part_id,unsure) VALUES(?,1) ON CONFLICT(part_id) DO UPDATE SET unsure=unsure+1")
        .bind(1, part).run();
}

void forgive_unsure(Database& database, std::int64_t part) {
    database.prepare("UPDATE part_echo SET unsure=0 WHERE part_id=?").bind(1, part).run();
}

std::optional<OpenPart> open_part(Database& database, const std::string& reference) {
    if (reference.empty()) return std::nullopt;
    auto read = database.prepare(
        "SELECT part.id,part.conversation FROM part_echo JOIN part ON part.id=part_id WHERE reference=? AND state<>1");
    read.bind(1, reference);
    if (!read.step()) return std::nullopt;
    return OpenPart{read.integer(0), read.text(1)};
}

bool mark_confirmed(Database& database, std::int64_t part, TimePoint now) {
    auto open = database.prepare("SELECT 1 FROM part WHERE id=? AND state<>1");
    open.bind(1, part);
    if (!open.step()) return false;
    mark_sent(database, part, "", now);
    return true;
}

void purge_echoes(Database& database) {
    database.execute(
        "DELETE FROM part_echo WHERE part_id IN (SELECT part_id FROM part_echo LEFT JOIN part ON part.id=part_id "
        "WHERE part.id IS NULL LIMIT 1000)");
}

}  // namespace motcua::adapters
