// The writer's loop.
#include "adapters/redis/writer.hpp"

#include <algorithm>
#include <iterator>

namespace motcua::adapters {
namespace {

constexpr std::size_t most_at_once = 256;  // within the time limit of one call

}  // namespace

RedisWriter::RedisWriter(RedisPool& pool, std::size_t bound) : pool_(pool), bound_(bound), thread_([this] { loop(); }) {}

RedisWriter::~RedisWriter() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

bool RedisWriter::submit(RedisScriptCall call, std::size_t weight, Done done) {
    const std::lock_guard lock(mutex_);
    if (weight_ + weight > bound_) return false;
    weight_ += weight;
    waiting_.push_back({std::move(call), weight, std::move(done)});
    changed_.notify_one();
    return true;
}

void RedisWriter::loop() {
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
        if (waiting_.empty()) return;
        const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(std::min(most_at_once, waiting_.size()));
        std::vector<Write> batch(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(end));
        waiting_.erase(waiting_.begin(), end);
        lock.unlock();
        std::vector<RedisScriptCall> calls;
        std::size_t weight = 0;
        for (Write& write : batch) {
            calls.push_back(std::move(write.call));
            weight += write.weight;
        }
        auto results = pool_.run_all(calls, RedisWrite::durable);
        for (std::size_t i = 0; i < batch.size(); ++i) batch[i].done(std::move(results[i]));
        lock.lock();
        weight_ -= weight;
    }
}

}  // namespace motcua::adapters
