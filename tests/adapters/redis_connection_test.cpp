// The pool of connections against real servers that are killed, frozen, replaced, full, and choosy about who calls.
#include <catch2/catch.hpp>

#include <thread>

#include "adapters/redis/pool.hpp"
#include "tests/adapters/redis_town.hpp"

using namespace motcua;
using namespace motcua::tests;
using adapters::RedisFault;
using adapters::RedisPool;
using adapters::RedisScript;
using std::chrono::milliseconds;

namespace {

const RedisScript& counting() {
    static const RedisScript script("count", "#!lua\nreturn redis.call('INCRBY', KEYS[1], ARGV[1])");
    return script;
}

adapters::RedisScriptCall count_by(int step) { return {&counting(), {"{t}:count"}, {std::to_string(step)}}; }

RedisFault fault_of(const adapters::RedisResult<adapters::RedisReply>& result) {
    REQUIRE_FALSE(result);
    return result.error().fault;
}

}  // namespace

TEST_CASE("an address is read as people write it", "[redis]") {
    struct Row {
        const char* text;
        const char* read;  // nullptr: refused
    };
    const auto row = GENERATE(values<Row>({
        {"redis-1", "redis-1:6379"},
        {"10.0.0.7:7000", "10.0.0.7:7000"},
        {"[::1]:7000", "[::1]:7000"},
        {"[::1]", "[::1]:6379"},
        {"/run/redis.sock", "/run/redis.sock"},
        {"", nullptr},
        {"host:", nullptr},
        {"host:0", nullptr},
        {"host:65536", nullptr},
        {"host:12x", nullptr},
        {":6379", nullptr},
        {"a b", nullptr},
        {"[::1", nullptr},
    }));
    INFO(row.text);
    const auto address = adapters::redis_address_from(row.text);
    REQUIRE(address.has_value() == (row.read != nullptr));
    if (address) CHECK(adapters::to_text(*address) == row.read);
}

TEST_CASE("any bytes go to Redis and come back, over TCP and over a socket of the file system", "[redis]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    const OwnRedis redis;
    const bool by_path = GENERATE(false, true);
    RedisPool pool(settings_for({by_path ? adapters::RedisAddress{redis.unix_socket(), 0} : address_of(redis)}));
    const std::string bytes("a\0%s\r\n\xff", 8);
    REQUIRE(pool.call({"SET", "key", bytes}));
    CHECK(pool.call({"GET", "key"})->text == bytes);
    CHECK(pool.call({"GET", "none"})->is_nil());
    CHECK(pool.call({"EVAL", "return {1, {'two', false}}", "0"})->at(1).at(0).text == "two");
    CHECK(pool.counters().connects == 1);
}

TEST_CASE("an error tells no argument", "[redis]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    const OwnRedis redis;
    RedisPool pool(settings_for({address_of(redis)}));
    const auto refused = pool.call({"NOSUCH", "canary", "canary"});
    CHECK(fault_of(refused) == RedisFault::bad_data);
    CHECK(refused.error().detail.find("canary") == std::string::npos);
}

TEST_CASE("a script is loaded once, and again when the server has forgotten it", "[redis]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    const OwnRedis redis;
    RedisPool pool(settings_for({address_of(redis)}));
    CHECK(pool.run(count_by(1))->integer == 1);
    CHECK(pool.run(count_by(2))->integer == 3);
    REQUIRE(redis.ask({"SCRIPT", "FLUSH"}) == "OK");
    const auto all = pool.run_all({count_by(1), count_by(1), count_by(1)});
    REQUIRE(all.size() == 3);
    CHECK(all[2]->integer == 6);
    CHECK(pool.counters().connects == 1);
}

TEST_CASE("a server that was killed is missed at once, and found again by itself", "[redis]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    OwnRedis redis({{"--appendonly", "yes", "--appendfsync", "always"}, {}});
    RedisPool pool(settings_for({address_of(redis)}));
    REQUIRE(pool.run(count_by(1)));
    redis.kill();
    CHECK(fault_of(pool.run(count_by(1))) == RedisFault::unavailable);
    CHECK_FALSE(pool.is_up());
    redis.start();
    REQUIRE(comes_back(pool, redis));
    CHECK(pool.run(count_by(1))->integer == 2);
}

TEST_CASE("idle connections that died with a server are not used", "[redis]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    OwnRedis redis({{"--appendonly", "yes", "--appendfsync", "always"}, {}});
    RedisPool pool(settings_for({address_of(redis)}));
    REQUIRE(pool.run(count_by(1)));
    redis.kill();
    redis.start();
    CHECK(pool.run(count_by(1))->integer == 2);  // the first call after it goes well
}

