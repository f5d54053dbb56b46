// The messaging windows of the platforms: until when a citizen may be answered, and for how long it is free.
#pragma once

#include <string_view>

#include "adapters/event_inbox.hpp"

namespace motcua::gateway {

enum class SendWindow {
    open,     // answered as usual, free of charge
    charged,  // taken, and charged to the account (Zalo, after 48 h)
    closed,   // refused until the citizen writes again
};
std::string_view name_of(SendWindow window) noexcept;

/// For a citizen who last wrote at `last_inbound`. Zalo: free for 48 h, charged up to 7 days (zalo-oa 4.6). Messenger:
/// 24 h (messenger 5.6); no tag lengthens it for a bot. Each ends five minutes early: clocks differ. The web: always open.
SendWindow send_window(intents::ChannelKind channel, adapters::TimePoint last_inbound, adapters::TimePoint now) noexcept;

}  // namespace motcua::gateway
