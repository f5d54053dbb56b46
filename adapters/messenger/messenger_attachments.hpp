// What a citizen attached on Messenger, as kind and name.
#pragma once

#include <vector>

#include "adapters/wire_json.hpp"
#include "intents/incoming_message.hpp"

namespace motcua::adapters {

/// The attachments of `message`, without their addresses. A share (fallback, post, reel, template) is a link.
/// The name of a file is the last segment of its address, for Messenger gives no other. A sticker that comes
/// twice, as sticker and as image (June to August 2026), counts once.
std::vector<intents::Attachment> messenger_attachments(const WireNode& message);

}  // namespace motcua::adapters
