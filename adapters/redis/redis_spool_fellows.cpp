// The one script: write our line, read the others', drop those that have grown old.
#include "adapters/redis/redis_spool_fellows.hpp"

#include <utility>

#include "adapters/queue_rules.hpp"
#include "adapters/redis/queue_place.hpp"

namespace motcua::adapters {
namespace {

constexpr const char* exchange_script = R"lua(#!lua
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f %s %s', now, ARGV[2], ARGV[3]))
local waiting, since = 0, ''
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  if all[i] ~= ARGV[1] then
    local told, theirs, waits = string.match(all[i + 1], '^(%d+) (%d+) (%d)$')
    if not told or now - tonumber(told) > 3000 then
      redis.call('HDEL', KEYS[1], all[i])
    else
      if waits == '1' then waiting = 1 end
      if since == '' or tonumber(theirs) < tonumber(since) then since = theirs end
    end
  end
end
return {waiting, since}
)lua";

}  // namespace

RedisSpoolFellows::RedisSpoolFellows(std::shared_ptr<RedisPool> pool, const std::string& name, std::string node)
    : pool_(std::move(pool)), script_("spools", exchange_script), key_("{" + name + "}:spools"), node_(std::move(node)) {}

QueueResult<SpoolNews> RedisSpoolFellows::exchange(const SpoolNews& mine) {
    const auto reply = pool_->run({&script_, {key_}, {node_, std::to_string(milliseconds_of(mine.since)), mine.waiting ? "1" : "0"}});
    if (!reply) return failed(reply.error());
    const bool alone = reply->at(1).text.empty();
    return SpoolNews{reply->at(0).number() == 1, alone ? TimePoint::max() : time_from(reply->at(1).number())};
}

}  // namespace motcua::adapters
