// Finds the server that is master now, among addresses or by asking sentinels.
#pragma once

#include "adapters/redis/connection.hpp"
#include "adapters/redis/settings.hpp"

namespace motcua::adapters {

struct RedisMaster {
    RedisAddress address;
    RedisConnection connection;
};

/// Connects to `address` and asks for its role; not_master when it is a replica.
RedisResult<RedisConnection> open_master(const RedisAddress& address, const RedisSettings& settings);

/// Tries every address, or what each sentinel says, until one is master. The error is that of the last try.
RedisResult<RedisMaster> find_master(const RedisSettings& settings);

}  // namespace motcua::adapters
