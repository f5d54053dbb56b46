// How every configured account stands: what the ledger noted, and what its platform says now.
#pragma once

#include <string>
#include <vector>

#include "adapters/account_ledger.hpp"
#include "adapters/http_client.hpp"
#include "adapters/messenger/messenger_page_api.hpp"
#include "gateway/config/config.hpp"
#include "gateway/zalo_tokens.hpp"

namespace motcua::gateway {

struct AccountStatus {
    adapters::AccountNote note;  // times at the epoch: never
    std::string name;            // as the platform or the settings say
    std::string token;           // "works", "fixed, works", a chain's state, or why it does not work
    std::string quota;           // as far as the platform tells it
    adapters::FieldNames fields;   // Messenger: subscribed
    adapters::FieldNames missing;  // Messenger: not subscribed, and needed
    std::vector<adapters::PlatformFault> faults;  // what is wrong, and what to do
};

/// One call of the platform an account, each limited in time. `notes` are the ledger's.
std::vector<AccountStatus> channel_status(const Config& config, ZaloTokens& tokens, adapters::HttpClient& client,
                                          const std::vector<adapters::AccountNote>& notes);

}  // namespace motcua::gateway
