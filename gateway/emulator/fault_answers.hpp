// What the platforms answer when the plan says that they fail.
#pragma once

#include "gateway/emulator/stage.hpp"

namespace motcua::gateway {

/// HTTP 429 with the platform's own error (-32; 613), Retry-After and the platform's rate headers.
Response rate_limited_answer(Stage& stage, intents::ChannelKind channel);
/// -220, or 190 with HTTP 400.
Response expired_answer(Stage& stage, intents::ChannelKind channel);
/// HTTP 502 and a page of HTML, as a proxy in between writes it.
Response error_page_answer();
/// No answer: the connection is reset.
Response reset_answer();

}  // namespace motcua::gateway
