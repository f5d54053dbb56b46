// When to refresh, and the record after each outcome.
#include "adapters/zalo/token_steps.hpp"

#include <algorithm>

namespace motcua::adapters {
namespace {

using Time = ChainStatus::Time;

/// A clock that was set back leaves times in the future; they must not hold anything up.
bool is_held(const ChainStatus& status, Time now, const ChainPolicy& policy) {
    const auto longest = std::max(policy.lease, policy.longest_pause);
    return now < status.not_before && status.not_before <= now + longest;
}

bool is_due(const TokenRecord& record, Time now, const std::string& rejected, const ChainPolicy& policy) {
    const ChainStatus& status = record.status;
    if (status.state == ChainState::refreshing || status.issued_at > now + policy.lease) return true;
    if (!rejected.empty() && rejected == record.pair.access && now >= status.issued_at + policy.least_age)
        return true;
    return now >= status.issued_at + (status.expires_at - status.issued_at) * policy.refresh_percent / 100;
}

std::chrono::milliseconds pause_after(int failures, const ChainPolicy& policy) {
    const int doublings = std::clamp(failures - 1, 0, 16);
    return std::min(policy.longest_pause, policy.first_pause * (1 << doublings));
}

ChainState state_after(TokenFault fault, bool was_unsure) noexcept {
    if (fault == TokenFault::dead) return ChainState::needs_consent;
    return fault == TokenFault::unknown || was_unsure ? ChainState::refreshing : ChainState::ready;
}

}  // namespace

Need need_of(const TokenRecord& record, Time now, const std::string& rejected, const ChainPolicy& policy) {
    if (record.status.state == ChainState::needs_consent) return Need::consent;
    if (!is_due(record, now, rejected, policy)) return Need::nothing;
    return is_held(record.status, now, policy) ? Need::wait : Need::refresh;
}

TokenRecord begun(TokenRecord record, Time now, const ChainPolicy& policy) {
    record.status.state = ChainState::refreshing;
    ++record.status.fence;
    record.status.attempt_at = now;
    record.status.not_before = now + policy.lease;
    return record;
}

TokenRecord renewed(TokenRecord record, const TokenGrant& grant, Time asked_at) {
    ChainStatus& status = record.status;
    status.state = ChainState::ready;
    ++status.generation;
    status.issued_at = asked_at;
    status.expires_at = asked_at + grant.lasts;
    status.not_before = {};
    status.failures = 0;
    status.last_error.clear();
    status.last_error_at = {};
    record.pair = grant.pair;
    return record;
}

TokenRecord failed(TokenRecord record, const TokenFailure& failure, bool was_unsure, Time now,
                   const ChainPolicy& policy) {
    ChainStatus& status = record.status;
    status.state = state_after(failure.fault, was_unsure);
    ++status.failures;
    status.last_error = failure.reason;
    status.last_error_at = now;
    status.not_before = now + pause_after(status.failures, policy);
    return record;
}

}  // namespace motcua::adapters
