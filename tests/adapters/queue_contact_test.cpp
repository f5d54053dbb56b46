// The table of when a citizen last wrote: what leaves it, and when.
#include <catch2/catch.hpp>

#include "adapters/sqlite/queue_contact_rows.hpp"
#include "tests/contract/times_and_bounds_contract.hpp"
#include "tests/support/temp_folder.hpp"

using namespace motcua;
using namespace motcua::tests;

TEST_CASE("the time goes with the citizen's other traces, and when no window can be open", "[queue]") {
    TempFolder folder;
    adapters::Database database(folder / "rows.db", adapters::Durability::normal);
    adapters::create_contact_table(database);
    const auto count = [&database] {
        auto read = database.prepare("SELECT count(*) FROM contact");
        read.step();
        return read.integer(0);
    };
    adapters::note_contact(database, event_at("a", "1", noon).envelope, noon);
    adapters::note_contact(database, event_at("b", "2", noon - 1h).envelope, noon);
    adapters::purge_contacts(database, noon - 30min);
    CHECK(count() == 1);
    adapters::forget_contact(database, citizen("b"));
    CHECK(count() == 1);
    adapters::forget_contact(database, citizen("a"));
    CHECK(count() == 0);
}
