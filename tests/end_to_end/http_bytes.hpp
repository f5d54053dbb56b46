// HTTP requests as bytes, and one call with its answer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "gateway/emulator/signed_event.hpp"
#include "tests/support/raw_client.hpp"

namespace motcua::tests {

std::string get_bytes(const std::string& target);
/// A signature header is left out when its name is empty.
std::string post_bytes(const std::string& target, const gateway::SignedEvent& event);

/// On a connection of its own. Status 0 when no answer came.
RawReply call(std::uint16_t port, const std::string& request);

/// The value of one line of Prometheus text, e.g. `motcua_queue{queue="dead"}`; nothing when there is no such line.
std::optional<double> metric(const std::string& text, const std::string& name);

}  // namespace motcua::tests
