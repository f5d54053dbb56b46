// The settings of Redis: what is read, and every problem by its name.
#include <catch2/catch.hpp>

#include "gateway/config/config.hpp"
#include "tests/support/temp_folder.hpp"

using namespace motcua;
using namespace motcua::tests;
using namespace std::chrono_literals;
using gateway::config_from;

TEST_CASE("without [redis] everything is kept in the data folder", "[gateway][config][stores]") {
    const auto config = config_from("", {});
    REQUIRE(config);
    CHECK_FALSE(config->redis.is_set());
    CHECK(config->redis.appendfsync == adapters::Appendfsync::always);
}

TEST_CASE("a whole [redis] is read", "[gateway][config][stores]") {
    TempFolder folder;
    folder.write("keys/redis", "pass word\n");
    folder.write("sentinel", "other\n");
    const auto config = config_from(R"(
[redis]
addresses = ["sentinel-1:26379", "10.0.0.2", "[::1]:7000", "/run/redis.sock"]
master = "motcua"
user = "gateway"
password_file = "keys/redis"
sentinel_password_file = "sentinel"
name = "province-1"
node = "node-a.1"
partitions = 16
connections = 8
connect_ms = 250
command_ms = 700
wait_replicas = 1
wait_ms = 300
lease_seconds = 45
check_seconds = 10
spool_bound = 1000
spool_retry_ms = 100
expect_appendfsync = "everysec"
)", folder.path());
    REQUIRE(config);
    const gateway::RedisStore& redis = config->redis;
    REQUIRE(redis.is_set());
    REQUIRE(redis.server.addresses.size() == 4);
    CHECK(redis.server.addresses[0] == adapters::RedisAddress{"sentinel-1", 26379});
    CHECK(redis.server.addresses[2] == adapters::RedisAddress{"::1", 7000});
    CHECK(redis.server.master_name == "motcua");
    CHECK(redis.server.login.user == "gateway");
    CHECK(redis.server.login.password_file == folder / "keys/redis");
    CHECK(redis.server.sentinel_login.password_file == folder / "sentinel");
    CHECK(redis.name == "province-1");
    CHECK(redis.node == "node-a.1");
    CHECK(redis.partitions == 16);
    CHECK(redis.server.connections == 8);
    CHECK(redis.server.connect_limit == 250ms);
    CHECK(redis.server.command_limit == 700ms);
    CHECK(redis.server.wait_replicas == 1);
    CHECK(redis.server.wait_limit == 300ms);
    CHECK(redis.lease == 45s);
    CHECK(redis.check == 10s);
    CHECK(redis.spool_bound == 1000);
    CHECK(redis.spool_retry == 100ms);
    CHECK(redis.appendfsync == adapters::Appendfsync::everysec);
}

TEST_CASE("what cannot be used of [redis] is told by name, never by value", "[gateway][config][stores]") {
    struct Row {
        const char* why;
        const char* toml;
        const char* name;
    };
    const auto row = GENERATE(values<Row>({
        {"no address", "", "redis.addresses"},
        {"an address without a host", R"(addresses = [":6379"])", "redis.addresses"},
        {"one good and one bad address", R"(addresses = ["a", "canary:x"])", "redis.addresses"},
        {"a password in the settings", R"(addresses = ["a"]
password = "canary")", "redis.password"},
        {"a user without a password", R"(addresses = ["a"]
user = "canary")", "redis.password_file"},
        {"a password file that is not there", R"(addresses = ["a"]
password_file = "canary")", "redis.password_file"},
        {"a name that would break keys", R"(addresses = ["a"]
name = "canary}")", "redis.name"},
        {"a node with a space", R"(addresses = ["a"]
node = "canary 1")", "redis.node"},
        {"a wish that Redis does not know", R"(addresses = ["a"]
expect_appendfsync = "canary")", "redis.expect_appendfsync"},
        {"no partition", R"(addresses = ["a"]
partitions = 0)", "redis.partitions"},
        {"a misspelt key", R"(addresses = ["a"]
canary = 1)", "redis.canary"},
    }));
    INFO(row.why);
    const auto config = config_from("[redis]\n" + std::string(row.toml), {});
    REQUIRE_FALSE(config);
    REQUIRE(config.error().size() == 1);
    CHECK(config.error().front().name == row.name);
    CHECK(config.error().front().allowed.find("canary") == std::string::npos);
}
