// Zalo's OAuth v4 calls: the consent link and the token endpoint.
#pragma once

#include "gateway/emulator/stage.hpp"

namespace motcua::gateway {

/// The answer to POST /v4/oa/access_token, HTTP 200 always. -14002 unknown app; -14014 a refresh token or
/// code that is spent, old or unknown; an error without a number for a wrong secret.
Response zalo_tokens(Stage& stage, const Request& request);

/// The answer to GET /v4/oa/permission: the administrator consents at once, and the browser goes back with a
/// code.
Response zalo_permission(Stage& stage, const Request& request);

}  // namespace motcua::gateway