TEST_CASE("a frozen server costs the time limit and no more", "[redis]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    OwnRedis redis;
    auto settings = settings_for({address_of(redis)});
    settings.command_limit = milliseconds(300);
    RedisPool pool(settings);
    REQUIRE(pool.run(count_by(1)));
    redis.freeze();
    const auto begin = std::chrono::steady_clock::now();
    const auto late = pool.run(count_by(1));
    const auto took = std::chrono::steady_clock::now() - begin;
    CHECK(fault_of(late) == RedisFault::timed_out);
    CHECK(late.error().may_have_run);
    CHECK(took >= milliseconds(300));
    CHECK(took < milliseconds(3'000));
    redis.thaw();
    REQUIRE(comes_back(pool, redis));
    CHECK(pool.counters().timeouts >= 1);
}

TEST_CASE("no more connections are open than allowed, however many call", "[redis]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    const OwnRedis redis;
    auto settings = settings_for({address_of(redis)});
    settings.connections = 3;
    RedisPool pool(settings);
    std::vector<std::thread> callers;
    std::atomic<int> failed{0};
    for (int i = 0; i < 12; ++i) {
        callers.emplace_back([&] {
            for (int call = 0; call < 50; ++call) failed += pool.run(count_by(1)) ? 0 : 1;
        });
    }
    for (std::thread& caller : callers) caller.join();
    CHECK(failed == 0);
    CHECK(pool.counters().connects <= 3);
    CHECK(pool.run(count_by(0))->integer == 600);
}

TEST_CASE("who calls must be known, and a password that changes is read anew", "[redis]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    const OwnRedis redis({{"--user", "app", "on", ">first-secret", "~{t}:*", "+@all", "-flushall"}, {}});
    const TempFolder folder;
    folder.write("password", "wrong-secret\n");
    auto settings = settings_for({address_of(redis)});
    settings.login = {"app", folder / "password"};
    RedisPool pool(settings);
    const auto refused = pool.run(count_by(1));
    CHECK(fault_of(refused) == RedisFault::auth);
    CHECK(refused.error().detail.find("secret") == std::string::npos);
    folder.write("password", "first-secret\n");
    REQUIRE(redis.wait_until([&] { return pool.run(count_by(1)).has_value(); }, std::chrono::seconds(10)));
    CHECK(fault_of(pool.call({"FLUSHALL"})) == RedisFault::auth);
    CHECK(fault_of(pool.call({"GET", "foreign"})) == RedisFault::auth);
}

TEST_CASE("a full server says so", "[redis]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    const OwnRedis redis({{"--maxmemory", "1", "--maxmemory-policy", "noeviction"}, {}});
    RedisPool pool(settings_for({address_of(redis)}));
    CHECK(fault_of(pool.run(count_by(1))) == RedisFault::out_of_memory);
}

TEST_CASE("of a list of addresses the master is used, and the next one after a failover", "[redis]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    OwnRedis first;
    const OwnRedis second(replica_of(first));
    RedisPool pool(settings_for({address_of(second), address_of(first)}));
    REQUIRE(pool.run(count_by(1))->integer == 1);
    REQUIRE(second.wait_until([&] { return second.ask({"GET", "{t}:count"}) == "1"; }, std::chrono::seconds(20)));
    SECTION("the old master is gone") { first.kill(); }
    SECTION("the old master became a replica, and says so") {
        REQUIRE(second.ask({"REPLICAOF", "NO", "ONE"}) == "OK");
        REQUIRE(first.ask({"REPLICAOF", "127.0.0.1", std::to_string(second.port())}) == "OK");
        CHECK(pool.run(count_by(1))->integer == 2);  // the call that was refused is made once more
        CHECK(pool.counters().failovers == 1);
        return;
    }
    REQUIRE(second.ask({"REPLICAOF", "NO", "ONE"}) == "OK");
    REQUIRE(second.wait_until([&] { return pool.run(count_by(1)).has_value(); }, std::chrono::seconds(20)));
    CHECK(pool.counters().failovers == 1);
}

TEST_CASE("sentinels tell the master, and the new one after a failover", "[redis]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    OwnRedis first;
    const OwnRedis second(replica_of(first));
    const OwnRedis sentinel(sentinel_of(first.port(), 1, milliseconds(1'000)));
    auto settings = settings_for({{"127.0.0.1", 1}, address_of(sentinel)});  // the first sentinel is down
    settings.master_name = "motcua";
    RedisPool pool(settings);
    REQUIRE(pool.run(count_by(1))->integer == 1);
    REQUIRE(second.wait_until([&] { return second.ask({"GET", "{t}:count"}) == "1"; }, std::chrono::seconds(20)));
    const auto knows_the_replica = [&] {
        return sentinel.ask({"SENTINEL", "replicas", "motcua"}).find(std::to_string(second.port())) != std::string::npos;
    };
    REQUIRE(sentinel.wait_until(knows_the_replica, std::chrono::seconds(30)));
    first.kill();
    REQUIRE(second.wait_until([&] { return pool.run(count_by(1)).has_value(); }, std::chrono::seconds(60)));
    CHECK(pool.run(count_by(0))->integer == 2);
    CHECK(pool.counters().failovers == 1);
}

TEST_CASE("a durable write that too few replicas have is no success", "[redis]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    const OwnRedis first;
    auto settings = settings_for({address_of(first)});
    settings.wait_replicas = 1;
    settings.wait_limit = milliseconds(100);
    RedisPool pool(settings);
    const auto alone = pool.run(count_by(1), adapters::RedisWrite::durable);
    CHECK(fault_of(alone) == RedisFault::under_replicated);
    CHECK(pool.run(count_by(1)));  // what need not be durable does not wait
    const OwnRedis second(replica_of(first));
    REQUIRE(second.wait_until([&] { return pool.run(count_by(0), adapters::RedisWrite::durable).has_value(); },
                              std::chrono::seconds(20)));
}
