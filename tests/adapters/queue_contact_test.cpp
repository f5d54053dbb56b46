// When a citizen last wrote: kept over restarts, without a word of what was written, as long as a window may last.
#include <catch2/catch.hpp>

#include "adapters/sqlite/queue_contact_rows.hpp"
#include "adapters/sqlite/queue_rows.hpp"
#include "adapters/sqlite/sqlite_queue.hpp"
#include "tests/contract/queue_under_test.hpp"
#include "tests/support/temp_folder.hpp"

using namespace motcua;
using namespace motcua::tests;
using adapters::SqliteQueue;
using adapters::TimePoint;
using namespace std::chrono_literals;

namespace {

const TimePoint noon(std::chrono::hours(490'000));

adapters::InboxEvent event_at(const std::string& sender, const std::string& message_id, TimePoint at) {
    auto event = event_from(sender, message_id);
    event.envelope.sent_at = std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch());
    return event;
}

void answer(SqliteQueue& queue, const adapters::InboxEvent& event) {
    REQUIRE(append_now(queue.inbox(), {event}).value().stored == 1);
    REQUIRE(queue.inbox().complete(take_now(queue.inbox()), {{{"reply", {}}}, "session", "answered"}));
}

}  // namespace

TEST_CASE("a part tells when its citizen last wrote, also after a restart", "[queue]") {
    TempFolder folder;
    const adapters::QueueSettings settings{.now = [] { return noon; }};
    {
        SqliteQueue queue(folder / "queue.db", settings);
        answer(queue, event_at("a", "1", noon - 3h));
        answer(queue, event_at("b", "2", noon - 9h));
    }
    SqliteQueue queue(folder / "queue.db", settings);
    CHECK(take_now(queue.outbox()).last_inbound == noon - 3h);
    const auto of_b = take_now(queue.outbox());
    CHECK(of_b.last_inbound == noon - 9h);
    // A new message opens the window of what still waits.
    REQUIRE(append_now(queue.inbox(), {event_at("b", "3", noon - 1min)}));
    REQUIRE(queue.outbox().retry(of_b, 0ms, "busy"));
    CHECK(take_now(queue.outbox()).last_inbound == noon - 1min);
}

TEST_CASE("the platform's time counts as far as it can be true", "[queue]") {
    struct Row {
        const char* why;
        TimePoint first;
        TimePoint second;
        TimePoint noted;
    };
    const auto row = GENERATE(values<Row>({
        {"as the platform says", noon - 2h, noon - 1h, noon - 1h},
        {"an older message that comes late", noon - 1h, noon - 2h, noon - 1h},
        {"no time was given", noon - 1h, TimePoint{}, noon},
        {"a clock in the future", noon - 1h, noon + 100h, noon},
        {"older than any second try of a platform: a wrong clock", noon - 1h, noon - 49h, noon},
        {"the oldest that is believed", noon - 48h, noon - 48h, noon - 48h},
    }));
    INFO(row.why);
    TempFolder folder;
    SqliteQueue queue(folder / "queue.db", {.now = [] { return noon; }});
    answer(queue, event_at("a", "1", row.first));
    REQUIRE(append_now(queue.inbox(), {event_at("a", "2", row.second)}));
    CHECK(take_now(queue.outbox()).last_inbound == row.noted);
}

TEST_CASE("a message that is only delivered again moves no window", "[queue]") {
    TempFolder folder;
    TimePoint now = noon;
    SqliteQueue queue(folder / "queue.db", {.now = [&now] { return now; }});
    answer(queue, event_at("a", "1", {}));
    now += 30h;
    REQUIRE(append_now(queue.inbox(), {event_at("a", "1", {})}).value().duplicate == 1);
    CHECK(take_now(queue.outbox()).last_inbound == noon);
}

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

TEST_CASE("replies that wait count against what may be taken in", "[queue]") {
    TempFolder folder;
    SqliteQueue queue(folder / "queue.db", {.pending_bound = 2});
    answer(queue, event_from("a", "1"));
    answer(queue, event_from("b", "2"));
    const auto refused = append_now(queue.inbox(), {event_from("c", "3")});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fault == adapters::QueueFault::overloaded);
    REQUIRE(queue.outbox().sent(take_now(queue.outbox()), "p"));
    CHECK(append_now(queue.inbox(), {event_from("c", "3")}));
}
