// Who speaks in a conversation: durable, ordered by the platform's time, and ended by time; with a clock of the test's own.
#include <catch2/catch.hpp>

#include "adapters/sqlite/sqlite_queue.hpp"
#include "tests/contract/queue_under_test.hpp"
#include "tests/support/temp_folder.hpp"

using namespace motcua;
using namespace motcua::tests;
using adapters::DeskChange;
using adapters::SqliteQueue;
using namespace std::chrono_literals;

namespace {

struct Town {
    TempFolder folder;
    adapters::TimePoint now = adapters::Clock::now();
    adapters::PersonRules rules;  // 60 and 15 minutes
    std::unique_ptr<SqliteQueue> queue;
    int messages = 0;

    Town() { open(); }
    void open() {
        queue.reset();
        queue = std::make_unique<SqliteQueue>(folder / "queue.db",
                                              adapters::QueueSettings{.people = rules, .now = [this] { return now; }});
    }
    intents::Envelope at(const std::string& sender, std::chrono::milliseconds ago = 0ms) const {
        auto envelope = citizen(sender);
        envelope.sent_at = std::chrono::duration_cast<std::chrono::milliseconds>((now - ago).time_since_epoch());
        return envelope;
    }
    void note(const intents::Envelope& envelope, DeskChange change) {
        std::promise<adapters::QueueResult<void>> promise;
        queue->desk().note({{envelope, change}}, [&promise](auto result) { promise.set_value(result); });
        REQUIRE(promise.get_future().get());
    }
    /// True when a message of the citizen now finds a person in the conversation.
    bool with_person(const std::string& sender) {
        REQUIRE(append_now(queue->inbox(), {event_from(sender, "m" + std::to_string(++messages))}));
        const auto taken = take_now(queue->inbox());
        REQUIRE(queue->inbox().complete(taken, {{}, taken.session, "x"}));
        return taken.with_person;
    }
    void ask_for_person(const std::string& sender) {
        REQUIRE(append_now(queue->inbox(), {event_from(sender, "m" + std::to_string(++messages))}));
        adapters::Completion completion{{}, "s", "handoff"};
        completion.asks_for_person = true;
        REQUIRE(queue->inbox().complete(take_now(queue->inbox()), completion));
    }
};

}  // namespace

TEST_CASE("an agent's message silences the bot in that conversation until the time has passed", "[queue][takeover]") {
    Town town;
    CHECK_FALSE(town.with_person("a"));
    town.note(town.at("a"), DeskChange::agent_spoke);
    CHECK(town.with_person("a"));
    CHECK_FALSE(town.with_person("b"));
    CHECK(town.queue->desk().counts().value().with_agent == 1);
    town.now += 59min;
    CHECK(town.with_person("a"));
    town.now += 1min;
    CHECK_FALSE(town.with_person("a"));
    CHECK(town.queue->desk().counts().value().with_agent == 0);
}

TEST_CASE("each message of the agent lengthens the silence, and a restart does not end it", "[queue][takeover]") {
    Town town;
    town.note(town.at("a"), DeskChange::agent_spoke);
    town.now += 50min;
    town.note(town.at("a"), DeskChange::agent_spoke);
    town.now += 50min;
    town.open();
    CHECK(town.with_person("a"));
    town.now += 10min;
    CHECK_FALSE(town.with_person("a"));
}

TEST_CASE("another length of the silence takes effect with the next start", "[queue][takeover]") {
    Town town;
    town.note(town.at("a"), DeskChange::agent_spoke);
    town.rules.silence = 0min;
    town.open();
    CHECK_FALSE(town.with_person("a"));
    town.note(town.at("a"), DeskChange::agent_spoke);
    CHECK_FALSE(town.with_person("a"));
}

TEST_CASE("notes count by the platform's time, however late or often they come", "[queue][takeover]") {
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
    Town town;
    for (const auto& [ago, change] : row.notes) town.note(town.at("a", ago), change);
    CHECK(town.with_person("a") == row.with_person);
}

TEST_CASE("an event without a time counts as now", "[queue][takeover]") {
    Town town;
    auto envelope = town.at("a");
    envelope.sent_at = 0ms;
    town.note(envelope, DeskChange::agent_spoke);
    CHECK(town.with_person("a"));
}

