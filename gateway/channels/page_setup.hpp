// Brings a Page into the state that the settings ask for, and says what differed.
#pragma once

#include <string>
#include <vector>

#include "adapters/messenger/messenger_page_api.hpp"

namespace motcua::gateway {

struct SetupChange {
    std::string what;    // "greeting", "subscription", …
    std::string before;  // in short; empty: not set
    std::string after;
};

struct SetupOutcome {
    std::vector<SetupChange> changes;
    std::vector<adapters::PlatformFault> faults;
};

/// Reads what is there; calls only for what differs, and with `dry_run` for nothing. Profile and subscription are
/// independent: a fault of one leaves the other to be done.
SetupOutcome set_up_page(adapters::MessengerPageApi& api, const adapters::MessengerPage& page,
                         const adapters::MessengerProfile& wanted, bool dry_run);

/// What of `wanted` must be sent to a Page that shows `present`; empty members are as wanted.
/// Domains are added to those that are there.
adapters::MessengerProfile difference(const adapters::MessengerProfile& present, const adapters::MessengerProfile& wanted);

}  // namespace motcua::gateway
