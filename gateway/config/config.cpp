// Which key fills which setting.
#include "gateway/config/config.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "adapters/secret_box.hpp"
#include "gateway/config/toml_reader.hpp"

namespace motcua::gateway {
namespace {

void read_listener(TableReader& parent, const std::string& key, ListenSettings& settings) {
    const toml::table* table = parent.table(key);
    if (table == nullptr) return;
    TableReader reader(*table, key, parent.folder(), parent.problems());
    reader.text("address", settings.address);
    reader.number("port", settings.port, 0, 65535);
    reader.number("threads", settings.threads, 1, 64);
    reader.number("connections", settings.connections, 1, 1'000'000);
    reader.number("connections_per_peer", settings.connections_per_peer, 0, 1'000'000);
    reader.finish();
}

void read_office(TableReader& parent, Office& office) {
    const toml::table* table = parent.table("office");
    if (table == nullptr) return;
    TableReader reader(*table, "office", parent.folder(), parent.problems());
    reader.text("name", office.name);
    reader.text("phone", office.phone);
    reader.text("hours", office.hours);
    reader.finish();
}

void read_conversation(TableReader& parent, Config& config) {
    const toml::table* table = parent.table("conversation");
    if (table == nullptr) return;
    TableReader reader(*table, "conversation", parent.folder(), parent.problems());
    std::int64_t silence = config.human_silence.count();
    std::int64_t wait = config.human_wait.count();
    reader.number("human_silence", silence, 0, 1440);
    reader.number("human_wait", wait, 0, 1440);
    config.human_silence = std::chrono::minutes(silence);
    config.human_wait = std::chrono::minutes(wait);
    reader.finish();
}

void read_token_key(TableReader& zalo, Config& config) {
    std::string file;
    zalo.text("token_key_file", file);
    if (file.empty()) return;
    config.zalo_token_key = zalo.folder() / file;
    if (!adapters::SecretBox::from_file(config.zalo_token_key)) {
        zalo.problem("token_key_file", "a file of mode 0600 whose first line is 64 hexadecimal digits (openssl rand -hex 32)");
    }
}

void read_zalo_apps(TableReader& zalo, Config& config) {
    for (const toml::table* item : zalo.tables("app")) {
        TableReader reader(*item, "zalo.app", zalo.folder(), zalo.problems());
        ZaloAppKeys& app = config.zalo_apps.emplace_back();
        reader.required("app_id", app.app_id);
        reader.secret("oa_secret", app.oa_secret, true);
        reader.secret("oa_secret_previous", app.oa_secret_previous, false);
        reader.secret("app_secret", app.app_secret, false);
        reader.text("callback_url", app.callback_url);
        reader.secret("code_verifier", app.code_verifier, false);
        reader.finish();
    }
}

/// An account without a fixed token has a chain, which needs a key and its app's secret.
void check_chain(TableReader& zalo, const Config& config, const ZaloAccountKeys& account) {
    const ZaloAppKeys* app = app_of(config, account);
    if (app == nullptr) {
        zalo.problem("account.app_id", "the app_id of a [[zalo.app]]; needed when there are several");
    } else if (app->app_secret.empty()) {
        zalo.problem("app.app_secret", "is required for accounts without access_token: set app_secret_file or app_secret_env");
    }
}

void read_zalo_accounts(TableReader& zalo, Config& config) {
    const bool has_chains = !config.zalo_token_key.empty();
    for (const toml::table* item : zalo.tables("account")) {
        TableReader reader(*item, "zalo.account", zalo.folder(), zalo.problems());
        ZaloAccountKeys& account = config.zalo_accounts.emplace_back();
        reader.required("oa_id", account.oa_id);
        reader.text("name", account.name);
        reader.text("app_id", account.app_id);
        reader.secret("access_token", account.access_token, !has_chains);
        reader.finish();
        if (has_chains && account.access_token.empty()) check_chain(zalo, config, account);
    }
}

void read_zalo(TableReader& parent, Config& config) {
    const toml::table* table = parent.table("zalo");
    if (table == nullptr) return;
    TableReader zalo(*table, "zalo", parent.folder(), parent.problems());
    zalo.text("api", config.zalo_api);
    zalo.text("oauth", config.zalo_oauth);
    read_token_key(zalo, config);
    read_zalo_apps(zalo, config);
    read_zalo_accounts(zalo, config);
    if (config.zalo_apps.empty()) zalo.problem("app", "at least one [[zalo.app]] with its oa_secret");
    if (config.zalo_accounts.empty()) zalo.problem("account", "at least one [[zalo.account]]");
    zalo.finish();
}

void read_messenger(TableReader& parent, Config& config) {
    const toml::table* table = parent.table("messenger");
    if (table == nullptr) return;
    TableReader messenger(*table, "messenger", parent.folder(), parent.problems());
    messenger.text("api", config.messenger_api);
    messenger.text("version", config.messenger_version);
    read_profile(messenger, config.care.profile);
    messenger.text("inbox_app_id", config.messenger_inbox_app);
    for (const toml::table* item : messenger.tables("app")) {
        TableReader reader(*item, "messenger.app", parent.folder(), parent.problems());
        MessengerAppKeys& app = config.messenger_apps.emplace_back();
        reader.text("app_id", app.app_id);
        reader.secret("app_secret", app.app_secret, true);
        reader.secret("app_secret_previous", app.app_secret_previous, false);
        reader.secret("verify_token", app.verify_token, true);
        reader.finish();
    }
    for (const toml::table* item : messenger.tables("page")) {
        TableReader reader(*item, "messenger.page", parent.folder(), parent.problems());
        MessengerPageKeys& page = config.messenger_pages.emplace_back();
        reader.required("page_id", page.page_id);
        reader.text("name", page.name);
        reader.secret("access_token", page.access_token, true);
        reader.finish();
    }
    if (config.messenger_apps.empty()) messenger.problem("app", "at least one [[messenger.app]] with its app_secret");
    if (config.messenger_pages.empty()) messenger.problem("page", "at least one [[messenger.page]] with its access_token");
    messenger.finish();
}

void read_root(TableReader& root, Config& config) {
    std::string data = config.data.string();
    root.text("data", data);
    config.data = data;
    root.number("workers", config.workers, 1, 64);
    root.number("senders", config.senders, 1, 64);
    root.number("queue_bound", config.queue_bound, 100, 10'000'000);
    std::int64_t settle = config.settle.count();
    root.number("settle_ms", settle, 0, 10'000);
    config.settle = std::chrono::milliseconds(settle);
    std::int64_t minutes = config.answer_age.count();
    root.number("answer_age_minutes", minutes, 1, 1440);
    config.answer_age = std::chrono::minutes(minutes);
    root.text("log_level", config.log_level);
    if (config.log_level != "debug" && config.log_level != "info" && config.log_level != "warn" &&
        config.log_level != "error") {
        root.problem("log_level", "one of debug, info, warn, error");
    }
    read_listener(root, "webhook", config.webhook);
    read_listener(root, "ops", config.ops);
    read_office(root, config.office);
    read_conversation(root, config);
    read_zalo(root, config);
    read_messenger(root, config);
    read_web_chat(root, config.web);
    read_channel_care(root, config.care);
    read_search_cluster(root, config.cluster);
    read_redis_store(root, config.redis);
    root.finish();
}

}  // namespace

bool has_channel(const Config& config) noexcept {
    return !config.zalo_apps.empty() || !config.messenger_apps.empty() || !config.web.secret.empty();
}

const ZaloAppKeys* app_of(const Config& config, const ZaloAccountKeys& account) {
    if (account.app_id.empty()) return config.zalo_apps.size() == 1 ? &config.zalo_apps.front() : nullptr;
    const auto found = std::find_if(config.zalo_apps.begin(), config.zalo_apps.end(),
                                    [&](const auto& app) { return app.app_id == account.app_id; });
    return found == config.zalo_apps.end() ? nullptr : &*found;
}

ConfigResult config_from(const std::string& text, const std::filesystem::path& folder) {
    std::vector<ConfigProblem> problems;
    Config config;
    try {
        const toml::table table = toml::parse(text);
        TableReader root(table, "", folder, problems);
        read_root(root, config);
    } catch (const toml::parse_error& error) {
        problems.push_back({fmt::format("line {}", error.source().begin.line), std::string("TOML: ") + std::string(error.description())});
    }
    if (!problems.empty()) return tl::unexpected(std::move(problems));
    return config;
}

ConfigResult read_config(const std::filesystem::path& file) {
    if (file.empty()) return Config{};
    std::ifstream in(file);
    if (!in) return tl::unexpected(std::vector<ConfigProblem>{{"--config", "the path of a readable TOML file"}});
    std::ostringstream text;
    text << in.rdbuf();
    return config_from(text.str(), file.parent_path());
}

std::string text_of(const std::vector<ConfigProblem>& problems) {
    std::string lines;
    for (const ConfigProblem& problem : problems) lines += fmt::format("{}: {}\n", problem.name, problem.allowed);
    return lines;
}

}  // namespace motcua::gateway
