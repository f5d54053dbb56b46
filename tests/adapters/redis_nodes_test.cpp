// Two gateways over one shared queue: they race, one dies, one comes back too late, one erases what the other answers.
#include <catch2/catch.hpp>

#include "tests/adapters/queue_crowd.hpp"
#include "tests/adapters/redis_queue_town.hpp"

using namespace motcua;
using namespace motcua::tests;
using adapters::RedisQueue;
using std::chrono::milliseconds;

namespace {

/// Two nodes of one queue, each with connections of its own.
struct TwoNodes {
    explicit TwoNodes(milliseconds lease = std::chrono::minutes(1)) {
        const auto redis = settings_for({address_of(common_redis())});
        one = redis_queue(redis, name, {}, "node-1", lease);
        two = redis_queue(redis, name, {}, "node-2", lease);
    }

    const std::string name = unused_name();
    std::unique_ptr<RedisQueue> one;
    std::unique_ptr<RedisQueue> two;
};

std::string ask_redis(const RedisCommand& command) { return common_redis().ask(command); }

}  // namespace

TEST_CASE("two nodes race on 5,000 events of 200 citizens: order is kept and nobody is answered twice", "[redis][nodes]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    TwoNodes nodes;
    constexpr Crowd crowd{200, 25};
    Seen answered;
    Seen delivered;
    std::atomic<int> completed{0};
    std::atomic<int> to_send{crowd.size()};
    std::atomic<int> wrong_sessions{0};
    const auto is_over = [&] { return completed == crowd.size(); };
    const auto node = [&](int number) -> RedisQueue& { return number % 2 == 0 ? *nodes.one : *nodes.two; };
    std::thread first_half([&] { crowd.write_to(nodes.one->inbox(), 0, 2); });
    std::thread second_half([&] { crowd.write_to(nodes.two->inbox(), 1, 2); });
    std::thread senders([&] { in_threads(4, [&](int i) { send_until(node(i).outbox(), delivered, to_send); }); });
    in_threads(6, [&](int i) { answer_until(node(i).inbox(), answered, is_over, completed, wrong_sessions); });
    first_half.join();
    second_half.join();
    senders.join();
    CHECK(answered.all_in_order(crowd));
    CHECK(answered.overlaps() == 0);
    CHECK(wrong_sessions == 0);
    CHECK(delivered.all_in_order(crowd));
    CHECK(delivered.overlaps() == 0);
    const auto depth = nodes.two->inbox().depth().value();
    CHECK(depth.pending == 0);
    CHECK(depth.outgoing == 0);
    CHECK(depth.dead == 0);
    CHECK(nodes.one->counts().fenced + nodes.two->counts().fenced == 0);
}

TEST_CASE("when everything is done, only what has a time of its own is left, and the streams are empty", "[redis][nodes]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    TwoNodes nodes;
    for (int n = 0; n < 20; ++n) answer_with(view_of(*nodes.one), std::to_string(n % 7), std::to_string(n), {"one", "two"});
    for (int n = 0; n < 40; ++n) REQUIRE(nodes.two->outbox().sent(take_now(nodes.two->outbox()), "p"));
    adapters::RedisPool pool(settings_for({address_of(common_redis())}));
    const std::string prefix = "{" + nodes.name + "}:";
    const auto keys = pool.call({"KEYS", prefix + "*"}).value();
    REQUIRE(keys.items.size() > 30);
    for (const auto& key : keys.items) {
        const std::string kind = key.text.substr(prefix.size(), key.text.find(':', prefix.size()) - prefix.size());
        INFO(key.text);
        if (kind == "events") {
            CHECK(pool.call({"XLEN", key.text})->integer == 0);
            CHECK(pool.call({"XPENDING", key.text, "gateways"})->at(0).integer == 0);
        } else if (kind == "seen" || kind == "session" || kind == "contact") {
            CHECK(pool.call({"TTL", key.text})->integer > 0);
        } else {
            CHECK((kind == "number" || kind == "turn"));  // counters
        }
    }
}

