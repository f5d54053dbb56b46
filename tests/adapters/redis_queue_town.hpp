// Shared queues over one Redis of the test program's own, each under a name that no other test uses.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <utility>

#include "adapters/redis/redis_queue.hpp"
#include "tests/adapters/redis_town.hpp"
#include "tests/contract/queue_under_test.hpp"

namespace motcua::tests {

/// Started once, ended with the program. Only for tests that leave the server alone.
inline const OwnRedis& common_redis() {
    static const OwnRedis redis({{"--rdbcompression", "no"}, {}});  // so that DUMP shows the bytes as they are
    return redis;
}

inline std::string unused_name() {
    static std::atomic<int> number{0};
    return "test" + std::to_string(++number);
}

/// A gateway's end of the queue `name`.
inline std::unique_ptr<adapters::RedisQueue> redis_queue(const adapters::RedisSettings& redis, const std::string& name,
                                                         adapters::QueueSettings rules = {}, const std::string& node = "node-1",
                                                         std::chrono::milliseconds lease = std::chrono::minutes(1)) {
    adapters::RedisQueueSettings settings;
    settings.rules = std::move(rules);
    settings.name = name;
    settings.node = node;
    settings.lease = lease;
    settings.own_clock = true;
    return std::make_unique<adapters::RedisQueue>(std::make_shared<adapters::RedisPool>(redis), settings);
}

inline QueueUnderTest view_of(adapters::RedisQueue& queue) { return {nullptr, &queue.inbox(), &queue.outbox(), &queue.desk(), {}, {}}; }

/// Names and values of every key of the queue.
inline std::string stored_under(const OwnRedis& redis, const std::string& name) {
    std::string bytes;
    adapters::RedisPool pool(settings_for({address_of(redis)}));
    const auto keys = pool.call({"KEYS", "{" + name + "}:*"}).value();
    for (const adapters::RedisReply& key : keys.items) bytes += key.text + "\n" + pool.call({"DUMP", key.text}).value().text;
    return bytes;
}

inline QueueUnderTest open_redis_queue(const std::string& name, adapters::QueueSettings rules) {
    const auto held = std::make_shared<std::unique_ptr<adapters::RedisQueue>>(
        redis_queue(settings_for({address_of(common_redis())}), name, std::move(rules)));
    QueueUnderTest made = view_of(**held);
    made.keeps = held;
    made.again = [name](adapters::QueueSettings settings) { return open_redis_queue(name, std::move(settings)); };
    made.close_and_read = [held, name] {
        held->reset();
        return stored_under(common_redis(), name);
    };
    return made;
}

inline QueueUnderTest make_redis_queue(adapters::QueueSettings rules) {
    return open_redis_queue(unused_name(), std::move(rules));
}

}  // namespace motcua::tests
