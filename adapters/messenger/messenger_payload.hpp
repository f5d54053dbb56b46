// A webhook body of Messenger to our events. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "adapters/incoming_event.hpp"

namespace motcua::adapters {

/// Who we are on Messenger.
struct MessengerIdentity {
    Names pages;
    Names app_ids;
};

/// How compose() marks its parts, so that their echoes are known as ours.
inline constexpr std::string_view messenger_reference_prefix = "motcua:";

/// Every item of every entry, in the order of the body: messaging, standby and changes. An event of a Page
/// that is not configured is unknown, with the name "unknown_account". Addresses of attachments are dropped
/// here.
///
/// Quick reply: a payload of ours ("#m:…") stands alone, without the title; any other payload is dropped (it
/// may be a phone number) and the text stays. Postback: a payload of ours stands alone, any other comes with
/// the title as text. Never throws but bad_alloc, on any bytes. Thread-safe.
std::vector<ChannelEvent> messenger_events(std::string_view body, const MessengerIdentity& identity);

}  // namespace motcua::adapters
