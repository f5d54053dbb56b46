// Addresses that begin with /run/N: the same platforms, for a gateway whose settings tell which process calls.
#pragma once

#include <cstdint>
#include <vector>

#include "gateway/http/router.hpp"

namespace motcua::gateway {

/// `platforms`, and the same routes below /run/N.
std::vector<Route> with_runs(std::vector<Route> platforms);

/// N of the address that a request came by; 0: none.
std::uint64_t run_of(const Request& request);

}  // namespace motcua::gateway
