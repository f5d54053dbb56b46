// Write ahead, call, store: the order in which a chain is tended.
#include "adapters/zalo/token_chain.hpp"

#include <utility>

namespace motcua::adapters {
namespace {

/// Writers that come between reading and writing are few and quick: a person at the command line, one
/// attempt.
constexpr int tries = 8;

Tending vault_failed(const VaultError& error) { return {Tended::vault_failed, error.detail, std::nullopt}; }

Tended outcome_of(ChainState state) noexcept {
    switch (state) {
        case ChainState::ready:
            return Tended::failed;
        case ChainState::refreshing:
            return Tended::unknown;
        case ChainState::needs_consent:
            return Tended::consent_needed;
    }
    return Tended::unknown;
}

}  // namespace

std::string_view name_of(Tended tended) noexcept {
    switch (tended) {
        case Tended::at_rest:
            return "at_rest";
        case Tended::waiting:
            return "waiting";
        case Tended::refreshed:
            return "refreshed";
        case Tended::failed:
            return "failed";
        case Tended::unknown:
            return "unknown";
        case Tended::consent_needed:
            return "consent_needed";
        case Tended::overtaken:
            return "overtaken";
        case Tended::unsaved:
            return "unsaved";
        case Tended::vault_failed:
            return "vault_failed";
    }
    return "at_rest";
}

TokenChain::TokenChain(std::string account, TokenVault& vault, TokenEndpoint& endpoint, ChainPolicy policy,
                       TokenClock clock)
    : account_(std::move(account)),
      vault_(vault),
      endpoint_(endpoint),
      policy_(policy),
      clock_(std::move(clock)) {}

std::string TokenChain::rejected_token() const {
    const std::lock_guard lock(mutex_);
    return rejected_;
}

void TokenChain::rejected(const std::string& token) {
    const std::lock_guard lock(mutex_);
    rejected_ = token;
}

std::string TokenChain::access_token() {
    const auto record = vault_.read(account_);
    if (!record || !*record || (*record)->pair.access == rejected_token()) return {};
    return (*record)->pair.access;
}

Tending TokenChain::tend() {
    if (unsaved_) return keep(*std::exchange(unsaved_, std::nullopt));
    const auto read = vault_.read(account_);
    if (!read) return vault_failed(read.error());
    if (!*read) return {Tended::consent_needed, "", std::nullopt};
    const TokenRecord& record = **read;
    const auto now = clock_();
    switch (need_of(record, now, rejected_token(), policy_)) {
        case Need::nothing:
            return {Tended::at_rest, "", record.status};
        case Need::wait:
            return {Tended::waiting, record.status.last_error, record.status};
        case Need::consent:
            return {Tended::consent_needed, record.status.last_error, record.status};
        case Need::refresh:
            break;
    }
    return attempt(record, now);
}

bool TokenChain::revoked(ChainStatus::Time at) {
    for (int i = 0; i < tries; ++i) {
        auto read = vault_.read(account_);
        if (!read) return false;
        if (!*read || (*read)->status.issued_at > at) return true;
        TokenRecord next = **read;
        rejected(next.pair.access);
        next.status.state = ChainState::needs_consent;
        next.status.last_error = "permission revoked";
        next.status.last_error_at = clock_();
        const auto written = vault_.write(next);
        if (!written) return false;
        if (*written) return true;
    }
    return false;
}

Tending TokenChain::attempt(const TokenRecord& record, ChainStatus::Time now) {
    TokenRecord ahead = begun(record, now, policy_);
    const auto written = vault_.write(ahead);
    if (!written) return vault_failed(written.error());
    if (!*written) return {Tended::waiting, "", record.status};
    ++ahead.revision;
    // From here until the result is stored the disk says that the refresh token may be spent.
    auto answer = endpoint_.refresh(ahead.pair.refresh);
    if (answer) return keep({std::move(*answer), ahead.status.generation, now});
    return give_up(ahead, answer.error(), record.status.state == ChainState::refreshing);
}

Tending TokenChain::keep(Granted granted) {
    for (int i = 0; i < tries; ++i) {
        const auto read = vault_.read(account_);
        if (!read) break;
        if (!*read || (*read)->status.generation != granted.generation)
            return {Tended::overtaken, "", std::nullopt};
        const TokenRecord next = renewed(**read, granted.grant, granted.asked_at);
        const auto written = vault_.write(next);
        if (!written) break;
        if (*written) return {Tended::refreshed, "", next.status};
    }
    unsaved_ = std::move(granted);
    return {Tended::unsaved, "new tokens cannot be stored", std::nullopt};
}

Tending TokenChain::give_up(const TokenRecord& attempted, const TokenFailure& failure, bool was_unsure) {
    const TokenRecord next = failed(attempted, failure, was_unsure, clock_(), policy_);
    const auto written = vault_.write(next);
    // The record says that the outcome is unknown, which is never wrong: after the lease it is tried again.
    if (!written) return vault_failed(written.error());
    if (!*written) return {Tended::overtaken, failure.reason, std::nullopt};
    return {outcome_of(next.status.state), failure.reason, next.status};
}

}  // namespace motcua::adapters
