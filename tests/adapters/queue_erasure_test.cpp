// What a citizen wrote leaves the file as soon as it is answered, or when the citizen asks for it.
#include <catch2/catch.hpp>

#include "adapters/sqlite/sqlite_queue.hpp"
#include "tests/contract/queue_under_test.hpp"
#include "tests/support/temp_folder.hpp"

using namespace motcua;
using namespace motcua::tests;
using adapters::SqliteQueue;

namespace {

// Long enough for overflow pages when repeated.
std::string canary(const std::string& name, int times = 1) {
    std::string text;
    for (int i = 0; i < times; ++i) text += "canary-" + name + "-khai-sinh ";
    return text;
}

/// What the platform's wish to delete, or an unfollow, comes to.
adapters::QueueResult<void> erase(SqliteQueue& queue, const intents::Envelope& envelope) {
    std::promise<adapters::QueueResult<void>> promise;
    queue.desk().note({{envelope, adapters::DeskChange::erased}}, [&promise](auto result) { promise.set_value(result); });
    return promise.get_future().get();
}

bool found(const TempFolder& folder, const std::string& needle) {
    return folder.all_bytes().find(needle) != std::string::npos;
}

}  // namespace

TEST_CASE("after an event is answered its words are in no byte of the file", "[queue]") {
    TempFolder folder;
    {
        SqliteQueue queue(folder / "queue.db", {});
        std::vector<adapters::InboxEvent> events;
        for (int i = 0; i < 60; ++i) {
            events.push_back({citizen("sender-" + std::to_string(i % 7), "canary-id-" + std::to_string(i)),
                              admitted(canary("text", i % 3 == 0 ? 400 : 1), canary("payload"))});
        }
        REQUIRE(append_now(queue.inbox(), std::move(events)));
        CHECK(found(folder, "canary-text"));  // it was there: the search can find it
        for (int i = 0; i < 60; ++i) {
            REQUIRE(queue.inbox().complete(take_now(queue.inbox()), {{{canary("reply", 50)}}, "session", "answered"}));
        }
        for (int i = 0; i < 60; ++i) REQUIRE(queue.outbox().sent(take_now(queue.outbox()), "p"));
    }  // the last connection writes the log back and removes it
    CHECK_FALSE(std::filesystem::exists(folder / "queue.db-wal"));
    for (const char* word : {"canary-text", "canary-payload", "canary-reply", "canary-id"}) {
        INFO(word);
        CHECK_FALSE(found(folder, word));
    }
    CHECK(found(folder, "session"));
}

TEST_CASE("erase takes the waiting words and the session of one citizen, of nobody else", "[queue]") {
    TempFolder folder;
    {
        SqliteQueue queue(folder / "queue.db", {});
        const QueueUnderTest view{nullptr, &queue.inbox(), &queue.outbox()};
        answer_with(view, "a", "1", {});
        answer_with(view, "b", "2", {});
        REQUIRE(append_now(queue.inbox(), {event_from("a", "3", canary("of-a")), event_from("b", "4", canary("of-b"))}));
        REQUIRE(erase(queue, citizen("a")));
        CHECK(queue.inbox().depth().value().pending == 1);
        const auto of_b = take_now(queue.inbox());
        CHECK(of_b.event.verdict->text() == canary("of-b"));
        CHECK(of_b.session == "session of b");
        CHECK(nothing_to_take(queue.inbox()));
        REQUIRE(append_now(queue.inbox(), {event_from("a", "5")}));
        CHECK(take_now(queue.inbox()).session.empty());
    }
    CHECK_FALSE(found(folder, "canary-of-a"));
    CHECK_FALSE(found(folder, "session of a"));
    CHECK(found(folder, "canary-of-b"));
}

TEST_CASE("erase takes the replies that wait for the citizen too", "[queue]") {
    TempFolder folder;
    {
        SqliteQueue queue(folder / "queue.db", {});
        const QueueUnderTest view{nullptr, &queue.inbox(), &queue.outbox()};
        answer_with(view, "a", "1", {canary("one"), canary("two")});
        answer_with(view, "b", "2", {canary("three")});
        REQUIRE(queue.outbox().dead(take_now(queue.outbox()), "gone"));
        answer_with(view, "a", "3", {canary("four")});
        REQUIRE(erase(queue, citizen("a")));
        CHECK(queue.inbox().depth().value().outgoing == 1);
        CHECK(take_now(queue.outbox()).part.body == canary("three"));
        CHECK(nothing_to_take(queue.outbox()));
        CHECK(queue.inbox().depth().value().dead == 0);
    }
    for (const char* word : {"canary-one", "canary-two", "canary-four"}) {
        INFO(word);
        CHECK_FALSE(found(folder, word));
    }
}

TEST_CASE("an event that is being answered when its citizen is erased ends without a reply and a session", "[queue]") {
    TempFolder folder;
    {
        SqliteQueue queue(folder / "queue.db", {});
        REQUIRE(append_now(queue.inbox(), {event_from("sender-a", "1", canary("of-a"))}));
        const auto taken = take_now(queue.inbox());
        REQUIRE(erase(queue, citizen("sender-a")));
        CHECK(queue.inbox().complete(taken, {{{canary("reply")}}, canary("session"), "answered"}));
        CHECK(nothing_to_take(queue.outbox()));
        CHECK(nothing_to_take(queue.inbox()));
        CHECK(queue.inbox().depth().value().pending == 0);
    }
    for (const char* word : {"canary-of-a", "canary-reply", "canary-session", "sender-a"}) {
        INFO(word);
        CHECK_FALSE(found(folder, word));
    }
}

TEST_CASE("a citizen who asks for deletion gets the notice, and what waited goes with the event", "[queue]") {
    TempFolder folder;
    {
        SqliteQueue queue(folder / "queue.db", {});
        const QueueUnderTest view{nullptr, &queue.inbox(), &queue.outbox()};
        answer_with(view, "sender-a", "1", {canary("old-reply")});
        answer_with(view, "sender-b", "2", {});
        REQUIRE(append_now(queue.inbox(), {event_from("sender-a", "3"), event_from("sender-a", "4", canary("later"))}));
        adapters::Completion completion{{{"notice"}}, "", "notice"};
        completion.erases = true;
        REQUIRE(queue.inbox().complete(take_now(queue.inbox()), completion));
        const auto notice = take_now(queue.outbox());
        CHECK(notice.part.body == "notice");
        REQUIRE(queue.outbox().sent(notice, "p"));
        CHECK(nothing_to_take(queue.outbox()));
        CHECK(nothing_to_take(queue.inbox()));
    }
    for (const char* word : {"canary-old-reply", "canary-later", "session of sender-a", "sender-a"}) {
        INFO(word);
        CHECK_FALSE(found(folder, word));
    }
    CHECK(found(folder, "session of sender-b"));
}
