// Whom a reply on Zalo goes to: a user of the account, or a visitor without identity in one conversation.
#pragma once

#include <string>
#include <string_view>

namespace motcua::adapters {

/// The sender string of an envelope is the user id, or for an anonymous visitor
/// "anonymous/<id>/<conversation>", where '%' and '/' of the id stand as "%25" and "%2F".
/// Both functions undo each other.
struct ZaloRecipient {
    std::string id;
    std::string conversation;  // of an anonymous visitor; may be empty
    bool anonymous = false;
};

std::string sender_of(const ZaloRecipient& recipient);
ZaloRecipient zalo_recipient(std::string_view sender);

}  // namespace motcua::adapters
