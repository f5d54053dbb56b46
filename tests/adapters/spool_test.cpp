// SpoolingInbox: what is spooled, in which order it comes back, restarts and bounds.
#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <future>
#include <set>

#include "adapters/sqlite/spooling_desk.hpp"
#include "tests/adapters/spooled_queue.hpp"

using namespace motcua;
using namespace motcua::tests;
using adapters::QueueFault;
using adapters::SpoolingInbox;
using adapters::SpoolSettings;
using namespace std::chrono_literals;

TEST_CASE("what the remote cannot take is a success once it is in the file, and is handed over in order", "[queue][spool]") {
    Spooled spooled;
    spooled.way.set(Way::broken);
    CHECK(stored(*spooled.inbox, {event_from("a", "1", "a1")}) == 1);
    CHECK(stored(*spooled.inbox, {event_from("a", "2", "a2"), event_from("b", "3", "b1")}) == 2);
    CHECK(spooled.counts().away);
    CHECK(spooled.counts().waiting == 3);
    CHECK(spooled.inbox->depth().value().pending == 3);
    CHECK(spooled.answered().empty());
    spooled.way.set(Way::open);
    REQUIRE(spooled.drains());
    CHECK_FALSE(spooled.counts().away);
    CHECK(spooled.counts().spooled == 3);
    CHECK(soon([&] { return spooled.counts().drained == 3; }));
    const auto texts = spooled.answered();
    CHECK(std::set<std::string>(texts.begin(), texts.end()) == std::set<std::string>{"a1", "a2", "b1"});
    CHECK(std::find(texts.begin(), texts.end(), "a1") < std::find(texts.begin(), texts.end(), "a2"));
}

TEST_CASE("which failures are spooled and which are told", "[queue][spool]") {
    struct Row {
        const char* why;
        Way way;
        bool is_spooled;
        QueueFault told;
    };
    const auto row = GENERATE(values<Row>({
        {"nothing was stored", Way::broken, true, {}},
        {"nobody knows whether it was stored", Way::swallowed, true, {}},
        {"a remote that is full must slow the platform down", Way::crowded, false, QueueFault::overloaded},
        {"bad data is bad in the file too", Way::poisoned, false, QueueFault::bad_data},
    }));
    INFO(row.why);
    Spooled spooled;
    spooled.way.set(row.way);
    const auto receipt = append_now(*spooled.inbox, {event_from("a", "1")});
    CHECK(receipt.has_value() == row.is_spooled);
    CHECK(spooled.counts().spooled == (row.is_spooled ? 1U : 0U));
    if (!row.is_spooled) CHECK(receipt.error().fault == row.told);
}

TEST_CASE("an append of unknown outcome is handed over again and answered once", "[queue][spool]") {
    Spooled spooled;
    spooled.way.set(Way::swallowed);
    CHECK(stored(*spooled.inbox, {event_from("a", "1", "a1")}) == 1);
    CHECK(stored(*spooled.inbox, {event_from("a", "2", "a2")}) == 1);
    REQUIRE(soon([&] { return spooled.way.appends() > 4; }));  // stored over and over, each time without an answer
    spooled.way.set(Way::open);
    REQUIRE(spooled.drains());
    CHECK(spooled.answered() == std::vector<std::string>{"a1", "a2"});
}

TEST_CASE("later events of a citizen go behind those that are spooled, others do not wait", "[queue][spool]") {
    Spooled spooled;
    spooled.way.set(Way::broken);
    CHECK(stored(*spooled.inbox, {event_from("a", "1", "a1")}) == 1);
    // The way is open for b only: a's events cannot be handed over.
    spooled.way.play([](const auto& events) {
        return events.front().envelope.sender == "a" ? Way::crowded : Way::open;
    });
    CHECK(stored(*spooled.inbox, {event_from("a", "2", "a2")}) == 1);
    CHECK(spooled.counts().waiting == 2);
    CHECK(spooled.inbox->holds(citizen("a")));
    CHECK_FALSE(spooled.inbox->holds(citizen("b")));
    spooled.way.set(Way::open);
    REQUIRE(spooled.drains());
    CHECK(stored(*spooled.inbox, {event_from("a", "3", "a3")}) == 1);
    CHECK(spooled.counts().spooled == 2);
    CHECK(spooled.answered() == std::vector<std::string>{"a1", "a2", "a3"});
}

