// The Graph calls about a Page itself: its profile, and the subscription without which no event comes.
#pragma once

#include <set>
#include <string>

#include "adapters/http_client.hpp"
#include "adapters/messenger/messenger_profile.hpp"
#include "adapters/messenger/messenger_settings.hpp"
#include "adapters/platform_fault.hpp"

namespace motcua::adapters {

using FieldNames = std::set<std::string>;

/// The webhook fields whose events we act on. Deliveries and reads are left out: they multiply the traffic and
/// tell nothing that is needed.
const FieldNames& messenger_fields();

struct PageSubscription {
    FieldNames fields;          // of our app; empty: it is not subscribed
    int used_percent = -1;      // of the call limit, by the rate headers; -1: not told

    /// Of messenger_fields(), those that are not subscribed.
    FieldNames missing() const;
};

/// Each call is limited in time. Thread-safe as far as `http`, the token sources and the clock are.
class MessengerPageApi {
  public:
    /// `http` must outlive it.
    MessengerPageApi(MessengerSettings settings, HttpClient& http);

    const std::vector<MessengerPage>& pages() const noexcept { return settings_.pages; }

    PlatformResult<MessengerProfile> profile(const MessengerPage& page);
    /// Sets what is not empty in `changed`. Meta allows ten of these in ten minutes for a Page.
    PlatformResult<void> set_profile(const MessengerPage& page, const MessengerProfile& changed);
    /// Ours is told from other apps' by the app_id of the settings; without one, the only app's counts.
    PlatformResult<PageSubscription> subscription(const MessengerPage& page);
    PlatformResult<void> subscribe(const MessengerPage& page, const FieldNames& fields);

  private:
    PlatformResult<HttpResponse> call(const MessengerPage& page, const std::string& method, const std::string& path,
                                      const std::string& query, const std::string& body = "");
    std::string app_id_of(const MessengerPage& page) const;

    MessengerSettings settings_;
    HttpClient& http_;
};

}  // namespace motcua::adapters
