// The platforms' calls about an account itself: a Page's profile and subscription, Zalo's getoa.
#pragma once

#include <vector>

#include "gateway/emulator/stage.hpp"
#include "gateway/http/router.hpp"

namespace motcua::gateway {

/// GET, POST, DELETE of /{version}/me/messenger_profile and /{version}/{page}/subscribed_apps; GET /v2.0/oa/getoa.
/// A Page begins without profile and without subscription; events come all the same. Graph's refusals: 190 wrong
/// token; 100 a form over Meta's limits, or a menu without Get Started; 613 the eleventh change in ten minutes.
/// `stage` must outlive the routes.
std::vector<Route> account_routes(Stage& stage);

}  // namespace motcua::gateway
