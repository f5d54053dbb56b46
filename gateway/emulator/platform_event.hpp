// The event that a citizen's act becomes on its platform.
#pragma once

#include "gateway/emulator/citizen_act.hpp"
#include "gateway/emulator/stage.hpp"

namespace motcua::gateway {

/// With a new message id.
SignedEvent event_of(Stage& stage, const CitizenAct& act, std::chrono::milliseconds at);

/// The echo of what a person of the office wrote in the platform's own inbox. Zalo or Messenger.
SignedEvent agent_echo_of(Stage& stage, const CitizenAct& act, std::chrono::milliseconds at);

}  // namespace motcua::gateway
