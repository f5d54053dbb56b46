// Tokens, notes of accounts and leases in Redis: their contracts, keys that do not fit, answers that are lost.
#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <thread>

#include "adapters/redis/redis_account_ledger.hpp"
#include "adapters/redis/redis_lease.hpp"
#include "adapters/redis/redis_spool_fellows.hpp"
#include "adapters/redis/redis_token_vault.hpp"
#include "tests/adapters/redis_town.hpp"
#include "tests/adapters/token_fakes.hpp"
#include "tests/contract/account_ledger_contract.hpp"
#include "tests/contract/token_vault_contract.hpp"

using namespace motcua;
using namespace motcua::tests;
using namespace std::chrono_literals;
using adapters::RedisPool;
using adapters::RedisTokenVault;
using adapters::VaultFault;

namespace {

std::shared_ptr<RedisPool> pool_to(const OwnRedis& redis) {
    return std::make_shared<RedisPool>(settings_for({address_of(redis)}));
}

/// Everything that the server holds, and what an append-only file would say. Sorted: Redis gives keys and fields in an order
/// of its own, which changes as it makes room.
std::vector<std::string> all_of(const OwnRedis& redis) {
    std::vector<std::string> all;
    RedisPool pool(settings_for({address_of(redis)}));
    const auto keys = pool.call({"KEYS", "*"}).value();
    for (const auto& key : keys.items) {
        const bool is_hash = pool.call({"TYPE", key.text})->text == "hash";
        const auto value = is_hash ? pool.call({"HVALS", key.text}) : pool.call({"GET", key.text});
        all.push_back(key.text + " " + value->text);
        for (const auto& item : value->items) all.push_back(key.text + " " + item.text);
    }
    std::sort(all.begin(), all.end());
    return all;
}

}  // namespace

TEST_CASE("the vault in Redis keeps the promises of the port", "[redis][tokens][contract]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    const OwnRedis redis;
    TempFolder folder;
    key_file(folder);
    int number = 0;
    check_token_vault_contract([&] {
        const std::string name = "town-" + std::to_string(++number);
        return TokenVaultUnderTest{"redis", [&redis, &folder, name] {
                                       return std::make_shared<RedisTokenVault>(pool_to(redis), name, box_from(folder / "key"));
                                   }};
    });
}

TEST_CASE("no token is readable in Redis", "[redis][tokens]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    const OwnRedis redis;
    TempFolder folder;
    RedisTokenVault vault(pool_to(redis), "town", box_from(key_file(folder)));
    REQUIRE(vault.write(record_for_contract()).value());
    std::string all;
    for (const std::string& each : all_of(redis)) all += each + "\n";
    for (const char* secret : {"access-7", "refresh-7", "verifier"}) CHECK(all.find(secret) == std::string::npos);
    CHECK(all.find("zalo oauth -118") != std::string::npos);
}

TEST_CASE("under another key nothing is read and nothing is written", "[redis][tokens]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    const OwnRedis redis;
    TempFolder folder;
    RedisTokenVault right(pool_to(redis), "town", box_from(key_file(folder)));
    RedisTokenVault wrong(pool_to(redis), "town", box_from(key_file(folder, 'b', "other")));
    REQUIRE(right.write(record_for_contract()).value());
    const auto before = all_of(redis);
    adapters::TokenRecord another = record_for_contract();
    another.account = "oa-2";
    CHECK(wrong.read("oa-1").error().fault == VaultFault::bad_data);
    CHECK(wrong.write(another).error().fault == VaultFault::bad_data);
    CHECK(all_of(redis) == before);
    // A vault of a server that lost everything begins anew under whichever key comes first.
    REQUIRE(redis.ask({"FLUSHALL"}) == "OK");
    CHECK(wrong.write(another).value());
    CHECK(right.write(record_for_contract()).error().fault == VaultFault::bad_data);
}

TEST_CASE("sealed bytes do not open in another account's record", "[redis][tokens]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    const OwnRedis redis;
    TempFolder folder;
    RedisTokenVault vault(pool_to(redis), "town", box_from(key_file(folder)));
    REQUIRE(vault.write(record_for_contract()).value());
    REQUIRE(redis.ask({"COPY", "{town}:token:oa-1", "{town}:token:oa-2"}) == "1");
    CHECK(vault.read("oa-2").error().fault == VaultFault::bad_data);
}

