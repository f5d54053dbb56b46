// Citizens who write without pause at any open door; who is refused writes the same again at another.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "tests/end_to_end/crowd.hpp"
#include "tests/gateways/doors.hpp"

namespace motcua::tests {

struct RushMessage {
    using Time = std::chrono::steady_clock::time_point;

    std::string id;
    std::size_t question = 0;
    bool is_acknowledged = false;
    Time posted;        // the first time
    Time acknowledged;  // 200
    int refusals = 0;   // posts of it without a 200
};

struct RushCitizen {
    Citizen citizen;
    std::vector<RushMessage> messages;
};

class Rush {
  public:
    struct Plan {
        std::size_t citizens = 12;
        bool zalo_too = true;  // half of them; else all are on Messenger, whose replies name the message they answer
        std::uint32_t seed = 1;
        std::chrono::milliseconds pause{20};  // of each of the four threads between two messages
        std::string name = "rush";            // in the ids
    };

    Rush(const Doors& doors, Plan plan);
    ~Rush();
    Rush& operator=(Rush&&) = delete;  // neither copied nor moved

    void start();
    /// Each citizen's message under way is written until it is acknowledged; then no more.
    void stop();
    /// True once `count` messages more than now are acknowledged; false when `limit` passed first.
    bool wait_for(std::size_t count, std::chrono::milliseconds limit);

    std::size_t acknowledged() const { return acknowledged_; }
    /// After stop() only.
    const std::vector<RushCitizen>& citizens() const noexcept { return citizens_; }

  private:
    void run(std::size_t first);
    void write(RushCitizen& citizen, std::mt19937& random);
    bool post(const Citizen& citizen, const gateway::SignedEvent& event, std::mt19937& random) const;
    /// False when the rush is to stop.
    bool pause(std::chrono::milliseconds span);

    const Doors& doors_;
    const Plan plan_;
    std::vector<RushCitizen> citizens_;
    std::atomic<std::size_t> acknowledged_{0};
    std::mutex mutex_;
    std::condition_variable changed_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace motcua::tests
