// What the chat page asks the emulator: send, events, log, handshake.
#pragma once

#include <vector>

#include "gateway/emulator/stage.hpp"
#include "gateway/http/router.hpp"

namespace motcua::gateway {

/// The routes below /api/, all JSON. `stage` must outlive them.
std::vector<Route> page_api_routes(Stage& stage);

/// The routes of the page itself: the files of web/, with their content security policy.
std::vector<Route> page_file_routes();

}  // namespace motcua::gateway
