// What Redis answered, and why it did not: plain values, so that hiredis stays in one file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace motcua::adapters {

using RedisCommand = std::vector<std::string>;  // the name and its arguments; any bytes

struct RedisReply {
    enum class Kind { nil, integer, text, list };

    Kind kind = Kind::nil;
    std::int64_t integer = 0;
    std::string text;  // also of a status
    std::vector<RedisReply> items;

    bool is_nil() const noexcept { return kind == Kind::nil; }
    /// The integer, or the one that the text spells; 0 for anything else.
    std::int64_t number() const noexcept;
    /// A nil when there is no such item.
    const RedisReply& at(std::size_t index) const noexcept;
};

enum class RedisFault {
    unavailable,       // no connection, or a server that is starting, busy or stopped by its own trouble
    timed_out,
    not_master,        // a replica answered: there was a failover; the pool looks for the new master by itself
    out_of_memory,
    no_script,         // the pool loads it and tries again by itself
    auth,              // password, user or rights
    under_replicated,  // it was done, but fewer replicas than asked have it yet
    bad_data,          // an answer that no sound server gives to a sound command
};
std::string_view name_of(RedisFault fault) noexcept;

struct RedisError {
    RedisFault fault = RedisFault::unavailable;
    std::string detail;         // for the log; no argument of a command, no secret
    bool may_have_run = false;  // the command was sent and its fate is not known
};
template <class T>
using RedisResult = tl::expected<T, RedisError>;

/// What an error reply of the server means, by its first word.
RedisError redis_error_of(std::string_view server_words);

}  // namespace motcua::adapters
