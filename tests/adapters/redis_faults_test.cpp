// The shared queue over a server that is killed, frozen, flushed, full, replaced, and that lets little be done.
#include <catch2/catch.hpp>

#include <fstream>
#include <random>
#include <sstream>

#include "tests/adapters/queue_crowd.hpp"
#include "tests/adapters/redis_queue_town.hpp"

using namespace motcua;
using namespace motcua::tests;
using adapters::QueueFault;
using adapters::RedisQueue;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

OwnRedis::Options durable() { return {{"--appendonly", "yes", "--appendfsync", "always"}, {}}; }

/// Posts as a platform does: what was not acknowledged is posted again, in order; one citizen each.
void post_stubbornly(adapters::EventInbox& inbox, int citizen_number, int messages) {
    for (int n = 0; n < messages;) {
        if (append_now(inbox, {Crowd::event(citizen_number, n)})) ++n;
    }
}

std::string deploy_example(const std::string& name) {
    const char* source = std::getenv("MOTCUA_SOURCE");
    std::ifstream file(std::string(source == nullptr ? "." : source) + "/deploy/redis/" + name);
    std::ostringstream text;
    text << file.rdbuf();
    REQUIRE_FALSE(text.str().empty());
    return std::move(text).str();
}

/// A gateway with its threads, which work until everything of the crowd was answered and sent.
class Gateway {
  public:
    Gateway(RedisQueue& queue, Crowd crowd) : queue_(queue), crowd_(crowd), to_send_(crowd.size()) {
        for (int c = 0; c < crowd.citizens; ++c) {
            threads_.emplace_back([this, c] { post_stubbornly(queue_.inbox(), c, crowd_.messages); });
        }
        for (int i = 0; i < 3; ++i) {
            threads_.emplace_back([this] { answer_until(queue_.inbox(), answered_, [this] { return to_send_ <= 0; }, completed_, wrong_sessions_); });
            threads_.emplace_back([this] { send_until(queue_.outbox(), delivered_, to_send_); });
        }
    }
    Gateway& operator=(Gateway&&) = delete;  // neither copied nor moved

    int sent() const { return crowd_.size() - to_send_; }
    /// Waits for the threads, then judges: nothing lost, nothing out of order, nothing delivered twice.
    void check_everything() {
        for (std::thread& thread : threads_) thread.join();
        CHECK(delivered_.all_in_order(crowd_));
        CHECK(delivered_.overlaps() == 0);
        CHECK(wrong_sessions_ == 0);
        REQUIRE(queue_.outbox().take(no_wait));  // what is owed to Redis is paid
        const auto depth = queue_.inbox().depth().value();
        CHECK(depth.pending == 0);
        CHECK(depth.outgoing == 0);
        CHECK(depth.dead == 0);
    }

  private:
    RedisQueue& queue_;
    const Crowd crowd_;
    Seen answered_;
    Seen delivered_;
    std::atomic<int> to_send_;
    std::atomic<int> completed_{0};
    std::atomic<int> wrong_sessions_{0};
    std::vector<std::thread> threads_;
};

}  // namespace

TEST_CASE("a Redis that is killed over and over, with appendfsync always, loses and repeats nothing", "[redis][faults]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    OwnRedis redis(durable());
    const auto queue = redis_queue(settings_for({address_of(redis)}), "q");
    constexpr Crowd crowd{8, 150};
    Gateway gateway(*queue, crowd);
    constexpr int kills = 5;
    for (int round = 1; round <= kills; ++round) {
        REQUIRE(redis.wait_until([&] { return gateway.sent() >= crowd.size() * round / (kills + 1); }, seconds(120)));
        redis.kill();
        redis.start();
    }
    gateway.check_everything();
}

TEST_CASE("a Redis that stands still and goes on loses, repeats and delays nothing for as long as a lease", "[redis][faults]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    OwnRedis redis;
    auto settings = settings_for({address_of(redis)});
    settings.command_limit = milliseconds(500);
    const auto queue = redis_queue(settings, "q", {}, "node-1", std::chrono::hours(1));  // waiting for it would never end
    constexpr Crowd crowd{8, 80};
    Gateway gateway(*queue, crowd);
    for (int round = 1; round <= 3; ++round) {
        REQUIRE(redis.wait_until([&] { return gateway.sent() >= crowd.size() * round / 4; }, seconds(120)));
        redis.freeze();
        const auto timeouts = queue->counts().redis.timeouts;
        CHECK(redis.wait_until([&] { return queue->counts().redis.timeouts >= timeouts + 4; }, seconds(60)));
        redis.thaw();
    }
    gateway.check_everything();
}

