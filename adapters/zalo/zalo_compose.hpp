// Our replies to the bodies of Zalo's send API. Pure.
#pragma once

#include <vector>

#include "adapters/event_inbox.hpp"
#include "knowledge-base/reply.hpp"

namespace motcua::adapters {

/// Bodies for /v3.0/oa/message/cs (or /v2.0/oa/message for an anonymous visitor), in order of sending: texts
/// of at most 1,900 UTF-16 units (Zalo refuses 2,000 in an unknown unit), buttons on the last part of their
/// reply. More than 5 buttons, or a title over 100 units, are also listed in the text and numbered; an
/// anonymous visitor, or `buttons_as_text`, gets the list alone. Thread-safe.
std::vector<OutgoingPart> zalo_parts(const intents::Envelope& envelope, const std::vector<kb::Reply>& replies,
                                     bool buttons_as_text);

}  // namespace motcua::adapters
