// The commands over Redis, beside running gateways; and how a Redis that is set too weak is told.
#include <catch2/catch.hpp>

#include <cstdlib>

#include "tests/end_to_end/command_run.hpp"
#include "tests/end_to_end/http_bytes.hpp"
#include "tests/gateways/shared_town.hpp"

using namespace motcua;
using namespace motcua::tests;
using namespace std::chrono_literals;

namespace {

std::string quoted(const OwnRedis& redis) { return "\"" + redis.address() + "\""; }

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

CommandResult run(const RunningGateway& gateway, std::vector<std::string> words) { return run_command(gateway.command(std::move(words))); }

}  // namespace

TEST_CASE("a Redis that is set weaker than asked is told in log, metric, readiness and by the doctor", "[gateways][commands]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    const OwnRedis redis({{"--appendonly", "yes", "--appendfsync", "everysec"}, ""});
    SharedTown town(quoted(redis));
    town.start(0);
    RunningGateway& gateway = town.gateway(0);
    const std::string finding = "appendfsync is everysec, asked for is always";
    REQUIRE(gateway.shows_within(R"(motcua_store_safety{safety="weaker"})", 1, 10s));
    CHECK(holds(gateway.ops("/readyz"), "store: WEAKER " + finding));
    CHECK(call(gateway.ops_port(), get_bytes("/readyz")).status == 200);
    CHECK(holds(gateway.told(), finding));
    const CommandResult told = run(gateway, {"doctor"});
    CHECK(told.exit_code == 1);
    CHECK(holds(told.out, "MEND  redis: " + finding));
    // Mended without a restart: the watch sees it.
    REQUIRE(redis.ask({"CONFIG", "SET", "appendfsync", "always"}) == "OK");
    CHECK(gateway.shows_within(R"(motcua_store_safety{safety="as_asked"})", 1, 10s));
    CHECK(holds(run(gateway, {"doctor"}).out, "ok    redis: appendfsync is always or stronger"));
    // A user who may not look: said, not failed.
    REQUIRE(redis.ask({"ACL", "SETUSER", "default", "-config"}) == "OK");
    CHECK(gateway.shows_within(R"(motcua_store_safety{safety="unknown"})", 1, 10s));
    CHECK(holds(gateway.ops("/readyz"), "store: unknown CONFIG GET appendfsync was refused"));
}

TEST_CASE("the doctor tells of a Redis that is away and of events that wait in the spool", "[gateways][commands]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    OwnRedis redis;
    SharedTown town(quoted(redis));
    town.start(0);
    redis.kill();
    const Citizen citizen = one_on_each_channel()[0];
    REQUIRE(town.gateway(0).post(citizen, text_of(citizen, "cảm ơn nhé", "one")).status == 200);
    const std::string told = run(town.gateway(0), {"doctor"}).out;
    CHECK(holds(told, "MEND  queue: redis"));
    CHECK(holds(told, "MEND  spool: 1 events wait for Redis"));
}

TEST_CASE("dead letters are listed and put back beside running gateways", "[gateways][commands]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    const OwnRedis redis(strong_redis());
    SendApis platforms;
    platforms.answer_with([](const SentReply&, const gateway::Respond& respond) {
        respond({.status = 200, .body = R"({"error":-201,"message":"user_id is invalid!"})"});
    });
    RunningGateway gateway(platforms.port(), RunningGateway::ZaloToken::fixed, redis_settings(quoted(redis)));
    gateway.start();
    const Citizen citizen = one_on_each_channel()[0];
    REQUIRE(gateway.post(citizen, text_of(citizen, "cảm ơn nhé", "one")).status == 200);
    REQUIRE(gateway.shows_within(R"(motcua_queue{queue="dead"})", 1, 20s));
    const CommandResult list = run(gateway, {"dead", "list"});
    CHECK(list.exit_code == 0);
    CHECK(holds(list.out, "1 dead letters"));
    platforms.accept_all();
    const CommandResult redrive = run(gateway, {"dead", "redrive", "--all"});
    CHECK(redrive.exit_code == 0);
    CHECK(holds(redrive.out, "1 put back; a gateway sends them now"));
    CHECK(platforms.wait_for(2).size() == 2);
    CHECK(holds(run(gateway, {"dead", "list"}).out, "0 dead letters"));
}

