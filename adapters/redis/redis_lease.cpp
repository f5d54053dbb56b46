// The one script of the lease.
#include "adapters/redis/redis_lease.hpp"

#include <utility>

namespace motcua::adapters {
namespace {

// The fence grows with the clock as well, so that it does not begin anew with a server that lost its keys.
constexpr const char* hold_script = R"lua(#!lua
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
if holder then return redis.call('GET', KEYS[2]) or 0 end
local now = redis.call('TIME')
local fence = now[1] * 1000000 + now[2]
local last = tonumber(redis.call('GET', KEYS[2]) or '0')
if fence <= last then fence = last + 1 end
redis.call('SET', KEYS[2], string.format('%.0f', fence))
return string.format('%.0f', fence)
)lua";

}  // namespace

RedisLease::RedisLease(std::shared_ptr<RedisPool> pool, const std::string& name, const std::string& job, std::string node,
                       std::chrono::milliseconds lasts)
    : pool_(std::move(pool)),
      script_("lease", hold_script),
      key_("{" + name + "}:lease:" + job),
      fence_key_("{" + name + "}:fence:" + job),
      node_(std::move(node)),
      lasts_(lasts) {}

std::optional<std::int64_t> RedisLease::hold() {
    const auto reply = pool_->run({&script_, {key_, fence_key_}, {node_, std::to_string(lasts_.count())}});
    if (!reply || reply->number() == 0) return std::nullopt;
    return reply->number();
}

}  // namespace motcua::adapters
