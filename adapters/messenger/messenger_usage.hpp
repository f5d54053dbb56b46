// Meta's rate headers: how much of the budget is used, and when there will be some again.
#pragma once

#include <chrono>

#include "adapters/http_client.hpp"

namespace motcua::adapters {

/// How long the Page must rest: zero below 100 %, else what x-business-use-case-usage estimates (it counts in
/// minutes), at least one minute and at most a day. Headers that cannot be read count as absent.
std::chrono::milliseconds pause_from_usage(const HttpResponse& response);

}  // namespace motcua::adapters
