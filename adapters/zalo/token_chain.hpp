// One account's chain of single-use refresh tokens, kept so that no crash, race or lost answer loses it
// silently.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "adapters/access_token_source.hpp"
#include "adapters/zalo/token_steps.hpp"

namespace motcua::adapters {

using TokenClock = std::function<ChainStatus::Time()>;

/// How a look at the chain ended.
enum class Tended {
    at_rest,         // nothing is due
    waiting,         // another process is at it, or a pause runs
    refreshed,       // a new pair is durable
    failed,          // no new pair; the refresh token is as good as before
    unknown,         // no answer: the refresh token may be spent; it is tried again
    consent_needed,  // the chain is broken, or never began: a person must act
    overtaken,       // another attempt, a consent or an import came first
    unsaved,  // a new pair is held in memory, because it cannot be stored: tried again with the next look
    vault_failed,
};
std::string_view name_of(Tended tended) noexcept;

struct Tending {
    Tended what = Tended::at_rest;
    std::string reason;  // of a failure; nothing of a token
    std::optional<ChainStatus>
        status;  // as the vault has it now; absent when it cannot be read or has no record
};

/// Hands out the access token that is durable, and tends the chain. Several of them, in several processes,
/// may stand over one vault: the attempt that is written ahead of each call is the lease, so one of them
/// calls. Whoever got a new pair may store it as long as no newer one was stored, however late: it is the
/// only successor of the old one.
class TokenChain final : public AccessTokenSource {
  public:
    /// `vault` and `endpoint` must outlive it.
    TokenChain(std::string account, TokenVault& vault, TokenEndpoint& endpoint, ChainPolicy policy = {},
               TokenClock clock = std::chrono::system_clock::now);

    const std::string& account() const noexcept { return account_; }

    /// Read from the vault each time, so that all processes change over together; empty when there is none,
    /// when the vault cannot be read, or when the platform has refused it.
    std::string access_token() override;
    void rejected(const std::string& token) override;

    /// The platform told at `at` that the account has taken its consent back: from now on the chain needs a new one,
    /// unless it got one since. False when that could not be made durable.
    bool revoked(ChainStatus::Time at);

    /// Refreshes when that is due; blocks for one call of the endpoint at most. By one thread at a time.
    Tending tend();
    /// True while a new pair is held in memory: then tend() makes no call, it stores.
    bool has_unsaved() const noexcept { return unsaved_.has_value(); }

  private:
    /// A pair that the endpoint gave for the refresh token of that generation.
    struct Granted {
        TokenGrant grant;
        std::int64_t generation = 0;
        ChainStatus::Time asked_at;
    };

    std::string rejected_token() const;
    Tending attempt(const TokenRecord& record, ChainStatus::Time now);
    Tending keep(Granted granted);
    Tending give_up(const TokenRecord& attempted, const TokenFailure& failure, bool was_unsure);

    const std::string account_;
    TokenVault& vault_;
    TokenEndpoint& endpoint_;
    const ChainPolicy policy_;
    const TokenClock clock_;
    std::optional<Granted> unsaved_;
    mutable std::mutex mutex_;
    std::string rejected_;
};

}  // namespace motcua::adapters
