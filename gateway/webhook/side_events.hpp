// What the events that are no message change: who speaks, what is erased, which alarm is raised.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "adapters/channel.hpp"
#include "adapters/human_desk.hpp"

namespace motcua::gateway {

/// The note for the desk, when the event changes a conversation: a person or another app speaks, the conversation
/// comes back, or the citizen leaves (unfollow) or has asked the platform to delete.
std::optional<adapters::DeskNote> note_of(const adapters::ChannelEvent& event);
std::vector<adapters::DeskNote> notes_of(const std::vector<adapters::ChannelEvent>& events);

/// What an alarm of the platform (permission revoked, policy) sets off. False when it could not be made durable: the
/// platform is told to ask again. Called from any thread.
using AlarmBell = std::function<bool(intents::ChannelKind channel, const adapters::ChannelEvent& event)>;

/// Rings for every alarm of a batch, also after one that failed; false when one did.
bool ring(const AlarmBell& bell, intents::ChannelKind channel, const std::vector<adapters::ChannelEvent>& events);

}  // namespace motcua::gateway
