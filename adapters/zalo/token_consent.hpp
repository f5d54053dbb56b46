// How a chain begins: the consent of an administrator of the account, or a pair that was got by hand.
#pragma once

#include <string>
#include <tl/expected.hpp>

#include "adapters/zalo/token_chain.hpp"

namespace motcua::adapters {

struct ConsentPlace {
    std::string account;  // the OA
    std::string app_id;
    std::string callback_url;  // as saved in the console, byte for byte
    std::string base_url = "https://oauth.zaloapp.com";
    std::string verifier;  // when one challenge is saved in the console; empty: a new one for each link
};

/// Errors are sentences for the person at the command line; nothing of a token.
template <class T>
using ConsentResult = tl::expected<T, std::string>;

/// A link to open in a browser; what its code is redeemed with is kept in the vault. An earlier link is void.
ConsentResult<std::string> offer_consent(TokenVault& vault, const ConsentPlace& place);

/// Spends the code that the browser was sent back with (`pasted`: the code, or the whole address) and stores
/// the pair before it returns. On any error the chain is as it was.
ConsentResult<ChainStatus> redeem_consent(TokenVault& vault, TokenEndpoint& endpoint,
                                          const std::string& account, const std::string& pasted,
                                          const TokenClock& clock);

/// Stores a pair that was got elsewhere. Without `replace` a chain that works is left alone.
ConsentResult<ChainStatus> import_tokens(TokenVault& vault, const std::string& account,
                                         const TokenGrant& grant, bool replace, const TokenClock& clock);

/// A pair as text: the endpoint's JSON, or two lines, access token first. Pure.
ConsentResult<TokenGrant> grant_from_text(const std::string& text);

/// The challenge of a verifier (PKCE, S256). Pure.
std::string challenge_of(const std::string& verifier);

}  // namespace motcua::adapters