TEST_CASE("an event waits for an earlier one of its citizen whose outcome is open", "[queue][spool]") {
    const bool breaks = GENERATE(true, false);
    INFO((breaks ? "the first is spooled" : "the first arrives"));
    Spooled spooled;
    spooled.way.set(Way::held);
    std::promise<void> first;
    std::promise<void> second;
    spooled.inbox->append({event_from("a", "1", "a1")}, [&](auto receipt) { if (receipt) first.set_value(); });
    spooled.inbox->append({event_from("a", "2", "a2")}, [&](auto receipt) { if (receipt) second.set_value(); });
    CHECK(spooled.way.appends() == 1);
    CHECK(stored(*spooled.inbox, {}) == 0);  // of nobody: nothing to wait for
    spooled.way.set(breaks ? Way::broken : Way::open);
    REQUIRE(spooled.way.let_go(breaks ? Way::broken : Way::open));
    REQUIRE(first.get_future().wait_for(a_while) == std::future_status::ready);
    REQUIRE(second.get_future().wait_for(a_while) == std::future_status::ready);
    spooled.way.set(Way::open);
    REQUIRE(spooled.drains());
    CHECK(spooled.answered() == std::vector<std::string>{"a1", "a2"});
}

TEST_CASE("the spool outlives the process", "[queue][spool]") {
    Spooled spooled;
    spooled.way.set(Way::broken);
    CHECK(stored(*spooled.inbox, {event_from("a", "1", "a1"), event_from("a", "2", "a2")}) == 2);
    spooled.inbox.reset();
    spooled.start();
    CHECK(spooled.counts().waiting == 2);
    CHECK(spooled.inbox->holds(citizen("a")));
    CHECK(stored(*spooled.inbox, {event_from("a", "3", "a3")}) == 1);
    CHECK(stored(*spooled.inbox, {event_from("a", "1", "a1")}) == 0);  // asked again: it is in the file
    spooled.way.set(Way::open);
    REQUIRE(spooled.drains());
    CHECK(spooled.answered() == std::vector<std::string>{"a1", "a2", "a3"});
}

TEST_CASE("a refusal is spooled as a refusal, and no byte of what is answered stays in the file", "[queue][spool]") {
    Spooled spooled;
    spooled.way.set(Way::broken);
    const intents::Refusal refusal{"R2", intents::PolicyLabel::internal_document, intents::Notice::no_attachment};
    CHECK(stored(*spooled.inbox, {{citizen("c", "1"), tl::unexpected(refusal)}, event_from("c", "2", "kept-meanwhile")}) == 2);
    CHECK(spooled.folder.all_bytes().find("kept-meanwhile") != std::string::npos);
    spooled.way.set(Way::open);
    REQUIRE(spooled.drains());
    CHECK(spooled.answered() == std::vector<std::string>{"R2", "kept-meanwhile"});
    spooled.inbox.reset();
    // What a log of SQLite still holds goes with its last connection.
    std::ostringstream bytes;
    bytes << std::ifstream(spooled.folder / "spool.db", std::ios::binary).rdbuf();
    CHECK(bytes.str().find("kept-meanwhile") == std::string::npos);
}

TEST_CASE("a full spool refuses, and has room again when it was drained", "[queue][spool]") {
    Spooled spooled(brisk({.bound = 2}));
    spooled.way.set(Way::broken);
    CHECK(stored(*spooled.inbox, {event_from("a", "1"), event_from("a", "2")}) == 2);
    const auto refused = append_now(*spooled.inbox, {event_from("b", "3")});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fault == QueueFault::overloaded);
    CHECK(spooled.counts().refused == 1);
    CHECK(spooled.counts().waiting == 2);
    spooled.way.set(Way::open);
    REQUIRE(spooled.drains());
    CHECK(stored(*spooled.inbox, {event_from("b", "3")}) == 1);
}

