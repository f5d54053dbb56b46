// What the Messenger channel must be told: apps that sign, Pages that speak, where to send.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "adapters/access_token_source.hpp"

namespace motcua::adapters {

/// An app of developers.facebook.com. Its webhook is signed with the app secret.
struct MessengerApp {
    std::string app_id;  // tells our own echoes from those of other apps and of people; may be empty
    std::vector<std::string> app_secrets;  // the current one and, during a rotation, the previous; none empty
    std::string verify_token;              // of the GET handshake
};

struct MessengerPage {
    std::string page_id;  // [A-Za-z0-9_-]
    TokenSource access_token;
    std::string name;    // for people
    std::string app_id;  // whose secret makes the proof; empty: the first app
};

/// appsecret_proof; an app that demands it refuses every call without (messenger 5.7).
enum class SecretProof { none, untimed, timed };

struct MessengerSettings {
    std::vector<MessengerApp> apps;
    std::vector<MessengerPage> pages;
    std::string base_url = "https://graph.facebook.com";
    std::string graph_version = "v25.0";
    /// Whom a conversation is given to when a citizen asks for a person: the Page's inbox. Empty: to nobody, people and
    /// the bot share the conversation.
    std::string inbox_app_id = "263902037430900";
    std::chrono::milliseconds timeout{15000};  // of one send
    /// The guide prints the token in the query; Authorization: Bearer works widely and stays out of access
    /// logs.
    bool token_in_query = true;
    SecretProof proof = SecretProof::none;
    std::function<std::chrono::system_clock::time_point()> now =
        std::chrono::system_clock::now;  // for the timed proof
};

}  // namespace motcua::adapters
