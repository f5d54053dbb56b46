// The page by which Zalo's console sees that the domain of the webhook is ours.
#pragma once

#include <string>
#include <vector>

#include "gateway/http/router.hpp"

namespace motcua::gateway {

/// GET /zalo_verifierCODE.html; no route when `code` is empty.
std::vector<Route> site_proof_routes(const std::string& code);

/// "/zalo_verifierCODE.html"
std::string site_proof_path(const std::string& code);

}  // namespace motcua::gateway