TEST_CASE("events that wait for a silent remote are bounded", "[queue][spool]") {
    Spooled spooled(brisk({.waiting_bound = 1}));
    spooled.way.set(Way::held);
    std::atomic<int> ended{0};
    spooled.inbox->append({event_from("a", "1")}, [&](auto) { ++ended; });
    const auto refused = append_now(*spooled.inbox, {event_from("b", "2")});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fault == QueueFault::overloaded);
    REQUIRE(spooled.way.let_go(Way::open));
    CHECK(soon([&] { return ended == 1; }));
}

TEST_CASE("an event that the remote calls bad is put aside, and those behind it go on", "[queue][spool]") {
    Spooled spooled;
    spooled.way.set(Way::broken);
    CHECK(stored(*spooled.inbox, {event_from("a", "1", "a1"), event_from("a", "2", "bad"), event_from("a", "3", "a3")}) == 3);
    spooled.way.play([](const auto& events) {
        const auto is_bad = [](const auto& event) { return event.verdict->text() == "bad"; };
        return std::any_of(events.begin(), events.end(), is_bad) ? Way::poisoned : Way::open;
    });
    REQUIRE(spooled.drains());
    CHECK(spooled.counts().dead == 1);
    CHECK(spooled.inbox->depth().value().dead == 1);
    CHECK(spooled.answered() == std::vector<std::string>{"a1", "a3"});
}

TEST_CASE("the age of the oldest spooled event and each turn of the remote are told", "[queue][spool]") {
    adapters::TimePoint now = adapters::Clock::now();
    std::mutex mutex;
    std::vector<bool> turns;
    SpoolSettings settings = brisk();
    settings.now = [&] {
        const std::lock_guard lock(mutex);
        return now;
    };
    settings.turned = [&](bool away, const std::string&) {
        const std::lock_guard lock(mutex);
        turns.push_back(away);
    };
    Spooled spooled(settings);
    spooled.way.set(Way::broken);
    CHECK(spooled.counts().oldest == 0s);
    CHECK(stored(*spooled.inbox, {event_from("a", "1")}) == 1);
    {
        const std::lock_guard lock(mutex);
        now += 90s;
    }
    CHECK(spooled.counts().oldest == 90s);
    CHECK(spooled.inbox->depth().value().oldest == 90s);
    spooled.way.set(Way::open);
    REQUIRE(spooled.drains());
    const std::lock_guard lock(mutex);
    CHECK(turns == std::vector<bool>{true, false});
}

TEST_CASE("a note on a conversation whose messages are spooled is refused until they are handed over", "[queue][spool]") {
    Spooled spooled;
    adapters::SpoolingDesk desk(spooled.far.desk(), *spooled.inbox);
    const auto noted = [&](const std::string& sender) {
        std::promise<bool> promise;
        desk.note({{citizen(sender), adapters::DeskChange::erased}}, [&](auto result) { promise.set_value(result.has_value()); });
        return promise.get_future().get();
    };
    spooled.way.set(Way::broken);
    CHECK(stored(*spooled.inbox, {event_from("a", "1", "a1")}) == 1);
    CHECK_FALSE(noted("a"));
    CHECK(noted("b"));
    spooled.way.set(Way::open);
    REQUIRE(spooled.drains());
    CHECK(noted("a"));
    CHECK(spooled.answered().empty());
}

TEST_CASE("a spool file that cannot be used is named", "[queue][spool]") {
    TempFolder folder;
    folder.write("spool.db", std::string(8192, 'x'));
    adapters::SqliteQueue far(folder / "far.db", {});
    try {
        SpoolingInbox inbox(folder / "spool.db", far.inbox(), {});
        FAIL("it opened");
    } catch (const std::runtime_error& error) {
        CHECK(std::string(error.what()).find((folder / "spool.db").string()) != std::string::npos);
    }
}

