// Decides which bad signatures are worth a line in the log, and when a burst of them is an alarm.
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <tuple>

#include "adapters/channel.hpp"

namespace motcua::gateway {

/// Thread-safe. Holds one entry for each kind of badness of a channel, so whoever knocks cannot make it grow.
class SignatureAlarm {
  public:
    using Time = std::chrono::steady_clock::time_point;

    struct Verdict {
        bool tell = false;           // the first of its kind in this minute
        std::size_t untold = 0;      // how many of its kind were not told since the last line
        bool burst_begins = false;   // the fifth bad one of the channel within a minute, after ten calm minutes
    };
    Verdict note(intents::ChannelKind channel, const adapters::Verification& bad, Time now);

  private:
    struct Told {
        Time at;
        std::size_t untold = 0;
    };
    struct Burst {
        std::deque<Time> recent;  // at most five
        bool is_on = false;
        Time last;
    };

    std::mutex mutex_;
    std::map<std::tuple<intents::ChannelKind, adapters::SignatureState, std::string>, Told> told_;
    std::map<intents::ChannelKind, Burst> bursts_;
};

}  // namespace motcua::gateway
