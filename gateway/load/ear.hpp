// What every citizen heard from the gateway.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "gateway/emulator/emulator_settings.hpp"

namespace motcua::gateway {

using LoadClock = std::chrono::steady_clock;

/// One message that reached a citizen. The text is kept as its hash: a long run hears gigabytes.
struct Heard {
    std::size_t text = 0;
    std::uint64_t run = 0;
    bool answer_withheld = false;
    LoadClock::time_point at;
};

/// Safe to call from several threads at once.
class Ear {
  public:
    using ByUser = std::unordered_map<std::string, std::vector<Heard>>;

    void hear(const SentNote& note);

    /// In the order of arrival.
    std::vector<Heard> heard_by(const std::string& user) const;
    ByUser all() const;
    std::size_t count() const;
    /// True once `count` messages were heard in all; false when nothing came for as long as `silence`.
    bool wait_for(std::size_t count, std::chrono::milliseconds silence);
    void forget();

  private:
    mutable std::mutex mutex_;
    std::condition_variable heard_;
    ByUser by_user_;
    std::size_t count_ = 0;
};

}  // namespace motcua::gateway
