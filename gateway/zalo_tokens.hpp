// Opens the token vault and makes the token chains that the settings ask for; for the gateway and the commands
// alike.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "adapters/http_client.hpp"
#include "adapters/zalo/token_consent.hpp"
#include "gateway/config/config.hpp"
#include "gateway/tokens/token_keeper.hpp"

namespace motcua::gateway {

/// The vault, an endpoint for each app, and a chain for each account that has no fixed token. Without such an
/// account nothing is opened or made. Must outlive what it hands out.
class ZaloTokens {
  public:
    /// Throws std::runtime_error with what to mend, e.g. when tokens.db was sealed under another key.
    /// `client` must outlive it.
    ZaloTokens(const Config& config, adapters::HttpClient& client);
    ~ZaloTokens();
    ZaloTokens& operator=(ZaloTokens&&) = delete;  // neither copied nor moved

    const TokenChains& chains() const noexcept { return chains_; }
    /// The account's chain, or nothing when it has none.
    std::shared_ptr<adapters::TokenChain> chain_of(const std::string& oa_id) const;

    /// The account has taken its consent back; true for an account without a chain too, whose token a person renews.
    /// False when it could not be made durable.
    bool revoked(const std::string& oa_id, std::chrono::system_clock::time_point at) const;

    /// For accounts that have a chain only.
    adapters::TokenVault& vault() noexcept { return *vault_; }
    adapters::TokenEndpoint& endpoint_of(const std::string& oa_id);
    adapters::ConsentPlace consent_place(const std::string& oa_id) const;

  private:
    std::unique_ptr<adapters::TokenVault> vault_;
    std::map<std::string, std::unique_ptr<adapters::TokenEndpoint>> endpoints_;  // by account
    std::map<std::string, adapters::ConsentPlace> places_;                       // by account
    TokenChains chains_;
};

}  // namespace motcua::gateway
