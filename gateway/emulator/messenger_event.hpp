// Writes and signs webhook events as Meta does.
#pragma once

#include <chrono>
#include <vector>

#include "gateway/emulator/citizen_act.hpp"
#include "gateway/emulator/emulator_settings.hpp"
#include "gateway/emulator/signed_event.hpp"

namespace motcua::gateway {

/// A message, a quick reply (text and payload), or a postback (payload and title).
SignedEvent messenger_event(const EmulatedMessenger& page, const CitizenAct& act, const std::string& message_id,
                            std::chrono::milliseconds at);
/// The is_echo event of a message that the page sent.
SignedEvent messenger_echo(const EmulatedMessenger& page, const BotMessage& sent, std::chrono::milliseconds at);

/// Several of the above as one notification, as Meta batches them: one `entry` each (messenger 4).
SignedEvent messenger_batch(const EmulatedMessenger& page, const std::vector<SignedEvent>& events);

}  // namespace motcua::gateway
