// One thread that sends what callers must not wait for: everything waiting goes out as one pipeline.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "adapters/redis/pool.hpp"

namespace motcua::adapters {

/// Thread-safe. Calls run in the order in which they were submitted, and share one WAIT and, with `appendfsync always`, few
/// fsyncs. The destructor sends what was accepted, then ends.
class RedisWriter {
  public:
    /// Called once from the writer's thread; must be quick and must not throw.
    using Done = std::function<void(RedisResult<RedisReply>)>;

    /// `bound`: the weight that may wait.
    RedisWriter(RedisPool& pool, std::size_t bound);
    ~RedisWriter();
    RedisWriter& operator=(RedisWriter&&) = delete;  // neither copied nor moved

    /// False when the bound is reached: nothing will happen, `done` is not called.
    bool submit(RedisScriptCall call, std::size_t weight, Done done);

  private:
    struct Write {
        RedisScriptCall call;
        std::size_t weight = 1;
        Done done;
    };

    void loop();

    RedisPool& pool_;
    const std::size_t bound_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Write> waiting_;
    std::size_t weight_ = 0;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace motcua::adapters
