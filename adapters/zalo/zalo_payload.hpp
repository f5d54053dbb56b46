// A webhook body of Zalo to our events. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "adapters/incoming_event.hpp"

namespace motcua::adapters {

/// The one event of the body; `accounts` are the configured Official Account ids. An event of another account
/// is unknown, with the name "unknown_account". Addresses of attachments are dropped here. A text that is the
/// payload of one of our buttons becomes message.payload: Zalo sends a click as if the citizen had typed it.
/// Never throws but bad_alloc, on any bytes. Thread-safe.
std::vector<ChannelEvent> zalo_events(std::string_view body, const Names& accounts);

}  // namespace motcua::adapters
