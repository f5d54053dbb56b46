// When each citizen last wrote: the clock of the platforms' messaging windows. A time, no text.
#pragma once

#include "adapters/event_inbox.hpp"
#include "adapters/sqlite/database.hpp"

namespace motcua::adapters {

/// Makes the table when it is missing. Throws SqliteError, as all of these do.
void create_contact_table(Database& database);

/// The time that the platform gives the message; `now` when that lies in the future or more than 48 h back, which no
/// platform's second try does: then a clock is wrong. An older message that comes late turns nothing back.
void note_contact(Database& database, const intents::Envelope& envelope, TimePoint now);
void forget_contact(Database& database, const intents::Envelope& envelope);
/// At most a thousand of those who wrote before.
void purge_contacts(Database& database, TimePoint before);

}  // namespace motcua::adapters
