// Port: what the gateways of one deployment tell each other of their spools, so that these are handed over as one.
#pragma once

#include "adapters/event_inbox.hpp"

namespace motcua::adapters {

struct SpoolNews {
    bool waiting = false;  // events wait in a spool
    TimePoint since;       // the oldest came then; without any: none that came before this is in a spool
};

/// Thread-safe.
class SpoolFellows {
  public:
    virtual ~SpoolFellows() = default;

    /// Tells the others of our spool, and gives what they have told: whether any of them has events waiting, and the
    /// earliest of their times (TimePoint::max() when there are no others). A gateway that has not told for seconds is none.
    virtual QueueResult<SpoolNews> exchange(const SpoolNews& mine) = 0;
};

}  // namespace motcua::adapters
