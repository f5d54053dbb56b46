// What a citizen wrote leaves the store as soon as it is answered, or when the citizen asks for it.
#pragma once

#include <string>

#include "tests/contract/queue_under_test.hpp"

namespace motcua::tests {

// Long enough for pages of its own when repeated.
inline std::string canary(const std::string& name, int times = 1) {
    std::string text;
    for (int i = 0; i < times; ++i) text += "canary-" + name + "-khai-sinh ";
    return text;
}

/// What the platform's wish to delete, or an unfollow, comes to.
inline adapters::QueueResult<void> erase(const QueueUnderTest& queue, const intents::Envelope& envelope) {
    return note_now(*queue.desk, {{envelope, adapters::DeskChange::erased}});
}

/// Ends the queue: the one text is stored nowhere of it, the other is, so the search can find.
inline void check_stored(const QueueUnderTest& queue, const std::vector<std::string>& gone, const std::string& kept) {
    const std::string bytes = queue.close_and_read();
    for (const std::string& word : gone) {
        INFO(word);
        CHECK(bytes.find(word) == std::string::npos);
    }
    CHECK(bytes.find(kept) != std::string::npos);
}

inline void check_answered_words(const MakeQueue& make) {
    const QueueUnderTest queue = make({});
    std::vector<adapters::InboxEvent> events;
    for (int i = 0; i < 60; ++i) {
        events.push_back({citizen("sender-" + std::to_string(i % 7), "canary-id-" + std::to_string(i)),
                          admitted(canary("text", i % 3 == 0 ? 400 : 1), canary("payload"))});
    }
    REQUIRE(append_now(*queue.inbox, std::move(events)));
    for (int i = 0; i < 60; ++i) {
        REQUIRE(queue.inbox->complete(take_now(*queue.inbox), {{{canary("reply", 50)}}, "session", "answered"}));
    }
    for (int i = 0; i < 60; ++i) REQUIRE(queue.outbox->sent(take_now(*queue.outbox), "p"));
    check_stored(queue, {"canary-text", "canary-payload", "canary-reply", "canary-id"}, "session");
}

inline void check_erased_words(const MakeQueue& make) {
    const QueueUnderTest queue = make({});
    answer_with(queue, "a", "1", {});
    answer_with(queue, "b", "2", {});
    REQUIRE(append_now(*queue.inbox, {event_from("a", "3", canary("of-a")), event_from("b", "4", canary("of-b"))}));
    REQUIRE(erase(queue, citizen("a")));
    CHECK(queue.inbox->depth().value().pending == 1);
    const auto of_b = take_now(*queue.inbox);
    CHECK(of_b.event.verdict->text() == canary("of-b"));
    CHECK(of_b.session == "session of b");
    CHECK(nothing_to_take(*queue.inbox));
    REQUIRE(append_now(*queue.inbox, {event_from("a", "5")}));
    CHECK(take_now(*queue.inbox).session.empty());
    check_stored(queue, {"canary-of-a", "session of a"}, "canary-of-b");
}

inline void check_erased_replies(const MakeQueue& make) {
    const QueueUnderTest queue = make({});
    answer_with(queue, "a", "1", {canary("one"), canary("two")});
    answer_with(queue, "b", "2", {canary("three")});
    REQUIRE(queue.outbox->dead(take_now(*queue.outbox), "gone"));
    answer_with(queue, "a", "3", {canary("four")});
    REQUIRE(erase(queue, citizen("a")));
    CHECK(queue.inbox->depth().value().outgoing == 1);
    CHECK(take_now(*queue.outbox).part.body == canary("three"));
    CHECK(nothing_to_take(*queue.outbox));
    CHECK(queue.inbox->depth().value().dead == 0);
    check_stored(queue, {"canary-one", "canary-two", "canary-four"}, "canary-three");
}

inline void check_erased_meanwhile(const MakeQueue& make) {
    const QueueUnderTest queue = make({});
    answer_with(queue, "sender-b", "0", {});
    REQUIRE(append_now(*queue.inbox, {event_from("sender-a", "1", canary("of-a"))}));
    const auto taken = take_now(*queue.inbox);
    REQUIRE(erase(queue, citizen("sender-a")));
    CHECK(queue.inbox->complete(taken, {{{canary("reply")}}, canary("session"), "answered"}));
    CHECK(nothing_to_take(*queue.outbox));
    CHECK(nothing_to_take(*queue.inbox));
    CHECK(queue.inbox->depth().value().pending == 0);
    check_stored(queue, {"canary-of-a", "canary-reply", "canary-session", "sender-a"}, "session of sender-b");
}

inline void check_asked_for_deletion(const MakeQueue& make) {
    const QueueUnderTest queue = make({});
    answer_with(queue, "sender-a", "1", {canary("old-reply")});
    answer_with(queue, "sender-b", "2", {});
    REQUIRE(append_now(*queue.inbox, {event_from("sender-a", "3"), event_from("sender-a", "4", canary("later"))}));
    adapters::Completion completion{{{"notice"}}, "", "notice"};
    completion.erases = true;
    REQUIRE(queue.inbox->complete(take_now(*queue.inbox), completion));
    const auto notice = take_now(*queue.outbox);
    CHECK(notice.part.body == "notice");
    REQUIRE(queue.outbox->sent(notice, "p"));
    CHECK(nothing_to_take(*queue.outbox));
    CHECK(nothing_to_take(*queue.inbox));
    check_stored(queue, {"canary-old-reply", "canary-later", "session of sender-a", "sender-a"}, "session of sender-b");
}

/// Runs all promises over queues of `make`; call it from one TEST_CASE.
inline void check_erasure(const std::string& name, const MakeQueue& make) {
    INFO("queue " << name);
    SECTION("after an event is answered its words are in no byte of the store") { check_answered_words(make); }
    SECTION("erase takes the waiting words and the session of one citizen, of nobody else") { check_erased_words(make); }
    SECTION("erase takes the replies that wait for the citizen too") { check_erased_replies(make); }
    SECTION("an event that is being answered when its citizen is erased ends without a reply and a session") { check_erased_meanwhile(make); }
    SECTION("a citizen who asks for deletion gets the notice, and what waited goes with the event") { check_asked_for_deletion(make); }
}

}  // namespace motcua::tests
