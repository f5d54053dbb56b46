// The scripts of the shared queue, one a verb of its ports.
#pragma once

#include "adapters/redis/script.hpp"

namespace motcua::adapters {

/// Each is `scripts/<name>.lua` behind what all of them share. Only what takes in more is refused by a full server
/// (`allow-oom` marks the others): the queue can always be emptied.
struct RedisQueueScripts {
    RedisQueueScripts();

    RedisScript append;
    RedisScript take_event;
    RedisScript complete;
    RedisScript release;
    RedisScript depth;
    RedisScript take_part;
    RedisScript sent;
    RedisScript later;
    RedisScript confirm;
    RedisScript dead_part;
    RedisScript dead_letters;
    RedisScript redrive;
    RedisScript note;
    RedisScript unattended;
    RedisScript give_up;
    RedisScript counts;
};

}  // namespace motcua::adapters
