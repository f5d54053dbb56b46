// Calls things later, on a thread of its own.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

namespace motcua::gateway {

/// Safe to call from several threads at once. What is called must be short.
class AlarmClock {
  public:
    AlarmClock();
    ~AlarmClock();
    AlarmClock& operator=(AlarmClock&&) = delete;  // neither copied nor moved

    /// False, and nothing will happen, after stop() or when 200,000 alarms wait.
    bool after(std::chrono::milliseconds wait, std::function<void()> call);
    /// Forgets what waits. Never call it from an alarm. A second call does nothing.
    void stop();

  private:
    void run();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::multimap<std::chrono::steady_clock::time_point, std::function<void()>> alarms_;
    bool stopped_ = false;
    std::thread thread_;
};

}  // namespace motcua::gateway
