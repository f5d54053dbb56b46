// One thread, the next alarm first.
#include "gateway/emulator/alarm_clock.hpp"

#include <utility>

namespace motcua::gateway {
namespace {

constexpr std::size_t most_alarms = 200'000;

}  // namespace

AlarmClock::AlarmClock() : thread_([this] { run(); }) {}

AlarmClock::~AlarmClock() { stop(); }

bool AlarmClock::after(std::chrono::milliseconds wait, std::function<void()> call) {
    const std::lock_guard lock(mutex_);
    if (stopped_ || alarms_.size() >= most_alarms) return false;
    alarms_.emplace(std::chrono::steady_clock::now() + wait, std::move(call));
    changed_.notify_one();
    return true;
}

void AlarmClock::run() {
    std::unique_lock lock(mutex_);
    while (!stopped_) {
        if (alarms_.empty()) {
            changed_.wait(lock);
            continue;
        }
        const auto next = alarms_.begin()->first;
        if (std::chrono::steady_clock::now() < next) {
            changed_.wait_until(lock, next);
            continue;
        }
        const auto due = alarms_.extract(alarms_.begin());
        lock.unlock();
        due.mapped()();
        lock.lock();
    }
}

void AlarmClock::stop() {
    std::multimap<std::chrono::steady_clock::time_point, std::function<void()>> forgotten;
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
        forgotten.swap(alarms_);
        changed_.notify_all();
    }
    if (thread_.joinable()) thread_.join();
}

}  // namespace motcua::gateway
