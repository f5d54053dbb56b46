// The promises of the port EventInbox: the suite that every durable queue must pass.
#pragma once

#include <string>

#include "tests/contract/queue_under_test.hpp"

namespace motcua::tests {

inline void check_that_events_come_back_whole(adapters::EventInbox& inbox) {
    auto masked = intents::AdmittedMessage::restored("số của tôi là [CCCD] \xf0\x9f\x99\x8f", "#m:p:1.001193:fee",
                                                     intents::PolicyLabel::personal_data, intents::PolicyAction::redact,
                                                     intents::Notice::rights_access, "P1");
    REQUIRE(append_now(inbox, {{citizen("c", "m-1"), masked}}).value().stored == 1);
    const auto taken = take_now(inbox);
    REQUIRE(taken.event.verdict);
    CHECK(taken.event.verdict->text() == masked.text());
    CHECK(taken.event.verdict->payload() == masked.payload());
    CHECK(taken.event.verdict->label() == masked.label());
    CHECK(taken.event.verdict->action() == masked.action());
    CHECK(taken.event.verdict->notice() == masked.notice());
    CHECK(taken.event.verdict->rule() == "P1");
    const intents::Envelope& envelope = taken.event.envelope;
    CHECK(envelope.channel == intents::ChannelKind::zalo);
    CHECK(envelope.account == "oa-1");
    CHECK(envelope.sender == "c");
    CHECK(envelope.message_id == "m-1");
    CHECK(envelope.sent_at == citizen("c").sent_at);
    CHECK(taken.attempt == 1);
    CHECK(taken.session.empty());
}

inline void check_that_a_refusal_stays_a_refusal(adapters::EventInbox& inbox) {
    const intents::Refusal refusal{"R2", intents::PolicyLabel::internal_document, intents::Notice::no_attachment};
    REQUIRE(append_now(inbox, {{citizen("c"), tl::unexpected(refusal)}}).value().stored == 1);
    const auto taken = take_now(inbox);
    REQUIRE_FALSE(taken.event.verdict);
    CHECK(taken.event.verdict.error().rule == "R2");
    CHECK(taken.event.verdict.error().label == intents::PolicyLabel::internal_document);
    CHECK(taken.event.verdict.error().notice == intents::Notice::no_attachment);
}

inline void check_duplicates(adapters::EventInbox& inbox) {
    const auto first = append_now(inbox, {event_from("a", "1"), event_from("a", "1"), event_from("a", "2")}).value();
    CHECK(first.stored == 2);
    CHECK(first.duplicate == 1);
    const auto again = append_now(inbox, {event_from("a", "2"), event_from("a", "1")}).value();
    CHECK(again.stored == 0);
    CHECK(again.duplicate == 2);
    adapters::InboxEvent other_account = event_from("a", "1");
    other_account.envelope.account = "oa-2";
    adapters::InboxEvent other_channel = event_from("a", "1");
    other_channel.envelope.channel = intents::ChannelKind::messenger;
    CHECK(append_now(inbox, {other_account, other_channel}).value().stored == 2);
    CHECK(inbox.depth().value().pending == 4);
    // An answered event is a duplicate too.
    REQUIRE(inbox.complete(take_now(inbox), {}));
    CHECK(append_now(inbox, {event_from("a", "1")}).value().stored == 0);
}

inline void check_order_and_loans(adapters::EventInbox& inbox) {
    REQUIRE(append_now(inbox, {event_from("a", "1", "a1"), event_from("a", "2", "a2"), event_from("b", "3", "b1")}));
    const auto a1 = take_now(inbox);
    const auto b1 = take_now(inbox);
    CHECK(a1.event.verdict->text() == "a1");
    CHECK(b1.event.verdict->text() == "b1");
    CHECK(nothing_to_take(inbox));  // a2 waits for a1
    REQUIRE(inbox.complete(a1, {{}, "after a1", "answered"}));
    const auto a2 = take_now(inbox);
    CHECK(a2.event.verdict->text() == "a2");
    CHECK(a2.session == "after a1");
    CHECK(a2.id > a1.id);
    CHECK_FALSE(inbox.complete(a1, {}));  // its loan has ended
    REQUIRE(inbox.complete(b1, {}));
    REQUIRE(inbox.complete(a2, {}));
    CHECK(inbox.depth().value().pending == 0);
}

inline void check_release(const QueueUnderTest& queue) {
    adapters::EventInbox& inbox = *queue.inbox;
    REQUIRE(append_now(inbox, {event_from("a", "1", "poison"), event_from("a", "2", "next")}));
    for (int loan = 1; loan <= 5; ++loan) {
        const auto taken = take_now(inbox);
        CHECK(taken.event.verdict->text() == "poison");
        CHECK(taken.attempt == loan);
        REQUIRE(inbox.release(taken, no_wait, "exception"));
    }
    const auto next = take_now(inbox);
    CHECK(next.event.verdict->text() == "next");
    CHECK(next.attempt == 1);
    const auto dead = queue.outbox->dead_letters(10).value();
    REQUIRE(dead.size() == 1);
    CHECK(dead[0].kind == "event");
    CHECK(dead[0].reason == "exception");
    CHECK(dead[0].attempts == 5);
    CHECK(inbox.depth().value().dead == 1);
    REQUIRE(inbox.complete(next, {}));
    CHECK(queue.outbox->redrive({}).value() == 1);
    const auto again = take_now(inbox);
    CHECK(again.event.verdict->text() == "poison");
    CHECK(again.attempt == 1);
}

inline void check_delay(adapters::EventInbox& inbox) {
    REQUIRE(append_now(inbox, {event_from("a", "1"), event_from("a", "2")}));
    REQUIRE(inbox.release(take_now(inbox), std::chrono::hours(1), "later"));
    CHECK(nothing_to_take(inbox));  // the second waits behind the first
    REQUIRE(append_now(inbox, {event_from("b", "3", "b1")}));
    CHECK(take_now(inbox).event.verdict->text() == "b1");
}

/// Runs all promises over queues of `make`; call it from one TEST_CASE.
inline void check_event_inbox(const std::string& name, const MakeQueue& make) {
    INFO("queue " << name);
    const QueueUnderTest queue = make({});
    SECTION("an event comes back as it was given") { check_that_events_come_back_whole(*queue.inbox); }
    SECTION("a refusal stays a refusal") { check_that_a_refusal_stays_a_refusal(*queue.inbox); }
    SECTION("a message id is stored once") { check_duplicates(*queue.inbox); }
    SECTION("one citizen's events come one after the other") { check_order_and_loans(*queue.inbox); }
    SECTION("five loans make a dead letter, and the next event goes on") { check_release(queue); }
    SECTION("a released event comes no sooner than its delay") { check_delay(*queue.inbox); }
}

}  // namespace motcua::tests
