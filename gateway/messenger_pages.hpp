// The settings of the Messenger channel and of the calls about its Pages, from the gateway's settings.
#pragma once

#include <memory>
#include <vector>

#include "adapters/messenger/messenger_page_api.hpp"
#include "gateway/channels/subscription_watch.hpp"
#include "gateway/config/config.hpp"

namespace motcua::gateway {

/// What `config` says of Messenger; at least one app must be there.
adapters::MessengerSettings messenger_settings(const Config& config);

/// What a Page shall show, by the texts of the settings.
adapters::MessengerProfile wanted_profile(const ProfileTexts& texts);

/// Asks for what is there, and adds ours: no field of somebody else's wish is lost.
adapters::PlatformResult<void> subscribe_also(adapters::MessengerPageApi& api, const adapters::MessengerPage& page);

/// One for each Page; they keep `api` alive.
std::vector<Subscription> subscriptions_of(const std::shared_ptr<adapters::MessengerPageApi>& api);

}  // namespace motcua::gateway
