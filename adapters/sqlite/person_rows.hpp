// The table of who speaks in a conversation: the bot, a person, or nobody yet while a citizen waits for one.
#pragma once

#include <string>
#include <vector>

#include "adapters/human_desk.hpp"
#include "adapters/queue_rules.hpp"
#include "adapters/sqlite/database.hpp"

namespace motcua::adapters {

enum class PersonState { bot = 0, waiting = 1, agent = 2 };

/// Makes the table when it is missing. Throws SqliteError, like all below.
void create_person_table(Database& database);

/// Who speaks at `now`; a time that has run out is the bot's.
PersonState speaking(Database& database, const std::string& conversation, const PersonRules& rules, TimePoint now);
void begin_waiting(Database& database, const intents::Envelope& envelope, TimePoint now);
/// True when a person speaks from now on and did so at a time that has not run out.
bool note_speaker(Database& database, const DeskNote& note, const PersonRules& rules, TimePoint now);
std::vector<intents::Envelope> waited_in_vain(Database& database, const PersonRules& rules, TimePoint now, std::size_t limit);
/// False when it no longer waits since `envelope.sent_at`.
bool end_waiting(Database& database, const intents::Envelope& envelope);
void forget_person(Database& database, const std::string& conversation);
DeskCounts count_people(Database& database, const PersonRules& rules, TimePoint now);
void purge_people(Database& database, TimePoint before);

}  // namespace motcua::adapters
