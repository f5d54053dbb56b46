// Compares how a Redis server is set with what the settings ask of it.
#pragma once

#include <string>

#include "adapters/redis/pool.hpp"
#include "adapters/store_safety.hpp"

namespace motcua::adapters {

enum class Appendfsync { no, everysec, always };
/// "no", "everysec", "always"; nothing for any other text.
std::optional<Appendfsync> appendfsync_from(std::string_view text) noexcept;
std::string_view name_of(Appendfsync appendfsync) noexcept;

/// What the server told; empty texts where its ACL refused.
struct RedisOwnWords {
    std::string appendfsync;       // CONFIG GET
    std::string persistence;       // INFO persistence
    std::string replication;       // INFO replication
    std::string memory;            // INFO memory
};

/// What is weaker than asked, worst first. `replicas`: that a durable write waits for.
SafetyReport judge(const RedisOwnWords& words, Appendfsync expected, int replicas);

/// Asks the master now; a refusal by its ACL is a finding, not a failure. At most four calls.
SafetyReport safety_of(RedisPool& pool, Appendfsync expected);

}  // namespace motcua::adapters
