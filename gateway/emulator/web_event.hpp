// Writes and signs the web chat's messages.
#pragma once

#include <chrono>

#include "gateway/emulator/citizen_act.hpp"
#include "gateway/emulator/emulator_settings.hpp"
#include "gateway/emulator/signed_event.hpp"

namespace motcua::gateway {

/// A text, a pressed button or a file's name.
SignedEvent web_event(const EmulatedWeb& web, const CitizenAct& act, const std::string& message_id,
                      std::chrono::milliseconds at);

}  // namespace motcua::gateway
