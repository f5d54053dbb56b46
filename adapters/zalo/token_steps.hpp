// The steps of a token chain: when an attempt is due, and what each outcome makes of the record. Pure.
#pragma once

#include <chrono>
#include <string>

#include "adapters/token_vault.hpp"
#include "adapters/zalo/token_endpoint.hpp"

namespace motcua::adapters {

struct ChainPolicy {
    int refresh_percent = 80;                       // of an access token's life
    std::chrono::milliseconds lease{60'000};        // of one attempt; longer than any call of the endpoint
    std::chrono::milliseconds first_pause{30'000};  // after a failure; doubles
    std::chrono::milliseconds longest_pause{600'000};
    std::chrono::milliseconds least_age{60'000};  // a younger token is not renewed because a send was refused
};

enum class Need {
    nothing,  // the access token is young enough
    wait,     // an attempt is due, and another's lease or a pause runs
    refresh,
    consent,
};

/// `rejected` is the access token that a platform refused; empty when none.
Need need_of(const TokenRecord& record, ChainStatus::Time now, const std::string& rejected,
             const ChainPolicy& policy);

/// The attempt, to be written ahead of the call: next fence, lease until `now` + policy.lease.
TokenRecord begun(TokenRecord record, ChainStatus::Time now, const ChainPolicy& policy);

/// The next generation. `asked_at` is when the call began: the access token lives no longer than from then.
TokenRecord renewed(TokenRecord record, const TokenGrant& grant, ChainStatus::Time asked_at);

/// An attempt that brought no pair. `was_unsure`: an earlier one of this generation is still of unknown
/// outcome, so a call that did not spend the refresh token does not prove that it lives.
TokenRecord failed(TokenRecord record, const TokenFailure& failure, bool was_unsure, ChainStatus::Time now,
                   const ChainPolicy& policy);

}  // namespace motcua::adapters
