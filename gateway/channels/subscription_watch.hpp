// Looks, slowly and again and again, whether the platform still sends us an account's events; mends it when not.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "adapters/lease.hpp"
#include "adapters/platform_fault.hpp"

namespace motcua::gateway {

/// One account's subscription, as the watch needs it. The functions are called from the watch's thread.
struct Subscription {
    std::string account;
    std::function<adapters::PlatformResult<std::set<std::string>>()> missing;  // fields; empty: all is well
    std::function<adapters::PlatformResult<void>()> renew;
};

enum class SubscriptionState {
    whole,
    gone,         // fields are missing, and were not asked for again
    resubscribed, // they were missing, and the platform took our wish
    unknown,      // the platform could not be asked, or refused
};
std::string_view name_of(SubscriptionState state) noexcept;

/// Called from the watch's thread after each look; must be quick.
class SubscriptionObserver {
  public:
    virtual ~SubscriptionObserver() = default;
    /// `detail`: the missing fields, or why the platform could not be asked.
    virtual void looked(const std::string& account, SubscriptionState state, const std::string& detail) = 0;
};

struct WatchSettings {
    std::chrono::milliseconds period{600'000};  // each pause is between half of it and all of it
    bool renews = true;
    unsigned seed = 1;  // of the jitter
};

class SubscriptionWatch {
  public:
    using Time = std::chrono::steady_clock::time_point;

    /// Looks only while it holds `lease`: of several gateways one asks the platform.
    SubscriptionWatch(std::vector<Subscription> subscriptions, WatchSettings settings, SubscriptionObserver& observer,
                      std::shared_ptr<adapters::Lease> lease = std::make_shared<adapters::SoleLease>());
    ~SubscriptionWatch();
    SubscriptionWatch& operator=(SubscriptionWatch&&) = delete;  // neither copied nor moved

    /// The first look comes after the first pause.
    void start();
    /// Waits for the call under way, which is limited in time.
    void stop();

    /// Looks when that is due at `now`; how long until the next look. By one thread at a time.
    std::chrono::milliseconds tend(Time now);

  private:
    void run();
    /// `fence`: of the lease as the look began.
    void look(const Subscription& subscription, std::int64_t fence);
    std::chrono::milliseconds pause();
    bool is_stopping();

    const std::vector<Subscription> subscriptions_;
    const WatchSettings settings_;
    SubscriptionObserver& observer_;
    const std::shared_ptr<adapters::Lease> lease_;
    std::minstd_rand random_;
    Time due_{};  // the epoch: no pause has begun
    std::mutex mutex_;
    std::condition_variable changed_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace motcua::gateway
