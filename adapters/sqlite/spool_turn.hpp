// Where new events go while spools are handed over, decided from what this gateway and its fellows have waiting.
#pragma once

#include <algorithm>
#include <chrono>

#include "adapters/spool_fellows.hpp"

namespace motcua::adapters {

enum class SpoolMode {
    direct,    // to the remote, but for citizens who have events in the spool
    spooling,  // all into the spool
    holding,   // nowhere yet: the spools are nearly empty, and would never be under a steady load
};

inline constexpr std::chrono::milliseconds young_spool{1000};   // what is left came within this time
inline constexpr std::chrono::milliseconds longest_hold{1000};  // of an event in memory

/// `held_for`: how long events have been held by now.
inline SpoolMode mode_after(const SpoolNews& mine, const SpoolNews& others, TimePoint now, std::chrono::milliseconds held_for) {
    if (!mine.waiting && !others.waiting) return SpoolMode::direct;
    TimePoint oldest = now;
    if (mine.waiting) oldest = std::min(oldest, mine.since);
    if (others.waiting) oldest = std::min(oldest, others.since);
    return now - oldest < young_spool && held_for < longest_hold ? SpoolMode::holding : SpoolMode::spooling;
}

}  // namespace motcua::adapters
