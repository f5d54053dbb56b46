// What the tests over a real Redis share: a server of the test's own, settings that point at it, a loud skip.
#pragma once

#include <catch2/catch.hpp>

#include "adapters/redis/pool.hpp"
#include "tests/support/own_redis.hpp"

/// Ends the test case as skipped, loudly: ./test installs redis-server, and counts the line when that was not possible.
#define MOTCUA_SKIP_WITHOUT_REDIS()                                            \
    if (!motcua::tests::OwnRedis::installed()) {                               \
        WARN("SKIPPED: redis-server is not installed; nothing was tested");    \
        return;                                                                \
    }                                                                          \
    static_cast<void>(0)

namespace motcua::tests {

inline adapters::RedisAddress address_of(const OwnRedis& redis) { return {"127.0.0.1", redis.port()}; }

/// Limits that a busy machine keeps and a test that waits for them in vain can bear.
inline adapters::RedisSettings settings_for(std::vector<adapters::RedisAddress> addresses) {
    adapters::RedisSettings settings;
    settings.addresses = std::move(addresses);
    settings.command_limit = std::chrono::seconds(5);
    settings.longest_backoff = std::chrono::milliseconds(100);
    return settings;
}

/// As soon as a call succeeds, true; false when none did within 30 s.
inline bool comes_back(adapters::RedisPool& pool, const OwnRedis& redis) {
    return redis.wait_until([&] { return pool.call({"PING"}).has_value(); }, std::chrono::seconds(30));
}

}  // namespace motcua::tests
