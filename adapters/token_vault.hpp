// Port: the durable record of an account's tokens, which many may read and one at a time may change.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace motcua::adapters {

enum class ChainState {
    ready,          // the pair works, as far as we know
    refreshing,     // an attempt was written ahead and its result was not: under way, or of unknown outcome
    needs_consent,  // no refresh token that works: an administrator of the account must consent again
};
std::string_view name_of(ChainState state) noexcept;
/// Nothing for a name that is none.
std::optional<ChainState> chain_state_from(std::string_view name) noexcept;

/// What may be shown of a chain: nothing of a token.
struct ChainStatus {
    using Time = std::chrono::system_clock::time_point;

    ChainState state = ChainState::needs_consent;
    std::int64_t generation = 0;  // how many pairs there have been; a refresh token belongs to one of them
    std::int64_t fence = 0;       // number of the last attempt; only its owner may say that it failed
    Time issued_at;               // of the pair
    Time expires_at;              // of the access token
    Time attempt_at;              // when the last attempt was written ahead
    Time not_before;         // no attempt until then: the lease of one under way, or a pause after a failure
    int failures = 0;        // attempts since the last success
    std::string last_error;  // fixed words and the platform's code; empty after a success
    Time last_error_at;
};

struct TokenPair {
    std::string access;
    std::string refresh;  // works once
};

/// What a consent link was made with; its code can be redeemed only by who knows the verifier.
struct ConsentOffer {
    std::string verifier;
    std::string state;
};

struct TokenRecord {
    std::string account;
    std::int64_t revision = 0;  // of the record as it was read; 0: there was none
    ChainStatus status;
    TokenPair pair;      // the last one, kept when consent is needed: its access token may live on
    ConsentOffer offer;  // empty when no link is out
};

enum class VaultFault {
    unavailable,
    busy,      // others held it too long
    bad_data,  // a record that is not ours, or sealed under another key
};
struct VaultError {
    VaultFault fault = VaultFault::unavailable;
    std::string detail;  // for the log; nothing of a token
};
template <class T>
using VaultResult = tl::expected<T, VaultError>;

/// Implementations must be safe to call from several threads and processes at once.
class TokenVault {
  public:
    virtual ~TokenVault() = default;

    /// Nothing when the account has no record. Absence is not an error.
    virtual VaultResult<std::optional<TokenRecord>> read(std::string_view account) = 0;

    /// Compare and swap. True: it is durable, with the next revision. False: somebody wrote since
    /// `record.revision` was read, and nothing has changed.
    virtual VaultResult<bool> write(const TokenRecord& record) = 0;
};

}  // namespace motcua::adapters
