// Redis under two gateways is killed, frozen, flushed, replaced by a replica; what was acknowledged meanwhile is told as a row.
#include <catch2/catch.hpp>

#include <iostream>

#include "tests/end_to_end/http_bytes.hpp"
#include "tests/gateways/shared_town.hpp"

using namespace motcua;
using namespace motcua::tests;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 60s;
constexpr std::size_t on_the_wire = 8;  // four sender threads of each gateway

std::string fault_quoted(const OwnRedis& redis) { return "\"" + redis.address() + "\""; }

void report(const std::string& story, const RushFigures& figures) {
    std::cout << figures_head() << figures_row(story, figures);
    for (const std::string& finding : figures.findings) std::cout << "  " << finding << '\n';
}

/// All on Messenger: its replies name the message that they answer, so that each loss is seen.
Rush::Plan exact(std::uint32_t seed) { return {.citizens = 16, .zalo_too = false, .seed = seed, .name = "fault-" + std::to_string(seed)}; }

/// Two gateways over one Redis, and a rush at them.
struct Scene {
    explicit Scene(std::uint32_t seed, const std::string& addresses, const std::string& more = "")
        : town(addresses, more), rush(town.doors(), exact(seed)) {
        town.start_all();
        known = town.learn_replies();
        rush.start();
        REQUIRE(rush.wait_for(40, patience));
    }
    /// More is written once the fault is over, then all of it settles.
    RushFigures end() {
        CHECK(rush.wait_for(40, patience));
        rush.stop();
        return town.settled(rush, known, patience);
    }
    double of_both(const std::string& line) {
        double sum = 0;
        for (std::size_t i = 0; i < Doors::count; ++i) sum += metric(town.gateway(i).ops("/metrics"), line).value_or(0);
        return sum;
    }

    SharedTown town;
    Rush rush;
    KnownReplies known;
};

/// What holds whatever is lost.
void check_order(const RushFigures& figures) {
    CHECK(figures.out_of_order == 0);
    CHECK(figures.twice <= on_the_wire);
    CHECK(figures.unknown == 0);
}

void check_all_answered(const RushFigures& figures) {
    CHECK(figures.lost == 0);
    check_order(figures);
}

/// A replica counts as connected a second before it has anything; one that is promoted in that second is empty.
bool is_held_by(const OwnRedis& master, int replicas) {
    const std::string count = std::to_string(replicas);
    const auto replies = redis_replies(master.port(), {{"SET", "held", "1"}, {"WAIT", count, "500"}}, 2s);
    return replies.size() == 2 && replies.back() == count;
}

}  // namespace

TEST_CASE("Redis killed with -9 under load and started again: what was acknowledged is answered", "[gateways][redis]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    OwnRedis redis(strong_redis());
    Scene scene(11, fault_quoted(redis));
    redis.kill();
    CHECK(scene.rush.wait_for(60, patience));  // taken in all the same
    CHECK(call(scene.town.gateway(0).ops_port(), get_bytes("/readyz")).status == 200);
    CHECK(scene.town.gateway(0).ops("/readyz").find("DEGRADED") != std::string::npos);
    redis.start();
    const RushFigures figures = scene.end();
    report("Redis (appendfsync always) killed with -9, started again", figures);
    check_all_answered(figures);
    CHECK(figures.acknowledged > 140);
    CHECK(scene.of_both(R"(motcua_spool{count="spooled"})") >= 60);
    CHECK(scene.of_both(R"(motcua_spool{count="waiting"})") == 0);
}

TEST_CASE("Redis frozen under load: nothing waits for it longer than its time limits", "[gateways][redis]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    OwnRedis redis(strong_redis());
    Scene scene(12, fault_quoted(redis));
    redis.freeze();
    CHECK(scene.rush.wait_for(60, patience));
    redis.thaw();
    const RushFigures figures = scene.end();
    report("Redis frozen (SIGSTOP) and thawed", figures);
    check_all_answered(figures);
    CHECK(figures.slowest_200 < 5s);
    CHECK(scene.of_both(R"(motcua_spool{count="spooled"})") >= 60);
}

TEST_CASE("Redis flushed under load: what was in it is lost, and what comes after is answered", "[gateways][redis]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    OwnRedis redis(strong_redis());
    Scene scene(13, fault_quoted(redis));
    REQUIRE(redis.ask({"FLUSHALL"}) == "OK");
    const std::size_t before = scene.rush.acknowledged();
    CHECK(scene.rush.wait_for(80, patience));
    scene.rush.stop();
    const RushFigures figures = scene.town.settled(scene.rush, scene.known, 10s);
    report("FLUSHALL", figures);
    CHECK(figures.lost <= before);
    CHECK(figures.lost < 40);  // what waited at that moment, no more
    check_order(figures);
}

TEST_CASE("the master dies, a replica takes over by Sentinel: the gateways follow", "[gateways][redis]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    OwnRedis master(strong_redis());
    OwnRedis first(replica_of(master, strong_redis()));
    OwnRedis second(replica_of(master, strong_redis()));
    REQUIRE(master.wait_until([&] { return is_held_by(master, 2); }, 30s));
    OwnRedis sentinel(sentinel_of(master.port(), 1, 500ms));
    const auto knows_replicas = [&] { return sentinel.ask({"INFO", "sentinel"}).find("slaves=2") != std::string::npos; };
    REQUIRE(sentinel.wait_until(knows_replicas, 30s));
    Scene scene(14, fault_quoted(sentinel), "master = \"motcua\"\nwait_replicas = 1\nwait_ms = 300\n");
    master.kill();
    CHECK(scene.rush.wait_for(60, patience));
    const RushFigures figures = scene.end();
    report("master killed with -9, failover to a replica (WAIT 1)", figures);
    INFO("sentinel:\n" << sentinel.log() << "\nthe replicas:\n" << first.log() << '\n' << second.log());
    check_all_answered(figures);
    CHECK(scene.of_both(R"(motcua_shared_store{count="failovers"})") >= 1);
}

TEST_CASE("the only replica that is waited for is frozen under load: nothing is lost, nobody is overtaken", "[gateways][redis]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    OwnRedis master(strong_redis());
    OwnRedis replica(replica_of(master, strong_redis()));
    REQUIRE(master.wait_until([&] { return is_held_by(master, 1); }, 30s));
    Scene scene(16, fault_quoted(master), "wait_replicas = 1\nwait_ms = 300\n");
    replica.freeze();
    CHECK(scene.rush.wait_for(60, patience));
    replica.thaw();
    const RushFigures figures = scene.end();
    report("the only replica (WAIT 1) frozen and thawed", figures);
    check_all_answered(figures);
    CHECK(scene.of_both(R"(motcua_spool{count="spooled"})") >= 20);
}

TEST_CASE("what was spooled is handed over by the process that comes after", "[gateways][redis]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    OwnRedis redis(strong_redis());
    Scene scene(15, fault_quoted(redis));
    redis.kill();
    CHECK(scene.rush.wait_for(40, patience));
    for (std::size_t i = 0; i < Doors::count; ++i) scene.town.kill(i);
    scene.town.start_all();  // without a Redis: a gateway starts, and takes in
    CHECK(scene.rush.wait_for(20, patience));
    redis.start();
    const RushFigures figures = scene.end();
    report("Redis and both gateways killed with -9, Redis comes last", figures);
    check_all_answered(figures);
}
