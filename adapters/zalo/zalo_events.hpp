// Every event name of Zalo that we know, and what it means to us.
#pragma once

#include <string_view>

#include "adapters/channel.hpp"

namespace motcua::adapters {

/// Where an event says which Official Account it belongs to; the citizen is at the other place.
enum class AccountPlace {
    recipient,  // the citizen sent it
    sender,     // the account sent it
    either,     // the sources contradict each other: whichever is configured
    flat,       // top-level oa_id
};

struct ZaloEventRow {
    std::string_view name;
    EventKind kind;
    AccountPlace account;
    std::string_view detail;
};

/// Names match exactly: "user_send_group_text" begins like a message and is none. A name that we have not met
/// is EventKind::unknown, unless it speaks of a group: those are EventKind::group, known or not.
ZaloEventRow zalo_event(std::string_view name) noexcept;

}  // namespace motcua::adapters
