// Which setting becomes what of a Page.
#include "gateway/messenger_pages.hpp"

#include <utility>

namespace motcua::gateway {

adapters::MessengerSettings messenger_settings(const Config& config) {
    adapters::MessengerSettings settings;
    settings.base_url = config.messenger_api;
    settings.graph_version = config.messenger_version;
    settings.inbox_app_id = config.messenger_inbox_app;
    for (const MessengerAppKeys& keys : config.messenger_apps) {
        adapters::MessengerApp app{keys.app_id, {keys.app_secret}, keys.verify_token};
        if (!keys.app_secret_previous.empty()) app.app_secrets.push_back(keys.app_secret_previous);
        settings.apps.push_back(std::move(app));
    }
    for (const MessengerPageKeys& keys : config.messenger_pages) {
        settings.pages.push_back(
            {keys.page_id, adapters::fixed_token(keys.access_token, "messenger.page.access_token"), keys.name, {}});
    }
    return settings;
}

adapters::MessengerProfile wanted_profile(const ProfileTexts& texts) {
    const std::string ask(adapters::messenger_ask_payload);
    adapters::MessengerProfile profile;
    profile.get_started = adapters::messenger_start_payload;
    profile.greeting = texts.greeting;
    for (const std::string& question : texts.ice_breakers) profile.ice_breakers.push_back({question, ask, ""});
    for (const std::string& title : texts.menu) profile.menu.push_back({title, ask, ""});
    for (const ProfileLink& link : texts.links) profile.menu.push_back({link.title, "", link.url});
    profile.domains = texts.domains;
    return profile;
}

adapters::PlatformResult<void> subscribe_also(adapters::MessengerPageApi& api, const adapters::MessengerPage& page) {
    const auto present = api.subscription(page);
    if (!present) return tl::unexpected(present.error());
    adapters::FieldNames fields = present->fields;
    fields.insert(adapters::messenger_fields().begin(), adapters::messenger_fields().end());
    return api.subscribe(page, fields);
}

std::vector<Subscription> subscriptions_of(const std::shared_ptr<adapters::MessengerPageApi>& api) {
    std::vector<Subscription> subscriptions;
    for (const adapters::MessengerPage& page : api->pages()) {
        subscriptions.push_back({page.page_id,
                                 [api, &page] { return api->subscription(page).map([](const auto& s) { return s.missing(); }); },
                                 [api, &page] { return subscribe_also(*api, page); }});
    }
    return subscriptions;
}

}  // namespace motcua::gateway
