// The shared queue keeps the promises of its ports.
#include <catch2/catch.hpp>

#include "tests/adapters/redis_queue_town.hpp"
#include "tests/contract/erasure_contract.hpp"
#include "tests/contract/event_inbox_contract.hpp"
#include "tests/contract/fragments_contract.hpp"
#include "tests/contract/human_desk_contract.hpp"
#include "tests/contract/outbox_contract.hpp"
#include "tests/contract/times_and_bounds_contract.hpp"

using namespace motcua::tests;

TEST_CASE("the Redis queue keeps the promises of EventInbox", "[redis][contract]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    check_event_inbox("redis", make_redis_queue);
}

TEST_CASE("the Redis queue keeps the promises of Outbox", "[redis][contract]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    check_outbox("redis", make_redis_queue);
}

TEST_CASE("the Redis queue keeps the promises of HumanDesk", "[redis][contract]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    check_human_desk("redis", make_redis_queue);
}

TEST_CASE("the Redis queue keeps its times and bounds", "[redis][contract]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    check_times_and_bounds("redis", make_redis_queue);
}

TEST_CASE("the Redis queue reads one thought out of several texts", "[redis][contract]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    check_fragments("redis", make_redis_queue);
}

TEST_CASE("the Redis queue forgets what a citizen wrote", "[redis][contract]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    check_erasure("redis", make_redis_queue);
}