TEST_CASE("a write whose answer was lost counts once", "[redis][tokens]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    OwnRedis redis;
    TempFolder folder;
    auto settings = settings_for({address_of(redis)});
    settings.command_limit = 300ms;
    RedisTokenVault vault(std::make_shared<RedisPool>(settings), "town", box_from(key_file(folder)));
    REQUIRE_FALSE(vault.read("oa-1").value());
    // The server takes in what was written to it and answers nobody until it is thawed.
    redis.freeze();
    const auto lost = vault.write(record_for_contract());
    REQUIRE_FALSE(lost);
    CHECK(lost.error().fault == VaultFault::unavailable);
    redis.thaw();
    REQUIRE(redis.wait_until([&] { return vault.read("oa-1").has_value(); }, 20s));
    // Whether it ran or not, the record is whole, and the next compare and swap works from what is read.
    auto record = vault.read("oa-1").value().value_or(record_for_contract());
    CHECK(record.revision <= 1);
    REQUIRE(vault.write(record).value());
    CHECK(vault.read("oa-1").value()->revision == record.revision + 1);
}

TEST_CASE("a server that is away is unavailable, not absent", "[redis][tokens]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    OwnRedis redis;
    redis.kill();
    TempFolder folder;
    RedisTokenVault vault(pool_to(redis), "town", box_from(key_file(folder)));
    CHECK(vault.read("oa-1").error().fault == VaultFault::unavailable);
    CHECK(vault.write(record_for_contract()).error().fault == VaultFault::unavailable);
    adapters::RedisAccountLedger ledger(pool_to(redis), "town");
    CHECK_FALSE(ledger.read());
    CHECK_FALSE(ledger.merge({account_note(1, 2, 3, "x")}));
    CHECK_FALSE(adapters::RedisLease(pool_to(redis), "town", "job", "a", 1s).hold());
}

TEST_CASE("the ledger in Redis keeps the later of two notes", "[redis][contract]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    const OwnRedis redis;
    check_account_ledger([&] { return std::make_shared<adapters::RedisAccountLedger>(pool_to(redis), "town"); });
}

TEST_CASE("one node holds a lease, its fence grows with each holder, also after a flush", "[redis][lease]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    const OwnRedis redis;
    adapters::RedisLease a(pool_to(redis), "town", "job", "a", 60s);
    adapters::RedisLease b(pool_to(redis), "town", "job", "b", 60s);
    adapters::RedisLease other_job(pool_to(redis), "town", "other", "b", 60s);
    const auto first = a.hold();
    REQUIRE(first);
    CHECK(a.hold() == first);  // prolonged, the same holder
    CHECK_FALSE(b.hold());
    CHECK(other_job.hold());
    REQUIRE(redis.ask({"DEL", "{town}:lease:job"}) == "1");  // its time is over
    const auto second = b.hold();
    REQUIRE(second);
    CHECK(*second > *first);
    CHECK_FALSE(a.hold());
    REQUIRE(redis.ask({"FLUSHALL"}) == "OK");
    const auto third = a.hold();
    REQUIRE(third);
    CHECK(*third >= *second);
}

TEST_CASE("of many nodes that ask at once one holds the lease", "[redis][lease]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    const OwnRedis redis;
    const auto pool = pool_to(redis);
    std::atomic<int> holders{0};
    std::vector<std::thread> nodes;
    for (int i = 0; i < 8; ++i) {
        nodes.emplace_back([&, i] {
            adapters::RedisLease lease(pool, "town", "job", std::to_string(i), 60s);
            holders += lease.hold() ? 1 : 0;
        });
    }
    for (std::thread& node : nodes) node.join();
    CHECK(holders == 1);
    adapters::RedisLease brief(pool, "town", "brief", "a", 1ms);
    REQUIRE(brief.hold());
    CHECK(redis.wait_until([&] { return adapters::RedisLease(pool, "town", "brief", "b", 60s).hold().has_value(); }, 10s));
}

TEST_CASE("gateways tell each other of their spools, and one that falls silent is forgotten", "[redis][spool]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    const OwnRedis redis;
    adapters::RedisSpoolFellows a(pool_to(redis), "town", "a");
    adapters::RedisSpoolFellows b(pool_to(redis), "town", "b");
    const adapters::TimePoint noon{1'760'000'000s};
    const auto alone = a.exchange({true, noon}).value();
    CHECK_FALSE(alone.waiting);
    CHECK(alone.since == adapters::TimePoint::max());
    const auto seen = b.exchange({false, noon + 5s}).value();
    CHECK(seen.waiting);
    CHECK(seen.since == noon);
    CHECK_FALSE(a.exchange({true, noon}).value().waiting);
    CHECK(a.exchange({true, noon}).value().since == noon + 5s);
    // As if b had told long ago.
    REQUIRE(redis.ask({"HSET", "{town}:spools", "b", "1000 1000 1"}) == "0");
    CHECK(a.exchange({true, noon}).value().since == adapters::TimePoint::max());
    CHECK(redis.ask({"HLEN", "{town}:spools"}) == "1");
}
