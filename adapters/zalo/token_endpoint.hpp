// Port: the platform's OAuth endpoint, where a refresh token or a consent code is spent for a new pair.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "adapters/token_vault.hpp"

namespace motcua::adapters {

struct TokenGrant {
    TokenPair pair;                 // both not empty
    std::chrono::seconds lasts{0};  // the access token, from its issue; 0: not known
};

/// What a call without a grant says about the refresh token that it carried.
enum class TokenFault {
    not_sent,  // it never left: as good as before
    unknown,   // it may have been spent, and its successor lost: time-out, half an answer
    refused,   // the platform said no for another reason: as good as before
    dead,      // the platform says that it is spent, expired or revoked
};
std::string_view name_of(TokenFault fault) noexcept;

struct TokenFailure {
    TokenFault fault = TokenFault::unknown;
    std::string reason;  // fixed words and the platform's code; nothing of a token
};
using TokenAnswer = tl::expected<TokenGrant, TokenFailure>;

/// Implementations must be safe to call from several threads at once, make one call and never repeat it.
class TokenEndpoint {
  public:
    virtual ~TokenEndpoint() = default;
    virtual TokenAnswer refresh(const std::string& refresh_token) = 0;
    /// `verifier` is what the link's challenge was made from; empty when it had none.
    virtual TokenAnswer redeem(const std::string& code, const std::string& verifier) = 0;
};

/// A token that may be kept and sent: 1 to 8,192 printable ASCII characters without spaces.
bool is_token(std::string_view text) noexcept;

}  // namespace motcua::adapters
