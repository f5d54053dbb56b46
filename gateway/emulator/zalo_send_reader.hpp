// Reads a call of Zalo's Send API and refuses what the real one refuses.
#pragma once

#include <string_view>
#include <tl/expected.hpp>

#include "gateway/emulator/chat_message.hpp"

namespace motcua::gateway {

/// Comes with HTTP 200, as Zalo does it (zalo-oa 4.1).
struct ZaloRefusal {
    int error = 0;
    std::string message;
};

/// Text at most 2,000 code points (-210), 5 buttons, title 1 to 100 code points, payload of oa.query 1,000,
/// content of oa.open.sms 160; anything else of the wrong form is -201 "<field> is invalid!".
/// Uploads are not played, so an attachment id or file token is never known: -201.
tl::expected<BotMessage, ZaloRefusal> read_zalo_send(std::string_view body);

}  // namespace motcua::gateway
