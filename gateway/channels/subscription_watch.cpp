// One look at each subscription, a pause with jitter, and again.
#include "gateway/channels/subscription_watch.hpp"

#include <algorithm>
#include <utility>

namespace motcua::gateway {

using std::chrono::milliseconds;

std::string_view name_of(SubscriptionState state) noexcept {
    switch (state) {
        case SubscriptionState::whole: return "whole";
        case SubscriptionState::gone: return "gone";
        case SubscriptionState::resubscribed: return "resubscribed";
        case SubscriptionState::unknown: return "unknown";
    }
    return "unknown";
}

SubscriptionWatch::SubscriptionWatch(std::vector<Subscription> subscriptions, WatchSettings settings,
                                     SubscriptionObserver& observer, std::shared_ptr<adapters::Lease> lease)
    : subscriptions_(std::move(subscriptions)),
      settings_(settings),
      observer_(observer),
      lease_(std::move(lease)),
      random_(settings.seed) {}

SubscriptionWatch::~SubscriptionWatch() { stop(); }

void SubscriptionWatch::start() {
    if (!subscriptions_.empty()) thread_ = std::thread([this] { run(); });
}

void SubscriptionWatch::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

bool SubscriptionWatch::is_stopping() {
    const std::lock_guard lock(mutex_);
    return stopping_;
}

milliseconds SubscriptionWatch::pause() {
    const auto half = std::max<milliseconds::rep>(settings_.period.count() / 2, 1);
    return milliseconds(half + std::uniform_int_distribution<milliseconds::rep>(0, half)(random_));
}

milliseconds SubscriptionWatch::tend(Time now) {
    if (due_ == Time{}) due_ = now + pause();
    if (now >= due_) {
        for (const Subscription& subscription : subscriptions_) {
            const auto fence = is_stopping() ? std::nullopt : lease_->hold();
            if (fence) look(subscription, *fence);
        }
        due_ = now + pause();
    }
    return std::chrono::ceil<milliseconds>(due_ - now);
}

void SubscriptionWatch::look(const Subscription& subscription, std::int64_t fence) {
    const auto missing = subscription.missing();
    if (!missing) return observer_.looked(subscription.account, SubscriptionState::unknown, missing.error().reason);
    if (missing->empty()) return observer_.looked(subscription.account, SubscriptionState::whole, "");
    std::string fields;
    for (const std::string& field : *missing) fields += (fields.empty() ? "" : ",") + field;
    observer_.looked(subscription.account, SubscriptionState::gone, fields);
    // The platform knows no fence: who lost the lease while it looked leaves the mending to the next holder.
    if (!settings_.renews || is_stopping() || lease_->hold() != fence) return;
    const auto renewed = subscription.renew();
    observer_.looked(subscription.account, renewed ? SubscriptionState::resubscribed : SubscriptionState::unknown,
                     renewed ? fields : renewed.error().reason);
}

void SubscriptionWatch::run() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        lock.unlock();
        const milliseconds wait = tend(std::chrono::steady_clock::now());
        lock.lock();
        changed_.wait_for(lock, wait, [this] { return stopping_; });
    }
}

}  // namespace motcua::gateway
