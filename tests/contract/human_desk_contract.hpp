// The promises of the port HumanDesk: durable, ordered by the platform's time, and ended by time; with a clock of the test's own.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tests/contract/queue_under_test.hpp"

namespace motcua::tests {

using adapters::DeskChange;
using namespace std::chrono_literals;

/// A queue, its desk, and a clock that the test moves.
class OfficeTown {
  public:
    explicit OfficeTown(const MakeQueue& make, adapters::PersonRules rules = {}) : queue(make(settings(rules))) {}
    void reopen(adapters::PersonRules rules = {}) { queue = queue.again(settings(rules)); }

    intents::Envelope at(const std::string& sender, std::chrono::milliseconds ago = no_wait) const {
        auto envelope = citizen(sender);
        envelope.sent_at = std::chrono::duration_cast<std::chrono::milliseconds>((now - ago).time_since_epoch());
        return envelope;
    }
    void note(const intents::Envelope& envelope, DeskChange change) { REQUIRE(note_now(*queue.desk, {{envelope, change}})); }
    /// True when a message of the citizen now finds a person in the conversation.
    bool with_person(const std::string& sender) {
        REQUIRE(append_now(*queue.inbox, {event_from(sender, "m" + std::to_string(++messages))}));
        const auto taken = take_now(*queue.inbox);
        REQUIRE(queue.inbox->complete(taken, {{}, taken.session, "x"}));
        return taken.with_person;
    }
    void ask_for_person(const std::string& sender) {
        REQUIRE(append_now(*queue.inbox, {event_from(sender, "m" + std::to_string(++messages))}));
        adapters::Completion completion{{}, "s", "handoff"};
        completion.asks_for_person = true;
        REQUIRE(queue.inbox->complete(take_now(*queue.inbox), completion));
    }
    adapters::DeskCounts counts() const { return queue.desk->counts().value(); }
    std::vector<intents::Envelope> unattended() const { return queue.desk->unattended(10).value(); }

    adapters::TimePoint now = adapters::Clock::now();
    int messages = 0;
    QueueUnderTest queue;

