// Settings of the Redis that several gateways share; without it everything is kept in the data folder.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "adapters/redis/safety.hpp"
#include "adapters/redis/settings.hpp"

namespace motcua::gateway {

class TableReader;

struct RedisStore {
    adapters::RedisSettings server;  // no addresses: no Redis
    std::string name = "motcua";     // of the deployment: every key begins with it
    std::string node;                // of this gateway, unlike every other's; empty: made of host and data folder
    int partitions = 64;
    std::chrono::seconds lease{60};  // then another gateway takes over; longer than any answer or send takes
    adapters::Appendfsync appendfsync = adapters::Appendfsync::always;  // what the server is expected to be set to, at least
    std::chrono::seconds check{30};       // between looks whether it is
    std::size_t spool_bound = 200'000;    // events on this machine's disk while Redis is away
    std::chrono::milliseconds spool_retry{250};  // between tries to reach Redis then

    bool is_set() const noexcept { return !server.addresses.empty(); }
};

/// [redis]
void read_redis_store(TableReader& root, RedisStore& redis);

}  // namespace motcua::gateway
