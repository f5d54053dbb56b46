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

/// Runs all promises over queues of `make`; call it from one TEST_CASE.
inline void check_outbox(const std::string& name, const MakeQueue& make) {
    INFO("queue " << name);
    const QueueUnderTest queue = make();
    SECTION("parts of one citizen go out in order, one on loan") { check_parts_in_order(queue); }
    SECTION("a retried part stays first and counts its attempts") { check_retry(queue); }
    SECTION("a dead part takes the rest of its reply along and can be redriven") { check_dead_letters(queue); }
    SECTION("an event may end without a reply") { check_no_reply(queue); }
}

}  // namespace motcua::tests
