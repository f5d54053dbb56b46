// What a chat of the emulator holds: messages of a citizen and of the bot, and their buttons.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "intents/incoming_message.hpp"

namespace motcua::gateway {

/// One citizen on one platform.
struct ChatKey {
    intents::ChannelKind channel = intents::ChannelKind::zalo;
    std::string user;

    auto operator<=>(const ChatKey&) const = default;
};

enum class ButtonKind {
    say,          // Zalo oa.query.show: the payload is sent as text that the citizen sees
    press,        // Zalo oa.query.hide, Messenger postback: the payload is sent, unseen
    quick_reply,  // Messenger: the title is sent with the payload behind it
    link,
    phone,
};

struct ChatButton {
    ButtonKind kind = ButtonKind::press;
    std::string title;
    std::string value;  // payload, address or number
};

enum class Author { citizen, bot, agent };  // agent: a person of the office

struct ChatMessage {
    std::uint64_t sequence = 0;  // 1, 2, … in its chat; given by ChatBook
    std::chrono::milliseconds at{0};
    Author author = Author::citizen;
    std::string text;
    bool pressed = false;         // a button was pressed; the platform shows no bubble for it
    std::string attachment;       // name of a file that the citizen "sent"
    std::vector<ChatButton> buttons;
    int delivery = 0;  // citizen's: the gateway's HTTP status; 0: not yet; -1: no answer
};

/// What the gateway sent, once a Send API has accepted it.
struct BotMessage {
    std::string user;
    std::string text;
    std::vector<ChatButton> buttons;
    std::string metadata;        // Messenger: comes back in the echo
    bool action_only = false;    // Messenger: typing and the like; nothing to show
    std::string message_id;      // given on acceptance
    std::string agent;           // who of the office wrote it: Zalo's admin id, Messenger's app id; empty: the gateway
};

}  // namespace motcua::gateway
