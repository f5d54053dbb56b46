// How a server that is set weaker than asked is told, from its words and from real servers.
#include <catch2/catch.hpp>

#include <algorithm>

#include "adapters/redis/safety.hpp"
#include "tests/adapters/redis_town.hpp"

using namespace motcua;
using namespace motcua::tests;
using adapters::Appendfsync;
using adapters::RedisOwnWords;
using adapters::SafetyReport;
using adapters::StoreSafety;

namespace {

RedisOwnWords sound() {
    return {"always", "# Persistence\r\nloading:0\r\naof_enabled:1\r\naof_last_write_status:ok\r\n",
            "# Replication\r\nrole:master\r\nconnected_slaves:1\r\n", "# Memory\r\nmaxmemory_policy:noeviction\r\n"};
}

bool tells(const SafetyReport& report, const std::string& words) {
    return std::any_of(report.findings.begin(), report.findings.end(),
                       [&](const std::string& finding) { return finding.find(words) != std::string::npos; });
}

}  // namespace

TEST_CASE("what a server says of itself is held against what is asked", "[redis][safety]") {
    struct Row {
        const char* why;
        RedisOwnWords words;
        Appendfsync asked;
        int replicas;
        StoreSafety safety;
        const char* told;  // empty: nothing is told
    };
    RedisOwnWords every_second = sound();
    every_second.appendfsync = "everysec";
    RedisOwnWords snapshots = sound();
    snapshots.persistence = "aof_enabled:0\r\n";
    RedisOwnWords failing = sound();
    failing.persistence = "aof_enabled:1\r\naof_last_write_status:err\r\n";
    RedisOwnWords evicting = sound();
    evicting.memory = "maxmemory_policy:allkeys-lru\r\n";
    RedisOwnWords filling = sound();
    filling.replication = "role:master\r\nconnected_slaves:2\r\nslave0:ip=10.0.0.2,port=6379,state=online,offset=518,lag=0\r\n"
                          "slave1:ip=10.0.0.3,port=6379,state=wait_bgsave,offset=0,lag=0\r\n";
    RedisOwnWords filled = filling;
    filled.replication.replace(filled.replication.find("wait_bgsave,offset=0"), 20, "online,offset=504");
    RedisOwnWords closed = sound();
    closed.appendfsync = "";
    const Row rows[] = {
        {"as asked", sound(), Appendfsync::always, 1, StoreSafety::as_asked, ""},
        {"stronger than asked", sound(), Appendfsync::everysec, 0, StoreSafety::as_asked, ""},
        {"one second may be lost", every_second, Appendfsync::always, 0, StoreSafety::weaker, "appendfsync is everysec, asked for is always"},
        {"one second was asked for", every_second, Appendfsync::everysec, 0, StoreSafety::as_asked, ""},
        {"no file at all", snapshots, Appendfsync::everysec, 0, StoreSafety::weaker, "appendonly is no"},
        {"no file is asked for", snapshots, Appendfsync::no, 0, StoreSafety::as_asked, ""},
        {"a disk that fails", failing, Appendfsync::always, 0, StoreSafety::weaker, "last write"},
        {"keys are thrown away", evicting, Appendfsync::no, 0, StoreSafety::weaker, "maxmemory-policy is allkeys-lru"},
        {"too few replicas", sound(), Appendfsync::always, 2, StoreSafety::weaker, "1 replicas are connected"},
        {"a replica has nothing yet", filling, Appendfsync::always, 1, StoreSafety::weaker, "1 replicas are still being filled"},
        {"a replica is behind by a little", filled, Appendfsync::always, 1, StoreSafety::as_asked, ""},
        {"nobody counts on replicas", filling, Appendfsync::always, 0, StoreSafety::as_asked, ""},
        {"the ACL hides one setting", closed, Appendfsync::always, 0, StoreSafety::unknown, "CONFIG GET appendfsync was refused"},
        {"the ACL hides all", {}, Appendfsync::always, 1, StoreSafety::unknown, "INFO replication was refused"},
    };
    for (const Row& row : rows) {
        INFO(row.why);
        const SafetyReport report = judge(row.words, row.asked, row.replicas);
        CHECK(adapters::name_of(report.safety) == adapters::name_of(row.safety));
        CHECK(report.findings.empty() == (*row.told == '\0'));
        CHECK((*row.told == '\0' || tells(report, row.told)));
    }
}

TEST_CASE("a real server is asked, and what it refuses to tell is said", "[redis][safety]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    const OwnRedis strong({{"--appendonly", "yes", "--appendfsync", "always"}, ""});
    adapters::RedisPool to_strong(settings_for({address_of(strong)}));
    CHECK(safety_of(to_strong, Appendfsync::always).safety == StoreSafety::as_asked);
    REQUIRE(strong.ask({"CONFIG", "SET", "appendfsync", "everysec"}) == "OK");
    CHECK(tells(safety_of(to_strong, Appendfsync::always), "appendfsync is everysec"));
    REQUIRE(strong.ask({"ACL", "SETUSER", "default", "-config", "-info"}) == "OK");
    CHECK(safety_of(to_strong, Appendfsync::always).safety == StoreSafety::unknown);

    OwnRedis weak;
    adapters::RedisPool to_weak(settings_for({address_of(weak)}));
    CHECK(safety_of(to_weak, Appendfsync::everysec).safety == StoreSafety::weaker);
    CHECK(safety_of(to_weak, Appendfsync::no).safety == StoreSafety::as_asked);
    weak.kill();
    CHECK(safety_of(to_weak, Appendfsync::no).safety == StoreSafety::unreachable);
}
