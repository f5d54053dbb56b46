// Refuses every attachment that can carry anything; its kind and name only choose the reply.
#pragma once

#include <optional>
#include <vector>

#include "intents/incoming_message.hpp"
#include "intents/policy/message_guard.hpp"
#include "intents/policy/reading.hpp"

namespace motcua::intents::policy {

/// True for what cannot be let in: all but a sticker and a link.
bool is_refused(const Attachment& attachment) noexcept;

/// True when the message is a link and nothing else, shared or typed: there is nothing to answer but why it is not
/// opened.
bool is_a_lone_link(const IncomingMessage& message);

/// The refusal for the first attachment that cannot be let in; nothing when there is none.
std::optional<Refusal> refusal_of(const std::vector<Attachment>& attachments, const Reading& caption);

}  // namespace motcua::intents::policy
