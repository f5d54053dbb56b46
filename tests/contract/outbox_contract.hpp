// The promises of the port Outbox: the suite that every durable queue of replies must pass.
#pragma once

#include <string>

#include "tests/contract/queue_under_test.hpp"

namespace motcua::tests {

inline void check_parts_in_order(const QueueUnderTest& queue) {
    answer_with(queue, "a", "1", {"a1.1", "a1.2"});
    answer_with(queue, "a", "2", {"a2.1"});
    answer_with(queue, "b", "3", {"b1.1"});
    adapters::Outbox& outbox = *queue.outbox;
    const auto first = take_now(outbox);
    const auto other = take_now(outbox);
    CHECK(first.part.body == "a1.1");
    CHECK(first.envelope.sender == "a");
    CHECK(first.envelope.account == "oa-1");
    CHECK(first.envelope.channel == intents::ChannelKind::zalo);
    CHECK(first.attempt == 1);
    CHECK(other.part.body == "b1.1");
    CHECK(nothing_to_take(outbox));
    CHECK(queue.inbox->depth().value().outgoing == 4);
    REQUIRE(outbox.sent(first, "p-1"));
    const auto second = take_now(outbox);
    CHECK(second.part.body == "a1.2");
    REQUIRE(outbox.sent(second, "p-2"));
    CHECK(take_now(outbox).part.body == "a2.1");
    CHECK(queue.inbox->depth().value().outgoing == 2);
}

inline void check_retry(const QueueUnderTest& queue) {
    answer_with(queue, "a", "1", {"one", "two"});
    adapters::Outbox& outbox = *queue.outbox;
    REQUIRE(outbox.retry(take_now(outbox), no_wait, "zalo -32"));
    const auto again = take_now(outbox);
    CHECK(again.part.body == "one");  // never the second before the first
    CHECK(again.attempt == 2);
    REQUIRE(outbox.retry(again, std::chrono::hours(1), "zalo -32"));
    CHECK(nothing_to_take(outbox));
    CHECK(queue.inbox->depth().value().outgoing == 2);
}

inline void check_dead_letters(const QueueUnderTest& queue) {
    answer_with(queue, "a", "1", {"a1.1", "a1.2", "a1.3"});
    answer_with(queue, "a", "2", {"a2.1"});
    adapters::Outbox& outbox = *queue.outbox;
    REQUIRE(outbox.sent(take_now(outbox), "p-1"));
    REQUIRE(outbox.dead(take_now(outbox), "zalo -216"));
    // The rest of that reply dies with it; the next reply goes out.
    const auto next = take_now(outbox);
    CHECK(next.part.body == "a2.1");
    REQUIRE(outbox.sent(next, "p-2"));
    CHECK(nothing_to_take(outbox));
    const auto letters = outbox.dead_letters(10).value();
    REQUIRE(letters.size() == 2);
    CHECK(outbox.dead_letters(1).value().size() == 1);
    for (const auto& letter : letters) {
        CHECK(letter.kind == "part");
        CHECK(letter.channel == "zalo");
        CHECK(letter.account == "oa-1");
        CHECK(letter.reason == "zalo -216");
    }
    CHECK(queue.inbox->depth().value().dead == 2);
    CHECK(outbox.redrive({letters[1].id}).value() == 1);
    CHECK(take_now(outbox).part.body == "a1.3");
    CHECK(outbox.redrive({letters[1].id, 999'999, -999'999}).value() == 0);
    CHECK(outbox.redrive({}).value() == 1);
    CHECK(queue.inbox->depth().value().dead == 0);
}

inline void check_no_reply(const QueueUnderTest& queue) {
    answer_with(queue, "a", "1", {});
    CHECK(nothing_to_take(*queue.outbox));
    CHECK(queue.inbox->depth().value().outgoing == 0);
}

/// confirm(), waited for.
inline bool confirm_now(adapters::Outbox& outbox, const std::string& reference) {
    std::promise<adapters::QueueResult<bool>> promise;
    outbox.confirm(reference, [&promise](auto open) { promise.set_value(std::move(open)); });
    return promise.get_future().get().value();
}

inline void check_fairness(const QueueUnderTest& queue) {
    for (int i = 1; i <= 20; ++i) answer_with(queue, "flood", std::to_string(i), {"flood " + std::to_string(i)});
    answer_with(queue, "b", "21", {"b"});
    adapters::Outbox& outbox = *queue.outbox;
    const auto first = take_now(outbox);
    CHECK(first.part.body == "flood 1");
    REQUIRE(outbox.sent(first, "p"));
    CHECK(take_now(outbox).part.body == "b");
}

inline void check_pause(const QueueUnderTest& queue) {
    answer_with(queue, "a", "1", {"a"});
    adapters::Outbox& outbox = *queue.outbox;
    outbox.pause(intents::ChannelKind::messenger, "oa-1", std::chrono::hours(1), std::chrono::hours(1));
    outbox.pause(intents::ChannelKind::zalo, "oa-2", std::chrono::hours(1), std::chrono::hours(1));
    const auto taken = take_now(outbox);  // the pauses are of others
    outbox.pause(intents::ChannelKind::zalo, "oa-1", std::chrono::hours(1), std::chrono::hours(1));
    REQUIRE(outbox.retry(taken, no_wait, "zalo -32"));
    answer_with(queue, "b", "2", {"b"});
    CHECK(nothing_to_take(outbox));
    CHECK(queue.inbox->depth().value().outgoing == 2);
}

inline void check_unsure(const QueueUnderTest& queue) {
    answer_with(queue, "a", "1", {"one"});
    adapters::Outbox& outbox = *queue.outbox;
    const auto first = take_now(outbox);
    CHECK(first.unsure == 0);
    REQUIRE(outbox.unsure(first, no_wait, "no answer"));
    const auto second = take_now(outbox);
    CHECK(second.unsure == 1);
    CHECK(second.attempt == 2);
    REQUIRE(outbox.retry(second, no_wait, "busy"));
    const auto third = take_now(outbox);
    CHECK(third.unsure == 1);
    CHECK(third.attempt == 3);
    REQUIRE(outbox.dead(third, "enough"));
    REQUIRE(outbox.redrive({}).value() == 1);
    CHECK(take_now(outbox).unsure == 0);
}

inline void check_confirm(const QueueUnderTest& queue) {
    adapters::Outbox& outbox = *queue.outbox;
    const auto answer = [&](const std::string& message_id) {
        REQUIRE(append_now(*queue.inbox, {event_from("a", message_id)}).value().stored == 1);
        adapters::Completion completion{{{"one", "ref-" + message_id}, {"two", "ref-two-" + message_id}}, "s", "answered"};
        REQUIRE(queue.inbox->complete(take_now(*queue.inbox), completion));
    };
    answer("1");
    const auto first = take_now(outbox);
    CHECK(first.part.reference == "ref-1");
    CHECK_FALSE(confirm_now(outbox, "ref-unknown"));
    SECTION("while it waits: the next part goes out at once") {
        REQUIRE(outbox.unsure(first, std::chrono::hours(1), "no answer"));
        CHECK(confirm_now(outbox, "ref-1"));
        CHECK(take_now(outbox).part.body == "two");
    }
    SECTION("while it is on loan: what the call brings later changes nothing") {
        CHECK(confirm_now(outbox, "ref-1"));
        CHECK(nothing_to_take(outbox));
        const bool late = GENERATE(true, false);
        if (late) REQUIRE(outbox.unsure(first, std::chrono::hours(1), "no answer"));
        if (!late) REQUIRE(outbox.dead(first, "no answer"));
        CHECK(take_now(outbox).part.body == "two");
        CHECK(outbox.dead_letters(9).value().empty());
    }
    SECTION("when it was given up: it cannot be redriven") {
        REQUIRE(outbox.dead(first, "unconfirmed"));
        CHECK(confirm_now(outbox, "ref-1"));
        REQUIRE(outbox.redrive({}).value() == 1);
        CHECK(take_now(outbox).part.body == "two");
    }
    SECTION("after it was sent there is nothing left to confirm") {
        REQUIRE(outbox.sent(first, "p"));
        CHECK_FALSE(confirm_now(outbox, "ref-1"));
    }
    CHECK_FALSE(confirm_now(outbox, "ref-1"));
    CHECK_FALSE(confirm_now(outbox, ""));
}

/// Runs all promises over queues of `make`; call it from one TEST_CASE.
inline void check_outbox(const std::string& name, const MakeQueue& make) {
    INFO("queue " << name);
    const QueueUnderTest queue = make({});
    SECTION("parts of one citizen go out in order, one on loan") { check_parts_in_order(queue); }
    SECTION("a retried part stays first and counts its attempts") { check_retry(queue); }
    SECTION("a dead part takes the rest of its reply along and can be redriven") { check_dead_letters(queue); }
    SECTION("however much one citizen has waiting, another is next") { check_fairness(queue); }
    SECTION("an account that must rest is held back whole") { check_pause(queue); }
    SECTION("tries that may have arrived are counted apart") { check_unsure(queue); }
    SECTION("what an echo confirms is not sent again") { check_confirm(queue); }
    SECTION("an event may end without a reply") { check_no_reply(queue); }
}

}  // namespace motcua::tests
