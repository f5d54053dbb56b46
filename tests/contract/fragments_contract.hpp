// One thought in several messages: short texts in a row come as one event, and nothing of them is lost.
#pragma once

#include <string>

#include "tests/contract/queue_under_test.hpp"

namespace motcua::tests {

/// A queue in which short texts wait for the rest of the thought.
struct SettlingQueue {
    /// Long enough that everything a test appends at once is there before the first is due.
    static constexpr std::chrono::milliseconds settle{150};

    explicit SettlingQueue(const MakeQueue& make) : queue(make({.settle = settle})) {}

    void say(const std::string& text, const std::string& payload = {}, const std::string& sender = "lan") {
        adapters::InboxEvent event{citizen(sender, "m" + std::to_string(++count)), admitted(text, payload)};
        REQUIRE(append_now(inbox, {event}));
    }

    QueueUnderTest queue;
    adapters::EventInbox& inbox = *queue.inbox;
    int count = 0;
};

inline std::string text_of(const adapters::TakenEvent& taken) { return taken.event.verdict->text(); }

inline void check_one_thought(const MakeQueue& make) {
    SettlingQueue queue(make);
    queue.say("cho em hỏi");
    queue.say("em mất căn cước");
    queue.say("làm lại ở đâu ạ");
    const auto taken = take_now(queue.inbox);
    CHECK(text_of(taken) == "cho em hỏi\nem mất căn cước\nlàm lại ở đâu ạ");
    CHECK(taken.joined.size() == 2);
    REQUIRE(queue.inbox.complete(taken, {{{"reply"}}, "s", "answered"}));
    CHECK_FALSE(*queue.inbox.take(no_wait));
    CHECK(queue.inbox.depth()->pending == 0);
    CHECK(queue.inbox.depth()->outgoing == 1);
}

inline void check_what_stands_alone(const MakeQueue& make) {
    struct Row {
        const char* why;
        const char* text;
        const char* payload;
    };
    const auto row = GENERATE(values<Row>({
        {"a whole question", "em muốn làm lại căn cước bị mất thì cần giấy tờ gì ạ", ""},
        {"a button", "", "v1|1.001193|fee"},
        {"a button with its title", "Lệ phí", "v1|1.001193|fee"},
    }));
    INFO(row.why);
    SettlingQueue queue(make);
    queue.say(row.text, row.payload);
    CHECK(*queue.inbox.take(no_wait));
}

inline void check_whole_question(const MakeQueue& make) {
    SettlingQueue queue(make);
    queue.say("mất ví rồi");
    queue.say("em muốn làm lại căn cước bị mất thì cần giấy tờ gì ạ");
    const auto taken = queue.inbox.take(no_wait);
    REQUIRE(*taken);
    CHECK((*taken)->joined.size() == 1);
}

inline void check_button_alone(const MakeQueue& make) {
    SettlingQueue queue(make);
    queue.say("lệ phí");
    queue.say("", "v1|1.001193|fee");
    const auto first = take_now(queue.inbox);
    CHECK(text_of(first) == "lệ phí");
    CHECK(first.joined.empty());
    REQUIRE(queue.inbox.complete(first, {{}, "s", "answered"}));
    CHECK(take_now(queue.inbox).event.verdict->payload() == "v1|1.001193|fee");
}

inline void check_two_citizens(const MakeQueue& make) {
    SettlingQueue queue(make);
    queue.say("khai sinh", {}, "lan");
    queue.say("khai tử", {}, "minh");
    const auto one = take_now(queue.inbox);
    const auto two = take_now(queue.inbox);
    CHECK(one.joined.empty());
    CHECK(two.joined.empty());
}

inline void check_five_texts(const MakeQueue& make) {
    SettlingQueue queue(make);
    for (int i = 0; i < 7; ++i) queue.say("câu " + std::to_string(i));
    const auto first = take_now(queue.inbox);
    CHECK(first.joined.size() == 4);
    REQUIRE(queue.inbox.complete(first, {{}, "s", "answered"}));
    CHECK(text_of(take_now(queue.inbox)) == "câu 5\ncâu 6");
}

inline void check_released_thought(const MakeQueue& make) {
    SettlingQueue queue(make);
    queue.say("em mất");
    queue.say("căn cước");
    const auto first = take_now(queue.inbox);
    REQUIRE(queue.inbox.release(first, no_wait, "test"));
    const auto again = take_now(queue.inbox);
    CHECK(text_of(again) == "em mất\ncăn cước");
    CHECK(again.attempt == 2);
    REQUIRE(queue.inbox.complete(again, {{}, "s", "answered"}));
    CHECK(queue.inbox.depth()->pending == 0);
    CHECK(queue.queue.close_and_read().find("căn cước") == std::string::npos);
}

inline void check_no_settling(const MakeQueue& make) {
    const QueueUnderTest queue = make({});
    REQUIRE(append_now(*queue.inbox, {event_from("lan", "1", "em mất"), event_from("lan", "2", "căn cước")}));
    const auto first = queue.inbox->take(no_wait);
    REQUIRE(*first);
    CHECK(text_of(**first) == "em mất");
    CHECK((*first)->joined.empty());
}

/// Runs all promises over queues of `make`; call it from one TEST_CASE.
inline void check_fragments(const std::string& name, const MakeQueue& make) {
    INFO("queue " << name);
    SECTION("short texts in a row are one thought") { check_one_thought(make); }
    SECTION("what may stand alone does not wait") { check_what_stands_alone(make); }
    SECTION("a whole question ends the thought that a short text began") { check_whole_question(make); }
    SECTION("a button is never read into a text") { check_button_alone(make); }
    SECTION("another citizen's text is another thought") { check_two_citizens(make); }
    SECTION("nobody waits for ever: five texts are enough") { check_five_texts(make); }
    SECTION("a thought that is released comes again whole, and its texts are gone when it is done") { check_released_thought(make); }
    SECTION("without a time to settle every text is answered by itself") { check_no_settling(make); }
}

}  // namespace motcua::tests