TEST_CASE("a call on a Redis that stands still ends within its time", "[redis][faults]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    OwnRedis redis;
    auto settings = settings_for({address_of(redis)});
    settings.command_limit = milliseconds(300);
    const auto queue = redis_queue(settings, "q");
    REQUIRE(append_now(queue->inbox(), {event_from("a", "1")}));
    const auto taken = take_now(queue->inbox());
    redis.freeze();
    const auto refused = append_now(queue->inbox(), {event_from("a", "2")});
    REQUIRE_FALSE(refused);
    CHECK((refused.error().fault == QueueFault::timed_out || refused.error().fault == QueueFault::unavailable));
    CHECK_FALSE(queue->inbox().complete(taken, {{{"reply"}}, "s", "answered"}));
    CHECK_FALSE(queue->inbox().depth());
    CHECK_FALSE(queue->desk().counts());
    redis.thaw();
    CHECK(redis.wait_until([&] { return queue->inbox().depth().has_value(); }, seconds(30)));
    CHECK(redis.wait_until([&] { return append_now(queue->inbox(), {event_from("a", "3")}).has_value(); }, seconds(30)));
}

TEST_CASE("after FLUSHALL the queue begins anew without a restart", "[redis][faults]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    const OwnRedis redis;
    const auto queue = redis_queue(settings_for({address_of(redis)}), "q");
    answer_with(view_of(*queue), "a", "1", {"lost"});
    REQUIRE(append_now(queue->inbox(), {event_from("a", "2", "lost"), event_from("a", "3", "lost")}));
    const auto taken = take_now(queue->inbox());
    REQUIRE(redis.ask({"FLUSHALL"}) == "OK");
    CHECK_FALSE(queue->inbox().complete(taken, {{{"lost"}}, "s", "answered"}));
    CHECK_FALSE(queue->inbox().release(taken, no_wait, "complete"));
    CHECK(nothing_to_take(queue->inbox()));
    CHECK(nothing_to_take(queue->outbox()));
    answer_with(view_of(*queue), "a", "4", {"after the flood"});
    CHECK(take_now(queue->outbox()).part.body == "after the flood");
}

TEST_CASE("a group that somebody destroyed is made again", "[redis][faults]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    const OwnRedis redis;
    adapters::RedisQueueSettings settings;
    settings.partitions = 1;
    RedisQueue queue(std::make_shared<adapters::RedisPool>(settings_for({address_of(redis)})), settings);
    answer_with(view_of(queue), "a", "1", {});
    REQUIRE(append_now(queue.inbox(), {event_from("a", "2")}));
    REQUIRE(redis.ask({"XGROUP", "DESTROY", "{motcua}:events:0", "gateways"}) == "1");
    REQUIRE(queue.inbox().complete(take_now(queue.inbox()), {}));
    CHECK(redis.ask({"XLEN", "{motcua}:events:0"}) == "0");
}

TEST_CASE("a server that has forgotten the scripts is told them again", "[redis][faults]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    const OwnRedis redis;
    const auto queue = redis_queue(settings_for({address_of(redis)}), "q");
    for (int n = 0; n < 5; ++n) {
        REQUIRE(append_now(queue->inbox(), {event_from("a", std::to_string(n))}).value().stored == 1);
        REQUIRE(redis.ask({"SCRIPT", "FLUSH"}) == "OK");
        REQUIRE(queue->inbox().complete(take_now(queue->inbox()), {{{"reply"}}, "s", "answered"}));
        REQUIRE(redis.ask({"SCRIPT", "FLUSH"}) == "OK");
    }
    CHECK(queue->inbox().depth().value().outgoing == 5);
}

