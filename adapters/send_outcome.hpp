// What a call to a Send API means when the platform's own error code does not say.
#pragma once

#include <string_view>

#include "adapters/channel.hpp"
#include "adapters/http_client.hpp"

namespace motcua::adapters {

/// Of a call that got no response.
Delivery outcome_of(const HttpError& error, std::string_view channel);

/// Of a response whose body is not the platform's JSON (HTML page, half a body, empty), by status alone.
/// A 2xx that cannot be read may have been sent: ambiguous; so are the 5xx of a proxy, except 503.
Delivery outcome_of_status(const HttpResponse& response, std::string_view channel);

/// Retry-After in whole seconds, between 1 s and 1 h; one minute when it is absent or a date.
std::chrono::milliseconds pause_asked_by(const HttpResponse& response);

}  // namespace motcua::adapters
