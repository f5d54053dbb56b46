// Zalo's Send API: token, recipient, window, then the message appears in the chat.
#pragma once

#include "gateway/emulator/stage.hpp"

namespace motcua::gateway {

/// The answer to POST /v3.0/oa/message/cs. Every refusal has HTTP 200 and a negative `error`.
/// -216 wrong token; -220 its time is over; -201 unknown person; -230 more than 7 days since the person's last act.
Response zalo_send(Stage& stage, const Request& request);

}  // namespace motcua::gateway
