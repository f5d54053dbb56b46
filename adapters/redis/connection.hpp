// One connection to a Redis server in RAII: the only file pair that knows hiredis.
#pragma once

#include <chrono>
#include <memory>
#include <vector>

#include "adapters/redis/reply.hpp"
#include "adapters/redis/settings.hpp"

struct redisContext;

namespace motcua::adapters {

struct FreeRedisContext {
    void operator()(redisContext* context) const noexcept;
};

/// Belongs to one thread at a time. After a fault of the transport it is dead: drop it.
class RedisConnection {
  public:
    using Milliseconds = std::chrono::milliseconds;

    /// Connects and logs in; `connect_limit` for the one, `command_limit` for the other.
    static RedisResult<RedisConnection> open(const RedisAddress& address, const RedisLogin& login, Milliseconds connect_limit,
                                             Milliseconds command_limit);

    /// Sends it and reads the reply, all within `limit`.
    RedisResult<RedisReply> call(const RedisCommand& command, Milliseconds limit);

    /// Sends all at once and reads a reply for each, all within `limit`. An error that the server answers concerns its
    /// own command; a fault of the transport is the result of every command whose reply did not come.
    std::vector<RedisResult<RedisReply>> pipeline(const std::vector<RedisCommand>& commands, Milliseconds limit);

    /// Sends it and reads nothing: for a connection that listens.
    RedisResult<void> send(const RedisCommand& command, Milliseconds limit);
    /// The next reply that comes without being asked for, as of a subscription; nothing within `limit`: timed_out, and
    /// the connection lives on.
    RedisResult<RedisReply> listen(Milliseconds limit);

    /// False when it is dead, or the server has closed it meanwhile.
    bool is_alive() const noexcept;

  private:
    using Context = std::unique_ptr<redisContext, FreeRedisContext>;
    using Deadline = std::chrono::steady_clock::time_point;

    explicit RedisConnection(Context context) : context_(std::move(context)) {}
    RedisResult<void> send_until(Deadline deadline);
    RedisResult<RedisReply> read_until(Deadline deadline);
    RedisError error_from_context(bool may_have_run) const;

    Context context_;
};

}  // namespace motcua::adapters
