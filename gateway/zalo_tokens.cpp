// Which account has a chain, and what it is made of.
#include "gateway/zalo_tokens.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "adapters/zalo/zalo_token_endpoint.hpp"
#include "gateway/stores.hpp"

namespace motcua::gateway {
namespace {

std::unique_ptr<adapters::TokenVault> opened_vault(const Config& config) {
    auto box = adapters::SecretBox::from_file(config.zalo_token_key);
    if (!box) throw std::runtime_error(box.error());
    return Stores(config).token_vault(std::move(*box));
}

}  // namespace

ZaloTokens::ZaloTokens(const Config& config, adapters::HttpClient& client) {
    for (const ZaloAccountKeys& account : config.zalo_accounts) {
        const ZaloAppKeys* app = app_of(config, account);
        if (!account.access_token.empty() || app == nullptr) continue;
        if (!vault_) vault_ = opened_vault(config);
        auto& endpoint = endpoints_[account.oa_id];
        endpoint = std::make_unique<adapters::ZaloTokenEndpoint>(
            adapters::ZaloOauthApp{app->app_id, app->app_secret, config.zalo_oauth}, client);
        places_[account.oa_id] = {account.oa_id, app->app_id, app->callback_url, config.zalo_oauth,
                                  app->code_verifier};
        chains_.push_back(std::make_shared<adapters::TokenChain>(account.oa_id, *vault_, *endpoint));
    }
}

ZaloTokens::~ZaloTokens() = default;

std::shared_ptr<adapters::TokenChain> ZaloTokens::chain_of(const std::string& oa_id) const {
    const auto found = std::find_if(chains_.begin(), chains_.end(),
                                    [&](const auto& chain) { return chain->account() == oa_id; });
    return found == chains_.end() ? nullptr : *found;
}

bool ZaloTokens::revoked(const std::string& oa_id, std::chrono::system_clock::time_point at) const {
    const auto chain = chain_of(oa_id);
    return chain == nullptr || chain->revoked(at);
}

adapters::TokenEndpoint& ZaloTokens::endpoint_of(const std::string& oa_id) { return *endpoints_.at(oa_id); }
adapters::ConsentPlace ZaloTokens::consent_place(const std::string& oa_id) const { return places_.at(oa_id); }

}  // namespace motcua::gateway
