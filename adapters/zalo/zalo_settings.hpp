// What the Zalo channel must be told: apps that sign, accounts that speak, where to send.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "adapters/access_token_source.hpp"

namespace motcua::adapters {

/// An app of developers.zalo.me. Its webhook is signed with the OA secret key, which is not the app secret.
struct ZaloApp {
    std::string app_id;
    std::vector<std::string> oa_secrets;  // the current one and, during a rotation, the previous; none empty
    std::optional<std::string> app_secret;  // only to say in the log that the wrong key was configured
};

struct ZaloAccount {
    std::string oa_id;  // [A-Za-z0-9_-]
    TokenSource access_token;
    std::string name;  // for people
};

struct ZaloSettings {
    std::vector<ZaloApp> apps;
    std::vector<ZaloAccount> accounts;
    std::string base_url = "https://openapi.zalo.me";
    std::chrono::milliseconds timeout{15000};  // of one send
    /// Buttons on text are proven by one production system and denied by one official SDK
    /// (zalo-oa 4.3): with true they are only listed in the text.
    bool buttons_as_text = false;
};

}  // namespace motcua::adapters
