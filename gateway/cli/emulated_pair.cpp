// Makes keys up, or takes those of the settings.
#include "gateway/cli/emulated_pair.hpp"

#include <fmt/format.h>

#include <random>
#include <stdexcept>

namespace motcua::gateway {
namespace {

std::string random_secret() {
    std::random_device source;
    std::string secret;
    for (int i = 0; i < 4; ++i) secret += fmt::format("{:08x}", source());
    return secret;
}

}  // namespace

EmulatorSettings emulated_platforms(std::uint16_t port) {
    EmulatorSettings settings;
    settings.port = port;
    settings.zalo = {"1000000000000000001", "2000000000000000002", random_secret(), random_secret(), "", random_secret(), random_secret()};
    settings.messenger.page_id = "300000000000003";
    settings.messenger.page_token = random_secret();
    settings.messenger.app_id = "400000000000004";
    settings.messenger.app_secret = random_secret();
    settings.messenger.verify_token = random_secret();
    settings.web.secret = random_secret();
    return settings;
}

void join(Config& config, const EmulatorSettings& platforms, std::uint16_t emulator_port) {
    const std::string origin = fmt::format("http://127.0.0.1:{}", emulator_port);
    config.zalo_api = origin;
    config.messenger_api = origin;
    config.zalo_apps = {{platforms.zalo.app_id, platforms.zalo.oa_secret, "", ""}};
    config.zalo_accounts = {{platforms.zalo.oa_id, platforms.zalo.access_token, "Cổng thử"}};
    config.messenger_apps = {{platforms.messenger.app_id, platforms.messenger.app_secret, "", platforms.messenger.verify_token}};
    config.messenger_pages = {{platforms.messenger.page_id, platforms.messenger.page_token, "Trang thử"}};
    config.web = {platforms.web.account, platforms.web.secret, "", origin + "/web/replies"};
    config.webhook.port = 0;
    config.ops.port = 0;
}

EmulatorSettings platforms_of(const Config& config, std::uint16_t port) {
    EmulatorSettings settings;
    settings.port = port;
    if (!config.zalo_apps.empty() && !config.zalo_accounts.empty()) {
        const ZaloAppKeys& app = config.zalo_apps.front();
        const ZaloAccountKeys& account = config.zalo_accounts.front();
        if (account.access_token.empty()) throw std::runtime_error("zalo.account: a target under load needs a fixed access_token");
        settings.zalo = {app.app_id, account.oa_id, app.oa_secret, account.access_token, ""};
    }
    if (!config.messenger_apps.empty() && !config.messenger_pages.empty()) {
        const MessengerAppKeys& app = config.messenger_apps.front();
        const MessengerPageKeys& page = config.messenger_pages.front();
        settings.messenger = {page.page_id, page.access_token, app.app_id, app.app_secret, app.verify_token, ""};
        settings.messenger.version = config.messenger_version;
    }
    return settings;
}

}  // namespace motcua::gateway
