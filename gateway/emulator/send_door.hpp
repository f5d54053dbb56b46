// Where the gateway's calls come in: finds the API that is meant and plays the faults of the plan.
#pragma once

#include <vector>

#include "gateway/emulator/stage.hpp"
#include "gateway/http/router.hpp"

namespace motcua::gateway {

/// The routes of both Send APIs and of Zalo's OAuth. `stage` must outlive them.
std::vector<Route> send_door_routes(Stage& stage);

}  // namespace motcua::gateway
