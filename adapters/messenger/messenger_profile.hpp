// What a Page shows before the first message (greeting, questions, menu), as Meta's JSON, both ways. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace motcua::adapters {

/// A question that is pressed is asked: its postback is read as if its title had been typed.
inline constexpr std::string_view messenger_ask_payload = "MOTCUA_ASK";
inline constexpr std::string_view messenger_start_payload = "GET_STARTED";

struct ProfileItem {
    std::string title;
    std::string payload;  // of a postback; empty for a link
    std::string url;      // of a link

    bool operator==(const ProfileItem&) const = default;
};

/// Of the locale "default" only.
struct MessengerProfile {
    std::string get_started;                // payload of the button; empty: there is none
    std::string greeting;                   // at most 160 characters
    std::vector<ProfileItem> ice_breakers;  // at most 4
    std::vector<ProfileItem> menu;          // at most 20, titles at most 30 characters
    std::vector<std::string> domains;       // whitelisted; without a slash at the end

    bool operator==(const MessengerProfile&) const = default;
};

/// The properties that GET must be asked for.
inline constexpr std::string_view messenger_profile_fields =
    "get_started,greeting,persistent_menu,ice_breakers,whitelisted_domains";

/// From the body of the GET. What cannot be read counts as not set. Never throws but bad_alloc.
MessengerProfile profile_from(std::string_view body);

/// The body that sets every property of `changed` that is not empty, and leaves the others alone.
std::string profile_body(const MessengerProfile& changed);

}  // namespace motcua::adapters
