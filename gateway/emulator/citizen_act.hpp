// What a citizen does in the chat page, before a platform makes an event of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "gateway/emulator/chat_message.hpp"

namespace motcua::gateway {

struct SentFile {
    std::string type;  // "file", "image", "audio", "video", "sticker", "location", "link"
    std::string name;
};

/// At least one of text, payload and file is there.
struct CitizenAct {
    ChatKey from;
    std::string text;
    std::string payload;  // of the button that was pressed
    std::string title;    // of that button
    std::optional<SentFile> file;

    /// Messenger tells the two apart: a quick reply speaks (text and payload), a button does not (title).
    bool is_quick_reply() const { return !payload.empty() && !text.empty(); }
};

/// Reads the body of POST /api/send. The error names what is allowed.
/// Text at most 20,000 bytes, payload 2,000, title and file name 255; user 1 to 64 of [A-Za-z0-9_-].
tl::expected<CitizenAct, std::string> read_act(std::string_view body);

/// Reads the body of POST /api/agent: channel (zalo or messenger), user and text, within the same bounds.
tl::expected<CitizenAct, std::string> read_agent_act(std::string_view body);

/// The line of the chat that the citizen sees.
ChatMessage shown(const CitizenAct& act, std::chrono::milliseconds at);

}  // namespace motcua::gateway
