// The fixed replies that the message guard asks for.
#pragma once

#include <string>

#include "intents/policy/message_guard.hpp"

namespace motcua::kb {

/// NFC, at most 640 characters, no link but to official hosts; empty for Notice::none. Thread-safe.
/// Source: security-and-law 2.7 and 4.3 (channels); Law 91/2025 and Decree 356/2025 Art. 5 (days of a right).
std::string notice_text(intents::Notice notice);

}  // namespace motcua::kb
