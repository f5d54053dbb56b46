// Every setting of the gateway, with its unit and default; read once.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "gateway/config/channel_care.hpp"
#include "gateway/config/redis_store.hpp"
#include "gateway/config/search_cluster.hpp"
#include "gateway/config/web_chat.hpp"
#include "gateway/conversation/conversation.hpp"

namespace motcua::gateway {

struct ListenSettings {
    std::string address;
    std::uint16_t port = 0;  // 0: the system chooses
    int threads = 1;
    std::size_t connections = 1024;
    std::size_t connections_per_peer = 256;  // 0: no cap (behind a proxy every peer is the proxy)
};

struct ZaloAppKeys {
    std::string app_id;
    std::string oa_secret;           // signs webhooks
    std::string oa_secret_previous;  // during a rotation; may be empty
    std::string app_secret;          // for token chains, else for diagnosis only; may be empty
    std::string callback_url;        // of consents, as saved in the console; may be empty
    std::string code_verifier;       // when one PKCE pair is saved in the console; else empty
};
struct ZaloAccountKeys {
    std::string oa_id;
    std::string access_token;  // empty: the account has a token chain in tokens.db
    std::string name;
    std::string app_id;  // whose secret renews the tokens; empty when there is one app
};
struct MessengerAppKeys {
    std::string app_id;  // tells our own echoes from other apps'; may be empty
    std::string app_secret;
    std::string app_secret_previous;
    std::string verify_token;
};
struct MessengerPageKeys {
    std::string page_id;
    std::string access_token;
    std::string name;
};

struct Config {
    std::filesystem::path data = "./var";
    ListenSettings webhook{.address = "127.0.0.1", .port = 8080, .threads = 1, .connections = 4096};
    ListenSettings ops{.address = "127.0.0.1", .port = 8081, .threads = 1, .connections = 64};
    Office office;
    std::chrono::minutes human_silence{60};  // of the bot after a person spoke; 0: it never keeps silent
    std::chrono::minutes human_wait{15};     // for a person whom a citizen asked for; 0: nobody reads along
    std::vector<ZaloAppKeys> zalo_apps;
    std::vector<ZaloAccountKeys> zalo_accounts;
    std::string zalo_api = "https://openapi.zalo.me";
    std::string zalo_oauth = "https://oauth.zaloapp.com";
    std::filesystem::path zalo_token_key;  // file of the key that seals tokens.db; empty: no token chains
    std::vector<MessengerAppKeys> messenger_apps;
    std::vector<MessengerPageKeys> messenger_pages;
    std::string messenger_api = "https://graph.facebook.com";
    std::string messenger_version = "v25.0";
    WebChat web;
    SearchClusterSettings cluster;
    ChannelCare care;
    RedisStore redis;
    std::string messenger_inbox_app = "263902037430900";  // the Page Inbox; empty: conversations are handed to nobody
    int workers = 2;
    int senders = 4;
    std::chrono::minutes answer_age{15};
    std::size_t queue_bound = 20'000;
    std::chrono::milliseconds settle{1200};  // a short text waits so long for the rest of the thought
    std::string log_level = "info";
};

/// A setting that cannot be used: its name and what is allowed. Never its value: it may be a secret.
struct ConfigProblem {
    std::string name;
    std::string allowed;
};
using ConfigResult = tl::expected<Config, std::vector<ConfigProblem>>;

/// Defaults, then the TOML file when one is named. A secret is given as `x_file = "path"` or `x_env = "NAME"`
/// (first line, trailing newline dropped). Every problem is told at once; an unknown key is one.
ConfigResult read_config(const std::filesystem::path& file);
/// The same from text, for tests; relative secret files are looked up from `folder`.
ConfigResult config_from(const std::string& toml, const std::filesystem::path& folder);

/// At least one channel is set up.
bool has_channel(const Config& config) noexcept;

/// The app that renews this account's tokens; nullptr when the settings name none.
const ZaloAppKeys* app_of(const Config& config, const ZaloAccountKeys& account);

/// `NAME: what is allowed`, a line each.
std::string text_of(const std::vector<ConfigProblem>& problems);

}  // namespace motcua::gateway
