// The figures of a load: what was sent, what came back, what must never be.
#pragma once

#include <array>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

#include "gateway/emulator/fault_dice.hpp"

namespace motcua::gateway {

struct LoadProgress {
    std::uint64_t sent = 0;          // events of citizens
    std::uint64_t posts = 0;         // attempts to deliver them
    std::uint64_t failed_posts = 0;
    std::uint64_t acknowledged = 0;  // events with a 200
    bool operator==(const LoadProgress&) const = default;
};

struct Latency {
    double p50_ms = 0;
    double p95_ms = 0;
    double p99_ms = 0;
};
Latency latency_of(std::vector<double> milliseconds);

struct LoadReport {
    LoadProgress progress;
    double seconds = 0;
    std::uint64_t questions = 0;  // that could be told apart
    std::uint64_t replies = 0;    // messages that reached citizens
    std::uint64_t answered = 0;   // events with their reply
    std::uint64_t lost = 0;       // events without, acknowledged or not
    std::uint64_t lost_unacknowledged = 0;
    std::uint64_t out_of_order = 0;
    std::uint64_t duplicates_withheld = 0;  // the emulator had withheld the answer to the first
    std::uint64_t duplicates_killed = 0;    // the first was the last that a process sent to this citizen before the next one ran
    std::uint64_t duplicates_unexplained = 0;
    std::uint64_t other_words = 0;   // of `answered`: not with the reply of the rehearsal
    std::uint64_t unrecognised = 0;  // replies that answer nothing
    Latency acknowledgement;  // of the attempt that was acknowledged
    Latency reply;            // from the start of the first attempt
    FaultCounts faults;
    bool unsubscribed = false;
    std::vector<std::string> findings;  // the first of what must never be, a line each

    bool is_clean() const noexcept { return lost == 0 && out_of_order == 0 && duplicates_unexplained == 0; }
};

/// The table for people and scripts: a name and a figure a line.
void print_report(const LoadReport& report, std::ostream& out);

}  // namespace motcua::gateway
