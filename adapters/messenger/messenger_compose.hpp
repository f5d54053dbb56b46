// Our replies to the bodies of Messenger's Send API. Pure.
#pragma once

#include <vector>

#include "adapters/event_inbox.hpp"
#include "knowledge-base/reply.hpp"

namespace motcua::adapters {

/// Bodies for POST /{page}/messages, in order of sending: texts of at most 1,900 UTF-16 units, each with a
/// metadata – the part's reference – that is the same whenever the same event is answered. All buttons become quick replies of the
/// very last part, for they vanish with the next message. Over 13 of them, or a title over 20 units: all are
/// listed in the text and numbered, and the quick replies carry the numbers. Thread-safe.
std::vector<OutgoingPart> messenger_parts(const intents::Envelope& envelope,
                                          const std::vector<kb::Reply>& replies);

/// "motcua:<24 hex>:<n>" for the n-th part of the answer to that event, from 0.
std::string messenger_reference(const intents::Envelope& envelope, std::size_t index);

}  // namespace motcua::adapters
