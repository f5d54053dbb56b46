// Settings of the web chat, a channel of our own.
#pragma once

#include <string>

namespace motcua::gateway {

class TableReader;

struct WebChat {
    std::string account = "web";  // our side's name
    std::string secret;           // signs both ways; empty: there is no web chat
    std::string secret_previous;  // during a rotation; may be empty
    std::string reply_url;        // where replies are posted
};

/// [web]
void read_web_chat(TableReader& root, WebChat& web);

}  // namespace motcua::gateway
