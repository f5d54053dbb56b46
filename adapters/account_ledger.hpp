// Port: the durable record of when an account was last heard, last answered for, and last refused.
#pragma once

#include <chrono>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "intents/incoming_message.hpp"

namespace motcua::adapters {

/// Nothing of a person: an account is an Official Account or a Page of ours.
struct AccountNote {
    using Time = std::chrono::system_clock::time_point;

    intents::ChannelKind channel = intents::ChannelKind::web;
    std::string account;
    Time event_at;      // the last event of the platform; the epoch: none
    Time sent_at;       // the last reply that the platform took
    Time error_at;      // the last time that the platform, or the way to it, failed the account
    std::string error;  // fixed words and the platform's code
};

template <class T>
using LedgerResult = tl::expected<T, std::string>;  // the error is for the log

/// Implementations must be safe to call from several threads and processes at once.
class AccountLedger {
  public:
    virtual ~AccountLedger() = default;

    /// Keeps the later of what is there and what is given, each by its own time. All or nothing.
    virtual LedgerResult<void> merge(const std::vector<AccountNote>& notes) = 0;
    virtual LedgerResult<std::vector<AccountNote>> read() = 0;
};

}  // namespace motcua::adapters
