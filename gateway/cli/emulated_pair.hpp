// An emulator and the gateway's settings that fit each other.
#pragma once

#include <cstdint>

#include "gateway/config/config.hpp"
#include "gateway/emulator/emulator_settings.hpp"

namespace motcua::gateway {

/// Fixed ids, fresh secrets.
EmulatorSettings emulated_platforms(std::uint16_t port);
/// The gateway's settings for talking to the emulated platforms: their keys, their addresses, any free port.
void join(Config& config, const EmulatorSettings& platforms, std::uint16_t emulator_port);
/// The platforms for a gateway that runs elsewhere with these settings: its first app and account of each channel.
/// Throws std::runtime_error when an account has no fixed access token.
EmulatorSettings platforms_of(const Config& config, std::uint16_t port);

}  // namespace motcua::gateway
