// One look, a pause, and again.
#include "gateway/ops/safety_watch.hpp"

#include <utility>

namespace motcua::gateway {

SafetyWatch::SafetyWatch(Look look, SafetyObserver& observer, std::chrono::milliseconds period)
    : look_(std::move(look)), observer_(observer), period_(period) {}

SafetyWatch::~SafetyWatch() { stop(); }

void SafetyWatch::start() {
    if (look_) thread_ = std::thread([this] { run(); });
}

void SafetyWatch::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

std::optional<adapters::SafetyReport> SafetyWatch::last() const {
    const std::lock_guard lock(mutex_);
    return last_;
}

void SafetyWatch::run() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        lock.unlock();
        adapters::SafetyReport report = look_();
        observer_.looked(report);
        lock.lock();
        last_ = std::move(report);
        changed_.wait_for(lock, period_, [this] { return stopping_; });
    }
}

}  // namespace motcua::gateway
