// What a queue promises about times and bounds: when a citizen last wrote, how long an id is known, how much may wait.
#pragma once

#include <string>

#include "tests/contract/queue_under_test.hpp"

namespace motcua::tests {

using adapters::TimePoint;
using namespace std::chrono_literals;

inline const TimePoint noon(std::chrono::hours(490'000));

inline adapters::QueueSettings at_noon() {
    return {.now = [] { return noon; }};
}

inline adapters::InboxEvent event_at(const std::string& sender, const std::string& message_id, TimePoint at) {
    auto event = event_from(sender, message_id);
    event.envelope.sent_at = std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch());
    return event;
}

inline void answer(const QueueUnderTest& queue, const adapters::InboxEvent& event) {
    REQUIRE(append_now(*queue.inbox, {event}).value().stored == 1);
    REQUIRE(queue.inbox->complete(take_now(*queue.inbox), {{{"reply", {}}}, "session", "answered"}));
}

inline std::size_t stored_now(const QueueUnderTest& queue, const std::string& message_id) {
    return append_now(*queue.inbox, {event_from("a", message_id)}).value().stored;
}

inline void check_last_message(const MakeQueue& make) {
    QueueUnderTest queue = make(at_noon());
    answer(queue, event_at("a", "1", noon - 3h));
    answer(queue, event_at("b", "2", noon - 9h));
    queue = queue.again(at_noon());
    CHECK(take_now(*queue.outbox).last_inbound == noon - 3h);
    const auto of_b = take_now(*queue.outbox);
    CHECK(of_b.last_inbound == noon - 9h);
    // A new message opens the window of what still waits.
    REQUIRE(append_now(*queue.inbox, {event_at("b", "3", noon - 1min)}));
    REQUIRE(queue.outbox->retry(of_b, 0ms, "busy"));
    CHECK(take_now(*queue.outbox).last_inbound == noon - 1min);
}

inline void check_believed_times(const MakeQueue& make) {
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
    const QueueUnderTest queue = make(at_noon());
    answer(queue, event_at("a", "1", row.first));
    REQUIRE(append_now(*queue.inbox, {event_at("a", "2", row.second)}));
    CHECK(take_now(*queue.outbox).last_inbound == row.noted);
}

inline void check_delivered_again(const MakeQueue& make) {
    TimePoint now = noon;
    const QueueUnderTest queue = make({.now = [&now] { return now; }});
    answer(queue, event_at("a", "1", {}));
    now += 30h;
    REQUIRE(append_now(*queue.inbox, {event_at("a", "1", {})}).value().duplicate == 1);
    CHECK(take_now(*queue.outbox).last_inbound == noon);
}

inline void check_known_ids(const MakeQueue& make) {
    TimePoint now = adapters::Clock::now();
    const QueueUnderTest queue = make({.now = [&now] { return now; }});
    CHECK(stored_now(queue, "1") == 1);
    now += 47h + 59min;
    CHECK(stored_now(queue, "1") == 0);
    now += 2min;
    CHECK(stored_now(queue, "1") == 1);
    now += 1h;
    CHECK(stored_now(queue, "1") == 0);  // 48 h from the last time that it was stored
}

inline void check_pending_bound(const MakeQueue& make) {
    const QueueUnderTest queue = make({.pending_bound = 2});
    REQUIRE(stored_now(queue, "1") == 1);
    const auto refused = append_now(*queue.inbox, {event_from("a", "2"), event_from("a", "3")});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fault == adapters::QueueFault::overloaded);
    CHECK(queue.inbox->depth().value().pending == 1);
    CHECK(stored_now(queue, "2") == 1);
    // What was answered makes room.
    REQUIRE(queue.inbox->complete(take_now(*queue.inbox), {}));
    CHECK(stored_now(queue, "3") == 1);
}

inline void check_replies_count(const MakeQueue& make) {
    const QueueUnderTest queue = make({.pending_bound = 2});
    answer(queue, event_from("a", "1"));
    answer(queue, event_from("b", "2"));
    const auto refused = append_now(*queue.inbox, {event_from("c", "3")});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fault == adapters::QueueFault::overloaded);
    REQUIRE(queue.outbox->sent(take_now(*queue.outbox), "p"));
    CHECK(append_now(*queue.inbox, {event_from("c", "3")}));
}

inline void check_waiting_bound(const MakeQueue& make) {
    const QueueUnderTest queue = make({.waiting_bound = 2});
    const auto refused = append_now(*queue.inbox, {event_from("a", "1"), event_from("a", "2"), event_from("a", "3")});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fault == adapters::QueueFault::overloaded);
    CHECK(stored_now(queue, "1") == 1);
}

inline void check_oldest(const MakeQueue& make) {
    TimePoint now = adapters::Clock::now();
    const QueueUnderTest queue = make({.now = [&now] { return now; }});
    CHECK(queue.inbox->depth().value().oldest == 0s);
    REQUIRE(append_now(*queue.inbox, {event_from("a", "1")}));
    now += 90s;
    REQUIRE(append_now(*queue.inbox, {event_from("b", "2")}));
    CHECK(queue.inbox->depth().value().oldest == 90s);
}

inline void check_delay_after_restart(const MakeQueue& make) {
    QueueUnderTest queue = make({});
    answer_with(queue, "a", "1", {"one", "two"});
    REQUIRE(queue.outbox->retry(take_now(*queue.outbox), 1h, "busy"));
    queue = queue.again({});
    CHECK(queue.inbox->depth().value().outgoing == 2);
    CHECK(nothing_to_take(*queue.outbox));
}

/// Runs all promises over queues of `make`; call it from one TEST_CASE.
inline void check_times_and_bounds(const std::string& name, const MakeQueue& make) {
    INFO("queue " << name);
    SECTION("a part tells when its citizen last wrote, also after a restart") { check_last_message(make); }
    SECTION("the platform's time counts as far as it can be true") { check_believed_times(make); }
    SECTION("a message that is only delivered again moves no window") { check_delivered_again(make); }
    SECTION("a message id is a duplicate for 48 hours and new after that") { check_known_ids(make); }
    SECTION("beyond the pending bound an append is refused whole") { check_pending_bound(make); }
    SECTION("replies that wait count against what may be taken in") { check_replies_count(make); }
    SECTION("a batch larger than what may wait to be stored is refused, not stored by half") { check_waiting_bound(make); }
    SECTION("the age of the oldest pending event is told") { check_oldest(make); }
    SECTION("a delay of a part outlives a restart") { check_delay_after_restart(make); }
}

}  // namespace motcua::tests