TEST_CASE("a full Redis takes in nothing, keeps what it has whole, and can be emptied", "[redis][faults]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    const OwnRedis redis({{"--maxmemory", "3mb", "--maxmemory-policy", "noeviction"}, {}});
    const auto queue = redis_queue(settings_for({address_of(redis)}), "q");
    int stored = 0;
    while (true) {
        const std::string number = std::to_string(stored);
        const auto receipt = append_now(queue->inbox(), {event_from("s" + number, number, std::string(4'000, 'x')),
                                                         event_from("t" + number, "t" + number, std::string(4'000, 'x'))});
        if (!receipt) {
            CHECK(receipt.error().fault == QueueFault::overloaded);
            break;
        }
        ++stored;
        REQUIRE(stored < 10'000);
    }
    REQUIRE(stored > 10);
    CHECK(queue->inbox().depth().value().pending == static_cast<std::size_t>(stored) * 2);  // no half batch
    for (int n = 0; n < stored * 2; ++n) {
        REQUIRE(queue->inbox().complete(take_now(queue->inbox()), {{{"reply"}}, "s", "answered"}));
        REQUIRE(queue->outbox().sent(take_now(queue->outbox()), "p"));
    }
    CHECK(queue->inbox().depth().value().pending == 0);
    CHECK(append_now(queue->inbox(), {event_from("a", "last")}));
}

TEST_CASE("the deploy example's server and its user's rights are enough, and no more than that", "[redis][faults]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    const TempFolder folder;
    folder.write("users.acl", deploy_example("users.acl"));
    folder.write("password", "change-this-password\n");
    const OwnRedis redis({{"--aclfile", folder / "users.acl"}, deploy_example("redis.conf")});
    auto settings = settings_for({address_of(redis)});
    settings.login = {"motcua", folder / "password"};
    const auto queue = redis_queue(settings, "motcua");
    answer_with(view_of(*queue), "a", "1", {"one", "two"});
    REQUIRE(queue->outbox().retry(take_now(queue->outbox()), no_wait, "busy"));
    REQUIRE(queue->outbox().dead(take_now(queue->outbox()), "gone"));
    CHECK(queue->outbox().dead_letters(5).value().size() == 2);
    CHECK(queue->outbox().redrive({}).value() == 2);
    REQUIRE(queue->outbox().sent(take_now(queue->outbox()), "p"));
    REQUIRE(append_now(queue->inbox(), {event_from("a", "2")}));
    REQUIRE(queue->inbox().release(take_now(queue->inbox()), no_wait, "busy"));
    REQUIRE(note_now(queue->desk(), {{citizen("a"), adapters::DeskChange::agent_spoke}}));
    REQUIRE(note_now(queue->desk(), {{citizen("a"), adapters::DeskChange::erased}}));
    CHECK(queue->desk().unattended(5));
    CHECK(queue->desk().counts());
    CHECK(queue->inbox().depth());
    adapters::RedisPool pool(settings);
    CHECK_FALSE(pool.call({"SET", "somebody-else's", "x"}));
    CHECK_FALSE(pool.call({"FLUSHALL"}));
    CHECK(pool.call({"CONFIG", "GET", "appendfsync"})->at(1).text == "always");
    CHECK_FALSE(pool.call({"CONFIG", "SET", "maxmemory", "1"}));
}

TEST_CASE("a redelivery is not acknowledged before the replica has what it repeats", "[redis][faults]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    const OwnRedis first;
    OwnRedis second(replica_of(first));
    auto settings = settings_for({address_of(first)});
    settings.wait_replicas = 1;
    settings.wait_limit = milliseconds(300);
    const auto queue = redis_queue(settings, "q");
    REQUIRE(second.wait_until([&] { return append_now(queue->inbox(), {event_from("a", "0")}).has_value(); }, seconds(30)));
    second.freeze();
    CHECK_FALSE(append_now(queue->inbox(), {event_from("a", "1")}));
    const auto other = redis_queue(settings, "q", {}, "node-2");  // whose connections have written nothing yet
    CHECK_FALSE(append_now(other->inbox(), {event_from("a", "1")}));
    CHECK_FALSE(note_now(queue->desk(), {{citizen("a"), adapters::DeskChange::back_to_bot}}));
    second.thaw();
    adapters::QueueResult<adapters::AppendReceipt> receipt;
    const auto is_taken = [&] { return (receipt = append_now(queue->inbox(), {event_from("a", "1")})).has_value(); };
    REQUIRE(second.wait_until(is_taken, seconds(30)));
    CHECK(receipt->duplicate == 1);
}

TEST_CASE("a failover to a replica that sentinels decide loses nothing that WAIT acknowledged", "[redis][faults]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    OwnRedis first(durable());
    const OwnRedis second(replica_of(first, durable()));
    const OwnRedis sentinel(sentinel_of(first.port(), 1, milliseconds(1'000)));
    auto settings = settings_for({address_of(sentinel)});
    settings.master_name = "motcua";
    settings.wait_replicas = 1;
    settings.wait_limit = seconds(2);
    const auto queue = redis_queue(settings, "q");
    const auto knows_the_replica = [&] {
        return sentinel.ask({"SENTINEL", "replicas", "motcua"}).find(std::to_string(second.port())) != std::string::npos;
    };
    REQUIRE(sentinel.wait_until(knows_the_replica, seconds(60)));
    std::vector<std::string> acknowledged;
    for (int n = 0; n < 200; ++n) {
        if (append_now(queue->inbox(), {event_from("a", std::to_string(n), std::to_string(n))})) {
            acknowledged.push_back(std::to_string(n));
        }
        if (n == 150) first.kill();
    }
    REQUIRE(acknowledged.size() >= 100);
    // Nobody can acknowledge any more: the one that is left is no longer asked to wait for another.
    settings.wait_replicas = 0;
    const auto later = redis_queue(settings, "q");
    REQUIRE(second.wait_until([&] { return later->inbox().depth().has_value(); }, seconds(60)));
    std::vector<std::string> found;
    while (later->inbox().depth().value().pending > 0) {
        const auto taken = take_now(later->inbox());
        found.push_back(taken.event.verdict->text());
        REQUIRE(later->inbox().complete(taken, {}));
    }
    REQUIRE(found.size() >= acknowledged.size());
    CHECK(std::equal(acknowledged.begin(), acknowledged.end(), found.begin()));  // and in their order
}
