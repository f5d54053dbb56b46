// Who the emulator pretends to be on each platform, and its bounds.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "gateway/emulator/chat_message.hpp"
#include "gateway/emulator/fault_plan.hpp"

namespace motcua::gateway {

/// One app and one Official Account. All ids are strings, as on the wire.
struct EmulatedZalo {
    std::string app_id;
    std::string oa_id;
    std::string oa_secret;     // signs webhooks
    std::string access_token;  // what the gateway must send in the header `access_token`
    std::string webhook_url;   // of the gateway, absolute; empty: nothing is posted until it is set
    std::string app_secret;    // of OAuth; empty: there is no OAuth, and the token stays
    std::string refresh_token;  // gives the next pair, once; empty: only a consent begins a chain
    std::string callback_url;   // of a consent, byte for byte; empty: any
    std::chrono::seconds token_life{90'000};  // of the access tokens that OAuth gives out
};

/// One app and one Page.
struct EmulatedMessenger {
    std::string page_id;
    std::string page_token;  // query `access_token`, `Authorization: Bearer`, or a member of the body
    std::string app_id;      // of the gateway's own app; digits, for the echoes
    std::string app_secret;  // signs webhooks
    std::string verify_token;
    std::string webhook_url;
    std::string version = "v25.0";  // of the Graph API; the first step of the path
};

/// The web chat: our own form, with one secret for both ways.
struct EmulatedWeb {
    std::string account = "web";
    std::string secret;
    std::string webhook_url;
};

/// A message that reached a citizen.
struct SentNote {
    intents::ChannelKind channel = intents::ChannelKind::zalo;
    BotMessage message;
    std::uint64_t run = 0;         // from a path that begins with /run/N; 0: none
    bool answer_withheld = false;  // the gateway cannot know that it arrived
};

struct EmulatorSettings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  // 0: the system chooses; ask Emulator::port()
    EmulatedZalo zalo;
    EmulatedMessenger messenger;
    EmulatedWeb web;
    bool echoes = true;  // every accepted send comes back to the webhook as an echo
    std::chrono::milliseconds webhook_time{5000};  // of one post to the gateway at most; less by the rules of delivery
    std::size_t posters = 4;          // posts under way at once; one citizen's events never overtake each other
    std::size_t chats = 500;          // the one that was silent longest is forgotten
    std::size_t messages = 200;       // of one chat
    std::size_t exchanges = 2000;     // lines of the log
    std::uint64_t seed = 0;           // of the ids; 0: from the system, else the same ids in every run
    FaultPlan faults;                 // also the delivery rules
    /// Where the gateway listens now, asked before each post; empty: the webhook URLs. Called from several threads.
    std::function<std::string(intents::ChannelKind)> webhook_finder;
    /// Told of every message that was accepted. Called from several threads.
    std::function<void(const SentNote&)> sent;
    /// Milliseconds since 1970; empty: the system's clock. Called from several threads.
    std::function<std::chrono::milliseconds()> now;
};

}  // namespace motcua::gateway
