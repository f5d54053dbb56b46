// The web chat's messages and replies as JSON, both ways. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "adapters/incoming_event.hpp"

namespace motcua::adapters {

/// One message of {account, sender, message_id, sent_at, text, payload, attachments: [{type, name}]}.
/// Ids and the time (milliseconds since 1970) may be texts or numbers; only account and sender must be there.
/// A payload that is not one of our buttons' is dropped. Never throws but bad_alloc. Thread-safe.
std::vector<ChannelEvent> web_events(std::string_view body, const Names& accounts);

/// Bodies {recipient, text, buttons: [{title, payload}]}, texts of at most 4,000 code points, buttons on the
/// last part of their reply.
std::vector<OutgoingPart> web_parts(const intents::Envelope& envelope, const std::vector<kb::Reply>& replies);

}  // namespace motcua::adapters
