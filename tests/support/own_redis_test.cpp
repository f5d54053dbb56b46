// OwnRedis against Debian's redis-server: what stop, kill, freeze and start do to its data and its answers.
#include <catch2/catch.hpp>

#include "tests/support/own_redis.hpp"

using namespace motcua::tests;
using std::chrono::milliseconds;

namespace {

// What MOTCUA_SKIP_WITHOUT is for files.
bool no_redis_here() {
    if (OwnRedis::installed()) return false;
    WARN("SKIPPED: redis-server is not installed; nothing was tested");
    return true;
}

/// True as soon as an answer holds `wanted`.
bool comes_to_say(const OwnRedis& redis, const RedisCommand& command, const std::string& wanted) {
    const auto says_so = [&] {
        return redis.ask(command, milliseconds(1'000)).find(wanted) != std::string::npos;
    };
    return redis.wait_until(says_so, milliseconds(30'000));
}

}  // namespace

TEST_CASE("an own Redis answers on its port and keeps bytes as they are") {
    if (no_redis_here()) return;
    const OwnRedis redis;
    const std::string bytes("a\0b\r\nc", 6);
    CHECK(redis.ask({"PING"}) == "PONG");
    CHECK(redis.ask({"SET", "key", bytes}) == "OK");
    CHECK(redis.ask({"GET", "key"}) == bytes);
    CHECK(redis.ask({"GET", "no such key"}) == "(nil)");
    CHECK(redis.ask({"INCR", "count"}) == "1");
    CHECK(redis.ask({"MGET", "count", "none"}) == "1\n(nil)");
    CHECK(redis.ask({"NO-SUCH-COMMAND"}).rfind("-ERR", 0) == 0);
    CHECK(std::filesystem::is_socket(redis.unix_socket()));
}

TEST_CASE("two own Redis servers know nothing of one another") {
    if (no_redis_here()) return;
    const OwnRedis one;
    const OwnRedis other;
    REQUIRE(one.port() != other.port());
    CHECK(one.ask({"SET", "key", "1"}) == "OK");
    CHECK(other.ask({"EXISTS", "key"}) == "0");
}

TEST_CASE("what an end leaves on disk is there after the start on the same port") {
    if (no_redis_here()) return;
    struct Row {
        const char* why;
        std::vector<std::string> arguments;
        bool killed;
        const char* found;
    };
    const auto row = GENERATE(values<Row>({
        {"every write is fsynced: kill -9 loses nothing",
         {"--appendonly", "yes", "--appendfsync", "always"},
         true,
         "1"},
        {"written each second: a process that dies loses nothing, a machine may",
         {"--appendonly", "yes"},
         true,
         "1"},
        {"nothing is kept: kill -9 loses it", {}, true, "(nil)"},
        {"nothing is kept: nor does a clean stop keep it", {}, false, "(nil)"},
        {"a snapshot is asked for: a clean stop takes it", {"--save", "3600 1"}, false, "1"},
        {"a snapshot is asked for: kill -9 comes before it", {"--save", "3600 1"}, true, "(nil)"},
    }));
    INFO(row.why);
    OwnRedis redis({row.arguments, {}});
    const auto port = redis.port();
    REQUIRE(redis.ask({"SET", "key", "1"}) == "OK");
    row.killed ? redis.kill() : redis.stop();
    CHECK_FALSE(redis.running());
    CHECK(redis.ask({"PING"}).empty());
    redis.start();
    CHECK(redis.port() == port);
    CHECK(redis.ask({"GET", "key"}) == row.found);
}

TEST_CASE("a frozen Redis takes connections and answers only when thawed") {
    if (no_redis_here()) return;
    OwnRedis redis;
    REQUIRE(redis.ask({"SET", "key", "1"}) == "OK");
    redis.freeze();
    CHECK(redis.ask({"GET", "key"}, milliseconds(200)).empty());
    redis.thaw();
    CHECK(redis.ask({"GET", "key"}) == "1");
    redis.freeze();
    redis.kill();
    CHECK_FALSE(redis.running());
}

TEST_CASE("a user with a password is the only one let in") {
    if (no_redis_here()) return;
    const OwnRedis redis(
        {{"--user", "app", "on", ">secret", "~*", "&*", "+@all", "--user", "default", "off"}, {}});
    CHECK(redis.ask({"GET", "key"}).rfind("-NOAUTH", 0) == 0);
    CHECK(redis_replies(redis.port(), {{"AUTH", "app", "wrong"}}).front().rfind("-WRONGPASS", 0) == 0);
    CHECK(redis_replies(redis.port(), {{"AUTH", "app", "secret"}, {"SET", "key", "1"}, {"GET", "key"}}) ==
          std::vector<std::string>{"OK", "OK", "1"});
}

TEST_CASE("a primary that is killed is replaced by its replica when the sentinels agree") {
    if (no_redis_here()) return;
    OwnRedis primary;
    const OwnRedis replica(replica_of(primary));
    REQUIRE(primary.ask({"SET", "key", "1"}) == "OK");
    REQUIRE(comes_to_say(replica, {"INFO", "replication"}, "master_link_status:up"));
    REQUIRE(comes_to_say(replica, {"GET", "key"}, "1"));
    const OwnRedis one(sentinel_of(primary.port(), 2, milliseconds(500)));
    const OwnRedis two(sentinel_of(primary.port(), 2, milliseconds(500)));
    const OwnRedis three(sentinel_of(primary.port(), 2, milliseconds(500)));
    const std::string flags = "num-other-sentinels\n2";
    for (const OwnRedis* sentinel : {&one, &two, &three}) {
        REQUIRE(comes_to_say(*sentinel, {"SENTINEL", "MASTER", "motcua"}, flags));
        REQUIRE(comes_to_say(*sentinel, {"SENTINEL", "REPLICAS", "motcua"}, std::to_string(replica.port())));
    }
    primary.kill();
    CHECK(comes_to_say(replica, {"ROLE"}, "master"));
    CHECK(
        comes_to_say(one, {"SENTINEL", "GET-MASTER-ADDR-BY-NAME", "motcua"}, std::to_string(replica.port())));
    CHECK(replica.ask({"GET", "key"}) == "1");
    CHECK(replica.ask({"SET", "key", "2"}) == "OK");
}

TEST_CASE("an option that Redis does not know is told with its log") {
    if (no_redis_here()) return;
    CHECK_THROWS_WITH(OwnRedis({{"--no-such-option", "1"}, {}}), Catch::Contains("no-such-option"));
}
