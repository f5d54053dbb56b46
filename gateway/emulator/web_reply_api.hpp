// Takes the replies that the gateway posts to the web chat.
#pragma once

#include "gateway/emulator/stage.hpp"

namespace motcua::gateway {

/// The answer to POST /web/replies. 401 when the signature is not ours; 400 for another form, a text of over 4,000
/// characters or a person who never wrote.
Response web_reply(Stage& stage, const Request& request);

}  // namespace motcua::gateway
