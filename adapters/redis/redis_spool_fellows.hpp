// What gateways tell each other of their spools, in one hash of Redis.
#pragma once

#include <memory>
#include <string>

#include "adapters/redis/pool.hpp"
#include "adapters/spool_fellows.hpp"

namespace motcua::adapters {

/// Who has told nothing for three seconds by Redis' clock is forgotten.
class RedisSpoolFellows final : public SpoolFellows {
  public:
    /// `name`: of the deployment; `node`: unlike every other's.
    RedisSpoolFellows(std::shared_ptr<RedisPool> pool, const std::string& name, std::string node);

    QueueResult<SpoolNews> exchange(const SpoolNews& mine) override;

  private:
    const std::shared_ptr<RedisPool> pool_;
    const RedisScript script_;
    const std::string key_;
    const std::string node_;
};

}  // namespace motcua::adapters