  private:
    adapters::QueueSettings settings(adapters::PersonRules rules) {
        return {.people = rules, .now = [this] { return now; }};
    }
};

inline void check_silence(const MakeQueue& make) {
    OfficeTown town(make);
    CHECK_FALSE(town.with_person("a"));
    town.note(town.at("a"), DeskChange::agent_spoke);
    CHECK(town.with_person("a"));
    CHECK_FALSE(town.with_person("b"));
    CHECK(town.counts().with_agent == 1);
    town.now += 59min;
    CHECK(town.with_person("a"));
    town.now += 1min;
    CHECK_FALSE(town.with_person("a"));
    CHECK(town.counts().with_agent == 0);
}

inline void check_longer_silence(const MakeQueue& make) {
    OfficeTown town(make);
    town.note(town.at("a"), DeskChange::agent_spoke);
    town.now += 50min;
    town.note(town.at("a"), DeskChange::agent_spoke);
    town.now += 50min;
    town.reopen();
    CHECK(town.with_person("a"));
    town.now += 10min;
    CHECK_FALSE(town.with_person("a"));
}

inline void check_other_lengths(const MakeQueue& make) {
    OfficeTown town(make);
    town.note(town.at("a"), DeskChange::agent_spoke);
    town.reopen({.silence = 0min});
    CHECK_FALSE(town.with_person("a"));
    town.note(town.at("a"), DeskChange::agent_spoke);
    CHECK_FALSE(town.with_person("a"));
}

inline void check_platform_time(const MakeQueue& make) {
    struct Row {
        const char* why;
        std::vector<std::pair<std::chrono::milliseconds, DeskChange>> notes;  // how long ago each happened
        bool with_person;
    };
    const auto row = GENERATE(values<Row>({
        {"an echo that is delivered again after an hour", {{60min, DeskChange::agent_spoke}}, false},
        {"an echo that came 30 minutes late", {{30min, DeskChange::agent_spoke}}, true},
        {"given back to us", {{2min, DeskChange::agent_spoke}, {1min, DeskChange::back_to_bot}}, false},
        {"given back, told in the wrong order", {{1min, DeskChange::back_to_bot}, {2min, DeskChange::agent_spoke}}, false},
        {"spoken again after it was given back", {{2min, DeskChange::back_to_bot}, {1min, DeskChange::agent_spoke}}, true},
        {"an old giving back after a new message", {{1min, DeskChange::agent_spoke}, {2min, DeskChange::back_to_bot}}, true},
        {"both in the same millisecond: the later told wins",
         {{1min, DeskChange::agent_spoke}, {1min, DeskChange::back_to_bot}},
         false},
        {"another app holds it", {{1min, DeskChange::other_app}}, true},
        {"a platform whose clock goes before ours", {{-5s, DeskChange::agent_spoke}}, true},
        {"a time of years ago is no time", {{24h * 3000, DeskChange::agent_spoke}}, true},
    }));
    INFO(row.why);
    OfficeTown town(make);
    for (const auto& [ago, change] : row.notes) town.note(town.at("a", ago), change);
    CHECK(town.with_person("a") == row.with_person);
}

inline void check_no_time(const MakeQueue& make) {
    OfficeTown town(make);
    auto envelope = town.at("a");
    envelope.sent_at = 0ms;
    town.note(envelope, DeskChange::agent_spoke);
    CHECK(town.with_person("a"));
}

inline void check_dropped_parts(const MakeQueue& make) {
    OfficeTown town(make);
    answer_with(town.queue, "a", "1", {"a1", "a2"});
    answer_with(town.queue, "b", "2", {"b1"});
    const auto on_the_wire = take_now(*town.queue.outbox);
    REQUIRE(on_the_wire.part.body == "a1");
    town.note(town.at("a"), DeskChange::agent_spoke);
    CHECK(town.counts().dropped == 2);
    CHECK(take_now(*town.queue.outbox).part.body == "b1");
    // It could not be called back; a second try is not made.
    REQUIRE(town.queue.outbox->retry(on_the_wire, 0ms, "later"));
    CHECK(nothing_to_take(*town.queue.outbox));
    CHECK(town.queue.outbox->dead_letters(10).value().empty());
}

inline void check_answer_under_way(const MakeQueue& make) {
    OfficeTown town(make);
    REQUIRE(append_now(*town.queue.inbox, {event_from("a", "1")}));
    const auto taken = take_now(*town.queue.inbox);
    REQUIRE_FALSE(taken.with_person);
    town.note(town.at("a"), DeskChange::agent_spoke);
    REQUIRE(town.queue.inbox->complete(taken, {{{"too late"}}, "session", "answered"}));
    CHECK(nothing_to_take(*town.queue.outbox));
    CHECK(town.counts().dropped == 1);
}

inline void check_late_note(const MakeQueue& make) {
    OfficeTown town(make);
    answer_with(town.queue, "a", "1", {"a1"});
    town.note(town.at("a", 61min), DeskChange::agent_spoke);
    CHECK(take_now(*town.queue.outbox).part.body == "a1");
}

inline void check_waiting(const MakeQueue& make) {
    OfficeTown town(make);
    town.ask_for_person("a");
    CHECK(town.with_person("a"));
    town.now += 5min;
    CHECK(town.counts().waiting == 1);
    CHECK(town.counts().longest_wait == 5min);
    CHECK(town.unattended().empty());
    SECTION("a person speaks") {
        town.note(town.at("a"), DeskChange::agent_spoke);
        town.now += 30min;
        CHECK(town.unattended().empty());
        CHECK(town.with_person("a"));
    }
    SECTION("the inbox holds the thread, but nobody speaks") {
        town.note(town.at("a"), DeskChange::other_app);
        town.now += 10min;
        CHECK(town.unattended().size() == 1);
        CHECK_FALSE(town.with_person("a"));
    }
    SECTION("nobody comes, and a restart does not forget it") {
        town.now += 10min;
        town.reopen();
        const auto waiting = town.unattended();
        REQUIRE(waiting.size() == 1);
        CHECK(waiting[0].sender == "a");
        CHECK(waiting[0].account == "oa-1");
        CHECK(waiting[0].channel == intents::ChannelKind::zalo);
        REQUIRE(town.queue.desk->give_up_waiting(waiting[0], {{"take back"}, {"nobody came"}}));
        CHECK(town.unattended().empty());
        // Each by itself: when the first fails for good, the second is sent all the same.
        REQUIRE(town.queue.outbox->dead(take_now(*town.queue.outbox), "refused"));
        CHECK(take_now(*town.queue.outbox).part.body == "nobody came");
        // Once: a second call for the same wait says nothing.
        REQUIRE(town.queue.desk->give_up_waiting(waiting[0], {{"nobody came"}}));
        CHECK(nothing_to_take(*town.queue.outbox));
    }
    SECTION("a person comes in the last moment") {
        town.now += 10min;
        const auto waiting = town.unattended();
        REQUIRE(waiting.size() == 1);
        town.note(town.at("a"), DeskChange::agent_spoke);
        REQUIRE(town.queue.desk->give_up_waiting(waiting[0], {{"nobody came"}}));
        CHECK(nothing_to_take(*town.queue.outbox));
    }
}

inline void check_nobody_reads(const MakeQueue& make) {
    OfficeTown town(make, {.wait = 0min});
    town.ask_for_person("a");
    CHECK_FALSE(town.with_person("a"));
    CHECK(town.unattended().empty());
}

inline void check_forgotten_person(const MakeQueue& make) {
    OfficeTown town(make);
    town.note(town.at("sender-a"), DeskChange::agent_spoke);
    town.note(town.at("sender-a"), DeskChange::erased);
    CHECK(town.counts().with_agent == 0);
    CHECK(town.queue.close_and_read().find("sender-a") == std::string::npos);
}

/// Runs all promises over queues of `make`; call it from one TEST_CASE.
inline void check_human_desk(const std::string& name, const MakeQueue& make) {
    INFO("queue " << name);
    SECTION("an agent's message silences the bot in that conversation until the time has passed") { check_silence(make); }
    SECTION("each message of the agent lengthens the silence, and a restart does not end it") { check_longer_silence(make); }
    SECTION("another length of the silence takes effect with the next start") { check_other_lengths(make); }
    SECTION("notes count by the platform's time, however late or often they come") { check_platform_time(make); }
    SECTION("an event without a time counts as now") { check_no_time(make); }
    SECTION("parts that wait when an agent steps in are dropped and counted, of that citizen only") { check_dropped_parts(make); }
    SECTION("an answer that was under way when an agent stepped in is not sent") { check_answer_under_way(make); }
    SECTION("a note that came too late to silence anybody drops nothing") { check_late_note(make); }
    SECTION("who asks for a person waits in silence until one speaks, or the time is over") { check_waiting(make); }
    SECTION("where nobody reads along a wish for a person makes nobody wait") { check_nobody_reads(make); }
    SECTION("erasing a citizen forgets that a person spoke with them") { check_forgotten_person(make); }
}

}  // namespace motcua::tests