TEST_CASE("a reply that was sent before a failover does not end another citizen's of the same number", "[redis][nodes]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    TwoNodes nodes;
    answer_with(view_of(*nodes.one), "a", "1", {"a's reply"});
    const auto before = take_now(nodes.one->outbox());
    adapters::RedisPool pool(settings_for({address_of(common_redis())}));
    const auto keys = pool.call({"KEYS", "{" + nodes.name + "}:*"}).value();
    for (const auto& key : keys.items) REQUIRE(pool.call({"DEL", key.text}));  // a replica without all of it took over
    answer_with(view_of(*nodes.two), "b", "2", {"b's reply"});
    REQUIRE(nodes.one->outbox().sent(before, "p"));
    const auto after = take_now(nodes.two->outbox());
    CHECK(after.id == before.id);
    CHECK(after.envelope.sender == "b");
}

TEST_CASE("what a node held when it died goes to another one after the lease", "[redis][nodes]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    TwoNodes nodes(milliseconds(300));
    answer_with(view_of(*nodes.one), "b", "0", {"b's reply"});
    REQUIRE(append_now(nodes.one->inbox(), {event_from("a", "1", "first"), event_from("a", "2", "second")}));
    const auto event = take_now(nodes.one->inbox());
    const auto part = take_now(nodes.one->outbox());
    CHECK(nothing_to_take(nodes.two->inbox()));
    nodes.one.reset();
    const auto again = take_now(nodes.two->inbox());
    CHECK(again.event.verdict->text() == "first");
    CHECK(again.attempt == 2);
    CHECK(take_now(nodes.two->outbox()).part.body == "b's reply");
}

TEST_CASE("who comes back after the lease ends nothing, and is counted", "[redis][nodes]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    TwoNodes nodes(milliseconds(300));
    REQUIRE(append_now(nodes.one->inbox(), {event_from("a", "1", "first")}));
    const auto late = take_now(nodes.one->inbox());
    const auto again = take_now(nodes.two->inbox());
    CHECK_FALSE(nodes.one->inbox().complete(late, {{{"too late"}}, "late", "answered"}));
    CHECK_FALSE(nodes.one->inbox().release(late, no_wait, "complete"));
    CHECK(nodes.one->counts().fenced == 2);
    CHECK(nothing_to_take(nodes.one->outbox()));
    REQUIRE(nodes.two->inbox().complete(again, {{{"in time"}}, "right", "answered"}));
    const auto part = take_now(nodes.one->outbox());
    CHECK(part.part.body == "in time");
    // A part that was sent is sent, whoever says so; what failed is told by its owner alone.
    const auto part_again = take_now(nodes.two->outbox());
    CHECK_FALSE(nodes.one->outbox().retry(part, no_wait, "busy"));
    CHECK_FALSE(nodes.one->outbox().dead(part, "gone"));
    REQUIRE(nodes.one->outbox().sent(part, "p"));
    CHECK(nodes.two->outbox().retry(part_again, no_wait, "busy"));
    CHECK(nothing_to_take(nodes.two->outbox()));
    CHECK(nodes.two->inbox().depth().value().outgoing == 0);
}

TEST_CASE("a message taken in by one node wakes those who wait on the other", "[redis][nodes]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    TwoNodes nodes;
    std::promise<std::string> heard;
    std::thread waiting([&] {
        const auto taken = nodes.two->inbox().take(a_while);
        heard.set_value(taken && *taken ? (*taken)->event.verdict->text() : "nothing");
    });
    REQUIRE(append_now(nodes.one->inbox(), {event_from("a", "1", "hello")}));
    CHECK(heard.get_future().get() == "hello");
    waiting.join();
}

TEST_CASE("what is offered is told on the channel that every node hears", "[redis][nodes]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    TwoNodes nodes;
    adapters::RedisPool pool(settings_for({address_of(common_redis())}));
    auto listener = pool.open();
    REQUIRE(listener);
    REQUIRE(listener->call({"SUBSCRIBE", "{" + nodes.name + "}:wake"}, a_while));
    const auto next_word = [&] { return listener->listen(a_while).value().at(2).text; };
    REQUIRE(append_now(nodes.one->inbox(), {event_from("a", "1"), event_from("b", "2")}));
    CHECK(next_word() == "event");
    REQUIRE(nodes.two->inbox().complete(take_now(nodes.two->inbox()), {{{"reply"}}, "s", "answered"}));
    CHECK(next_word() == "part");
}