TEST_CASE("tokens and notes of accounts are the same at every gateway, and not in its folder", "[gateways][commands]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    const OwnRedis redis(strong_redis());
    SendApis platforms;
    const std::string settings = redis_settings(quoted(redis));
    RunningGateway one(platforms.port(), RunningGateway::ZaloToken::from_chain, settings);
    RunningGateway other(platforms.port(), RunningGateway::ZaloToken::from_chain, settings);
    const CommandResult import = run_command(one.command({"tokens", "import"}), "access-by-hand\nrefresh-by-hand\n");
    CHECK(import.exit_code == 0);
    CHECK(holds(run(other, {"tokens", "status"}).out, "state         ready"));
    other.start();
    const Citizen citizen = one_on_each_channel()[0];
    REQUIRE(other.post(citizen, text_of(citizen, "cảm ơn nhé", "one")).status == 200);
    const auto replies = platforms.wait_for(1);
    REQUIRE(replies.size() == 1);
    CHECK(replies.front().token == "access-by-hand");
    REQUIRE(other.stop().exit_code == 0);
    // Written down at the latest with the end; the platforms of this test know no account, so there is something to mend.
    const CommandResult status = run(one, {"channel", "status", "--json"});
    CHECK(holds(status.out, "\"last_event\""));
    CHECK_FALSE(holds(run(one, {"channel", "status", "--channel", "zalo"}).out, "last event    never"));
    for (const RunningGateway* gateway : {&one, &other}) {
        for (const char* file : {"queue.db", "tokens.db", "channels.db"}) CHECK_FALSE(std::filesystem::exists(gateway->data() / file));
    }
}

TEST_CASE("the user of deploy/redis may do all that a gateway does", "[gateways][commands]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    const char* source = std::getenv("MOTCUA_SOURCE");
    REQUIRE(source != nullptr);
    OwnRedis::Options options = strong_redis();
    for (const std::string& word : {std::string("--aclfile"), std::string(source) + "/deploy/redis/users.acl"}) options.arguments.push_back(word);
    const OwnRedis redis(options);
    SendApis platforms;
    RunningGateway gateway(platforms.port(), RunningGateway::ZaloToken::from_chain,
                           redis_settings(quoted(redis), "user = \"motcua\"\npassword_file = \"redis-password\"\n"));
    write_file(gateway.settings() / "redis-password", "change-this-password\n");
    const CommandResult import = run_command(gateway.command({"tokens", "import"}), "access-by-hand\nrefresh-by-hand\n");
    CHECK(import.exit_code == 0);
    gateway.start();
    const Citizen citizen = one_on_each_channel()[0];
    REQUIRE(gateway.post(citizen, text_of(citizen, "cảm ơn nhé", "one")).status == 200);
    CHECK(platforms.wait_for(1).size() == 1);
    CHECK(gateway.shows_within(R"(motcua_store_safety{safety="as_asked"})", 1, 10s));
    const std::string told = run(gateway, {"doctor"}).out;
    CHECK(holds(told, "ok    redis: appendfsync is always or stronger"));
    CHECK(holds(told, "ok    queue: 0 pending"));
    CHECK(metric(gateway.ops("/metrics"), R"(motcua_shared_store{count="failures"})") == 0.0);
    // A wrong password is told, and what comes in is kept.
    REQUIRE(gateway.stop().exit_code == 0);
    write_file(gateway.settings() / "redis-password", "wrong\n");
    gateway.start();
    CHECK(gateway.post(citizen, text_of(citizen, "cảm ơn nhé", "two")).status == 200);
    CHECK(holds(gateway.ops("/readyz"), "queue: DEGRADED redis"));
    CHECK_FALSE(holds(gateway.told(), "change-this-password"));
}
