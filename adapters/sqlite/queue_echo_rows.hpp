// What tells that a part arrived although its call had no answer: its reference, and how often that may be so.
#pragma once

#include <optional>
#include <string>

#include "adapters/event_inbox.hpp"
#include "adapters/sqlite/database.hpp"

namespace motcua::adapters {

/// Makes the table when it is missing. Throws SqliteError, as all of these do.
void create_echo_table(Database& database);

/// Nothing is noted when the reference is empty.
void note_reference(Database& database, std::int64_t part, const std::string& reference);
void forget_reference(Database& database, std::int64_t part);
/// One more try of the part may have arrived.
void count_unsure(Database& database, std::int64_t part);
/// The part begins anew.
void forgive_unsure(Database& database, std::int64_t part);

struct OpenPart {
    std::int64_t id = 0;
    std::string conversation;
};
/// The part that waits or was given up under this reference.
std::optional<OpenPart> open_part(Database& database, const std::string& reference);
/// It was sent. False when it was not open any more.
bool mark_confirmed(Database& database, std::int64_t part, TimePoint now);

/// At most a thousand rows whose part is gone.
void purge_echoes(Database& database);

}  // namespace motcua::adapters
