// Compares, describes, and calls.
#include "gateway/channels/page_setup.hpp"

#include <algorithm>

namespace motcua::gateway {
namespace {

using adapters::MessengerProfile;
using adapters::ProfileItem;

std::string listed(const std::vector<std::string>& texts) {
    std::string all;
    for (const std::string& text : texts) all += (all.empty() ? "" : " | ") + text;
    return all;
}

std::string listed(const std::vector<ProfileItem>& items) {
    std::vector<std::string> titles;
    for (const ProfileItem& item : items) titles.push_back(item.url.empty() ? item.title : item.title + " <" + item.url + ">");
    return listed(titles);
}

std::string listed(const adapters::FieldNames& names) {
    std::string all;
    for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
    return all;
}

/// What differs but reads the same (a payload that was changed by hand) shows as the same text twice.
std::vector<SetupChange> described(const MessengerProfile& present, const MessengerProfile& changed) {
    std::vector<SetupChange> changes;
    const auto add = [&changes](const char* what, const std::string& before, const std::string& after) {
        if (!after.empty()) changes.push_back({what, before, after});
    };
    add("get_started", present.get_started, changed.get_started);
    add("greeting", present.greeting, changed.greeting);
    add("ice_breakers", listed(present.ice_breakers), listed(changed.ice_breakers));
    add("persistent_menu", listed(present.menu), listed(changed.menu));
    add("whitelisted_domains", listed(present.domains), listed(changed.domains));
    return changes;
}

void set_up_profile(adapters::MessengerPageApi& api, const adapters::MessengerPage& page, const MessengerProfile& wanted,
                    bool dry_run, SetupOutcome& outcome) {
    const auto present = api.profile(page);
    if (!present) return outcome.faults.push_back(present.error());
    const MessengerProfile changed = difference(*present, wanted);
    const auto changes = described(*present, changed);
    if (changes.empty()) return;
    if (!dry_run) {
        if (const auto done = api.set_profile(page, changed); !done) return outcome.faults.push_back(done.error());
    }
    outcome.changes.insert(outcome.changes.end(), changes.begin(), changes.end());
}

void set_up_subscription(adapters::MessengerPageApi& api, const adapters::MessengerPage& page, bool dry_run,
                         SetupOutcome& outcome) {
    const auto present = api.subscription(page);
    if (!present) return outcome.faults.push_back(present.error());
    if (present->missing().empty()) return;
    adapters::FieldNames fields = present->fields;  // nobody else's wish is lost
    fields.insert(adapters::messenger_fields().begin(), adapters::messenger_fields().end());
    if (!dry_run) {
        if (const auto done = api.subscribe(page, fields); !done) return outcome.faults.push_back(done.error());
    }
    outcome.changes.push_back({"subscribed_fields", listed(present->fields), listed(fields)});
}

}  // namespace

MessengerProfile difference(const MessengerProfile& present, const MessengerProfile& wanted) {
    MessengerProfile changed;
    if (present.get_started.empty()) changed.get_started = wanted.get_started;
    if (present.greeting != wanted.greeting) changed.greeting = wanted.greeting;
    if (present.ice_breakers != wanted.ice_breakers) changed.ice_breakers = wanted.ice_breakers;
    if (present.menu != wanted.menu) changed.menu = wanted.menu;
    std::vector<std::string> domains = present.domains;
    for (const std::string& domain : wanted.domains) {
        if (std::find(domains.begin(), domains.end(), domain) == domains.end()) domains.push_back(domain);
    }
    if (domains != present.domains) changed.domains = std::move(domains);
    return changed;
}

SetupOutcome set_up_page(adapters::MessengerPageApi& api, const adapters::MessengerPage& page,
                         const MessengerProfile& wanted, bool dry_run) {
    SetupOutcome outcome;
    set_up_profile(api, page, wanted, dry_run, outcome);
    set_up_subscription(api, page, dry_run, outcome);
    return outcome;
}

}  // namespace motcua::gateway
