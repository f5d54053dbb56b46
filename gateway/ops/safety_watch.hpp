// Looks now and then whether the shared store keeps what it acknowledges as the settings ask.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "adapters/store_safety.hpp"

namespace motcua::gateway {

/// Called from the watch's thread after each look; must be quick.
class SafetyObserver {
  public:
    virtual ~SafetyObserver() = default;
    virtual void looked(const adapters::SafetyReport& report) = 0;
};

class SafetyWatch {
  public:
    using Look = std::function<adapters::SafetyReport()>;

    /// Without `look` it never has a report. `observer` must outlive it.
    SafetyWatch(Look look, SafetyObserver& observer, std::chrono::milliseconds period);
    ~SafetyWatch();
    SafetyWatch& operator=(SafetyWatch&&) = delete;  // neither copied nor moved

    /// The first look is at once.
    void start();
    /// Waits for the look under way, which is limited in time.
    void stop();
    /// Of the last look. Thread-safe.
    std::optional<adapters::SafetyReport> last() const;

  private:
    void run();

    const Look look_;
    SafetyObserver& observer_;
    const std::chrono::milliseconds period_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    bool stopping_ = false;
    std::optional<adapters::SafetyReport> last_;
    std::thread thread_;
};

}  // namespace motcua::gateway
