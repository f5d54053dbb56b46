// An inbox far away, whose way to it fails at scripted moments; what arrives is kept by a real queue.
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "adapters/event_inbox.hpp"

namespace motcua::tests {

enum class Way {
    open,
    broken,     // unavailable, nothing was stored
    swallowed,  // stored, and the answer is lost: timed out
    crowded,    // the far side is overloaded
    poisoned,   // the far side calls an event of the batch bad data
    held,       // no answer until let_go()
};

/// Safe to use from several threads at once.
class FailingInbox final : public adapters::EventInbox {
  public:
    /// The way of each append, in the order in which they come; asked under a lock.
    using Script = std::function<Way(const std::vector<adapters::InboxEvent>& events)>;

    explicit FailingInbox(adapters::EventInbox& far) : far_(far) {}

    void set(Way way) {
        play([way](const auto&) { return way; });
    }
    void play(Script script) {
        const std::lock_guard lock(mutex_);
        script_ = std::move(script);
    }

    void append(std::vector<adapters::InboxEvent> events, Appended done) override {
        using adapters::QueueFault;
        std::unique_lock lock(mutex_);
        ++appends_;
        const Way way = script_(events);
        if (way == Way::held) {
            held_.push_back({std::move(events), std::move(done)});
            return;
        }
        lock.unlock();
        switch (way) {
            case Way::broken: return done(failure(QueueFault::unavailable));
            case Way::crowded: return done(failure(QueueFault::overloaded));
            case Way::poisoned: return done(failure(QueueFault::bad_data));
            case Way::swallowed:
                return far_.append(std::move(events), [done](const auto&) { done(failure(QueueFault::timed_out)); });
            default: return far_.append(std::move(events), std::move(done));
        }
    }
    /// The oldest held append ends this way. False when none is held.
    bool let_go(Way way) {
        Held first;
        {
            const std::lock_guard lock(mutex_);
            if (held_.empty()) return false;
            first = std::move(held_.front());
            held_.erase(held_.begin());
        }
        if (way == Way::broken) {
            first.done(failure(adapters::QueueFault::unavailable));
        } else {
            far_.append(std::move(first.events), std::move(first.done));
        }
        return true;
    }
    int appends() const {
        const std::lock_guard lock(mutex_);
        return appends_;
    }

    adapters::QueueResult<std::optional<adapters::TakenEvent>> take(std::chrono::milliseconds wait) override {
        return far_.take(wait);
    }
    adapters::QueueResult<void> complete(const adapters::TakenEvent& taken, const adapters::Completion& completion) override {
        return far_.complete(taken, completion);
    }
    adapters::QueueResult<void> release(const adapters::TakenEvent& taken, std::chrono::milliseconds delay,
                                        const std::string& reason) override {
        return far_.release(taken, delay, reason);
    }
    adapters::QueueResult<adapters::QueueDepth> depth() override { return far_.depth(); }

  private:
    struct Held {
        std::vector<adapters::InboxEvent> events;
        Appended done;
    };

    static tl::unexpected<adapters::QueueError> failure(adapters::QueueFault fault) {
        return tl::unexpected(adapters::QueueError{fault, "scripted"});
    }

    adapters::EventInbox& far_;
    mutable std::mutex mutex_;
    Script script_ = [](const auto&) { return Way::open; };
    std::vector<Held> held_;
    int appends_ = 0;
};

}  // namespace motcua::tests
