// Reads a call of Messenger's Send API and refuses what the real one refuses.
#pragma once

#include <string_view>
#include <tl/expected.hpp>

#include "gateway/emulator/chat_message.hpp"

namespace motcua::gateway {

/// A Graph API error (messenger 6).
struct GraphRefusal {
    int code = 0;
    int subcode = 0;  // 0: none
    std::string message;
};

/// Text at most 2,000 UTF-16 units (640 in a button template), 13 quick replies, 3 buttons; titles over 20
/// are cut as Meta cuts them; payloads at most 1,000. Templates: button and generic (10 elements).
/// Everything else of the wrong form is code 100.
tl::expected<BotMessage, GraphRefusal> read_messenger_send(std::string_view body);

}  // namespace motcua::gateway
