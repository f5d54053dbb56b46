// Writes and signs webhook events as Zalo does.
#pragma once

#include <chrono>

#include "gateway/emulator/citizen_act.hpp"
#include "gateway/emulator/emulator_settings.hpp"
#include "gateway/emulator/signed_event.hpp"

namespace motcua::gateway {

/// user_send_text, or user_send_<type> for a file. A pressed button is a text: its payload (zalo-oa 4.3).
SignedEvent zalo_event(const EmulatedZalo& zalo, const CitizenAct& act, const std::string& message_id,
                       std::chrono::milliseconds at);
/// oa_send_text.
SignedEvent zalo_echo(const EmulatedZalo& zalo, const BotMessage& sent, std::chrono::milliseconds at);

}  // namespace motcua::gateway