TEST_CASE("a part that another node gave up, and that was sent after all, is no dead letter", "[redis][nodes]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    TwoNodes nodes(milliseconds(300));
    answer_with(view_of(*nodes.one), "a", "1", {"reply"});
    const auto slow = take_now(nodes.one->outbox());
    REQUIRE(nodes.two->outbox().dead(take_now(nodes.two->outbox()), "too old"));
    REQUIRE(nodes.two->outbox().dead_letters(5).value().size() == 1);
    REQUIRE(nodes.one->outbox().sent(slow, "p"));
    CHECK(nodes.two->outbox().dead_letters(5).value().empty());
    CHECK(nodes.two->inbox().depth().value().dead == 0);
    CHECK(nodes.two->outbox().redrive({}).value() == 0);
}

TEST_CASE("an agent's message that one node hears silences the answer of the other", "[redis][nodes]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    TwoNodes nodes;
    REQUIRE(append_now(nodes.one->inbox(), {event_from("a", "1"), event_from("a", "2")}));
    const auto taken = take_now(nodes.two->inbox());
    REQUIRE(note_now(nodes.one->desk(), {{citizen("a"), adapters::DeskChange::agent_spoke}}));
    REQUIRE(nodes.two->inbox().complete(taken, {{{"too late"}}, "s", "answered"}));
    CHECK(nothing_to_take(nodes.one->outbox()));
    CHECK(take_now(nodes.two->inbox()).with_person);
}

TEST_CASE("what one node answers while the other erases its citizen leaves nothing", "[redis][nodes]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    TwoNodes nodes;
    REQUIRE(append_now(nodes.one->inbox(), {event_from("a", "1", "canary"), event_from("a", "2", "canary")}));
    const auto taken = take_now(nodes.two->inbox());
    REQUIRE(note_now(nodes.one->desk(), {{citizen("a"), adapters::DeskChange::erased}}));
    REQUIRE(append_now(nodes.one->inbox(), {event_from("a", "3", "begun anew")}));
    CHECK(nothing_to_take(nodes.one->inbox()));  // one of the citizen is still on loan
    REQUIRE(nodes.two->inbox().complete(taken, {{{"canary"}}, "canary", "answered"}));
    const auto anew = take_now(nodes.one->inbox());
    CHECK(anew.event.verdict->text() == "begun anew");
    CHECK(anew.session.empty());
    REQUIRE(nodes.one->inbox().complete(anew, {}));
    nodes.one.reset();
    nodes.two.reset();
    CHECK(stored_under(common_redis(), nodes.name).find("canary") == std::string::npos);
}

TEST_CASE("operators see who holds what, by the streams' own commands", "[redis][nodes]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    TwoNodes nodes;
    REQUIRE(append_now(nodes.one->inbox(), {event_from("a", "1")}));
    const auto taken = take_now(nodes.two->inbox());
    std::string pending;
    for (int partition = 0; partition < 64; ++partition) {
        const std::string stream = "{" + nodes.name + "}:events:" + std::to_string(partition);
        pending += ask_redis({"XPENDING", stream, "gateways"}) + "\n";
    }
    CHECK(pending.find("node-2") != std::string::npos);
    CHECK(pending.find("node-1") == std::string::npos);
    REQUIRE(nodes.two->inbox().release(taken, no_wait, "later"));
}

TEST_CASE("a queue goes on with another number of partitions", "[redis][nodes]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    TwoNodes nodes;
    REQUIRE(append_now(nodes.one->inbox(), {event_from("a", "1", "before")}));
    nodes.one.reset();
    adapters::RedisQueueSettings settings;
    settings.name = nodes.name;
    settings.partitions = 3;
    RedisQueue other(std::make_shared<adapters::RedisPool>(settings_for({address_of(common_redis())})), settings);
    REQUIRE(append_now(other.inbox(), {event_from("a", "2", "after")}));
    for (const char* text : {"before", "after"}) {
        const auto taken = take_now(other.inbox());
        CHECK(taken.event.verdict->text() == text);
        REQUIRE(other.inbox().complete(taken, {}));
    }
}
