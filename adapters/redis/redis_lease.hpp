// A lease in Redis: whoever set the key holds it until its time is over.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "adapters/lease.hpp"
#include "adapters/redis/pool.hpp"

namespace motcua::adapters {

/// By Redis' clock. A server that has lost its keys gives it to the next who asks, with a fence that is larger still.
class RedisLease final : public Lease {
  public:
    /// `name`: of the deployment; `node`: unlike every other's.
    RedisLease(std::shared_ptr<RedisPool> pool, const std::string& name, const std::string& job, std::string node,
               std::chrono::milliseconds lasts);

    std::optional<std::int64_t> hold() override;

  private:
    const std::shared_ptr<RedisPool> pool_;
    const RedisScript script_;
    const std::string key_;
    const std::string fence_key_;
    const std::string node_;
    const std::chrono::milliseconds lasts_;
};

}  // namespace motcua::adapters