TEST_CASE("parts that wait when an agent steps in are dropped and counted, of that citizen only", "[queue][takeover]") {
    Town town;
    const QueueUnderTest view{nullptr, &town.queue->inbox(), &town.queue->outbox()};
    answer_with(view, "a", "1", {"a1", "a2"});
    answer_with(view, "b", "2", {"b1"});
    const auto on_the_wire = take_now(town.queue->outbox());
    REQUIRE(on_the_wire.part.body == "a1");
    town.note(town.at("a"), DeskChange::agent_spoke);
    CHECK(town.queue->desk().counts().value().dropped == 2);
    CHECK(take_now(town.queue->outbox()).part.body == "b1");
    // It could not be called back; a second try is not made.
    REQUIRE(town.queue->outbox().retry(on_the_wire, 0ms, "later"));
    CHECK(nothing_to_take(town.queue->outbox()));
    CHECK(town.queue->outbox().dead_letters(10).value().empty());
}

TEST_CASE("an answer that was under way when an agent stepped in is not sent", "[queue][takeover]") {
    Town town;
    REQUIRE(append_now(town.queue->inbox(), {event_from("a", "1")}));
    const auto taken = take_now(town.queue->inbox());
    REQUIRE_FALSE(taken.with_person);
    town.note(town.at("a"), DeskChange::agent_spoke);
    REQUIRE(town.queue->inbox().complete(taken, {{{"too late"}}, "session", "answered"}));
    CHECK(nothing_to_take(town.queue->outbox()));
    CHECK(town.queue->desk().counts().value().dropped == 1);
}

TEST_CASE("a note that came too late to silence anybody drops nothing", "[queue][takeover]") {
    Town town;
    const QueueUnderTest view{nullptr, &town.queue->inbox(), &town.queue->outbox()};
    answer_with(view, "a", "1", {"a1"});
    town.note(town.at("a", 61min), DeskChange::agent_spoke);
    CHECK(take_now(town.queue->outbox()).part.body == "a1");
}

TEST_CASE("who asks for a person waits in silence until one speaks, or the time is over", "[queue][takeover]") {
    Town town;
    town.ask_for_person("a");
    CHECK(town.with_person("a"));
    town.now += 5min;
    CHECK(town.queue->desk().counts().value().waiting == 1);
    CHECK(town.queue->desk().counts().value().longest_wait == 5min);
    CHECK(town.queue->desk().unattended(10).value().empty());
    SECTION("a person speaks") {
        town.note(town.at("a"), DeskChange::agent_spoke);
        town.now += 30min;
        CHECK(town.queue->desk().unattended(10).value().empty());
        CHECK(town.with_person("a"));
    }
    SECTION("the inbox holds the thread, but nobody speaks") {
        town.note(town.at("a"), DeskChange::other_app);
        town.now += 10min;
        CHECK(town.queue->desk().unattended(10).value().size() == 1);
        CHECK_FALSE(town.with_person("a"));
    }
    SECTION("nobody comes, and a restart does not forget it") {
        town.now += 10min;
        town.open();
        const auto waiting = town.queue->desk().unattended(10).value();
        REQUIRE(waiting.size() == 1);
        CHECK(waiting[0].sender == "a");
        CHECK(waiting[0].account == "oa-1");
        CHECK(waiting[0].channel == intents::ChannelKind::zalo);
        REQUIRE(town.queue->desk().give_up_waiting(waiting[0], {{"take back"}, {"nobody came"}}));
        CHECK(town.queue->desk().unattended(10).value().empty());
        // Each by itself: when the first fails for good, the second is sent all the same.
        REQUIRE(town.queue->outbox().dead(take_now(town.queue->outbox()), "refused"));
        CHECK(take_now(town.queue->outbox()).part.body == "nobody came");
        // Once: a second call for the same wait says nothing.
        REQUIRE(town.queue->desk().give_up_waiting(waiting[0], {{"nobody came"}}));
        CHECK(nothing_to_take(town.queue->outbox()));
    }
    SECTION("a person comes in the last moment") {
        town.now += 10min;
        const auto waiting = town.queue->desk().unattended(10).value();
        REQUIRE(waiting.size() == 1);
        town.note(town.at("a"), DeskChange::agent_spoke);
        REQUIRE(town.queue->desk().give_up_waiting(waiting[0], {{"nobody came"}}));
        CHECK(nothing_to_take(town.queue->outbox()));
    }
}

TEST_CASE("where nobody reads along a wish for a person makes nobody wait", "[queue][takeover]") {
    Town town;
    town.rules.wait = 0min;
    town.open();
    town.ask_for_person("a");
    CHECK_FALSE(town.with_person("a"));
    CHECK(town.queue->desk().unattended(10).value().empty());
}

TEST_CASE("erasing a citizen forgets that a person spoke with them", "[queue][takeover]") {
    Town town;
    town.note(town.at("sender-a"), DeskChange::agent_spoke);
    town.note(town.at("sender-a"), DeskChange::erased);
    CHECK(town.queue->desk().counts().value().with_agent == 0);
    town.queue.reset();
    CHECK(town.folder.all_bytes().find("sender-a") == std::string::npos);
}
