// Starts a gateway (and, for `emulate`, the platforms), waits for a signal, drains.
#include "gateway/cli/serve_command.hpp"

#include <fmt/format.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <thread>

#include "adapters/cpprest/cpprest_http_client.hpp"
#include "gateway/cli/emulated_pair.hpp"
#include "gateway/cli/load_command.hpp"
#include "gateway/cli/usable_config.hpp"
#include "gateway/composition.hpp"
#include "gateway/emulator/emulator.hpp"
#include "gateway/ops/log.hpp"

namespace motcua::gateway {
namespace {

/// SIGTERM and SIGINT are blocked in every thread and taken here, so that draining is ordinary code.
class Signals {
  public:
    Signals() {
        sigemptyset(&set_);
        sigaddset(&set_, SIGTERM);
        sigaddset(&set_, SIGINT);
        pthread_sigmask(SIG_BLOCK, &set_, nullptr);
    }
    void wait() {
        int received = 0;
        while (sigwait(&set_, &received) != 0) {
        }
    }

  private:
    sigset_t set_{};
};

/// A platform may take 15 s to answer a send, a drain at most 10. All that was acknowledged is on disk: what is cut
/// off here is sent again after the start. Only new tokens are worth a longer wait: they cannot be asked for twice.
void limit_drain(const Gateway& gateway) {
    std::thread([renewing = gateway.renewing_tokens()] {
        std::this_thread::sleep_for(std::chrono::seconds(9));
        for (int more = 0; *renewing && more < 8; ++more) std::this_thread::sleep_for(std::chrono::seconds(1));
        log_event(LogLevel::warn, "drain_cut");
        std::_Exit(0);
    }).detach();
}

}  // namespace

void write_ports(const std::string& file, const std::string& json) {
    if (file.empty()) return;
    const std::string unfinished = file + ".new";
    {
        std::ofstream out(unfinished);
        out << json << '\n';
    }
    std::filesystem::rename(unfinished, file);  // a reader sees all of it or nothing
}

namespace {

int emulate_page_only(const EmulateRequest& request, const FaultPlan& faults, Signals& signals, adapters::HttpClient& client) {
    EmulatorSettings settings = emulated_platforms(request.port);
    settings.faults = faults;
    settings.seed = request.seed;
    settings.zalo.webhook_url = request.zalo_webhook;
    settings.messenger.webhook_url = request.messenger_webhook;
    Emulator emulator(settings, client);
    emulator.start();
    std::cout << fmt::format("Emulated Zalo and Messenger: http://127.0.0.1:{}/\nGive the gateway these keys:\n", emulator.port());
    std::cout << fmt::format("  zalo app_id {} oa_id {} oa_secret {} access_token {}\n", settings.zalo.app_id,
                             settings.zalo.oa_id, settings.zalo.oa_secret, settings.zalo.access_token);
    std::cout << fmt::format("  zalo app_secret {} refresh_token {} (OAuth at the same address)\n", settings.zalo.app_secret,
                             settings.zalo.refresh_token);
    std::cout << fmt::format("  messenger page_id {} page_token {} app_secret {} verify_token {}\n", settings.messenger.page_id,
                             settings.messenger.page_token, settings.messenger.app_secret, settings.messenger.verify_token)
              << std::flush;
    write_ports(request.port_file, fmt::format(R"({{"emulator":{}}})", emulator.port()));
    signals.wait();
    emulator.stop();
    return 0;
}

}  // namespace

int serve(const CommonOptions& common, const ServeRequest& request) {
    Signals signals;
    const auto config = usable_config(common);
    if (!config) return 2;
    if (!has_channel(*config)) {
        std::cerr << "no channel is configured: name a file with --config that has [[zalo.app]], [[messenger.app]] or [web], or "
                     "try `motcua emulate`\n";
        return 2;
    }
    start_log(config->log_level);
    adapters::CpprestHttpClient client;
    Gateway gateway(*config, client);
    gateway.start();
    write_ports(request.port_file, fmt::format(R"({{"webhook":{},"ops":{}}})", gateway.webhook_port(), gateway.ops_port()));
    signals.wait();
    log_event(LogLevel::info, "draining");
    limit_drain(gateway);
    gateway.stop();
    log_event(LogLevel::info, "stopped");
    return 0;
}

int emulate(const CommonOptions& common, const EmulateRequest& request) {
    const auto faults = usable_faults(request.faults);
    if (!faults) return 2;
    if (request.load.on) return load(common, request, *faults);
    Signals signals;
    adapters::CpprestHttpClient client;
    start_log("warn");
    if (request.page_only) return emulate_page_only(request, *faults, signals, client);
    auto config = usable_config(common);
    if (!config) return 2;
    EmulatorSettings platforms = emulated_platforms(request.port);
    platforms.faults = *faults;
    platforms.seed = request.seed;
    Emulator emulator(platforms, client);
    emulator.start();
    join(*config, platforms, emulator.port());
    std::cerr << "opening the knowledge base\n";
    Gateway gateway(*config, client);
    gateway.start();
    const std::string origin = fmt::format("http://127.0.0.1:{}", gateway.webhook_port());
    emulator.set_webhook_url(intents::ChannelKind::zalo, origin + zalo_webhook_path);
    emulator.set_webhook_url(intents::ChannelKind::messenger, origin + messenger_webhook_path);
    emulator.set_webhook_url(intents::ChannelKind::web, origin + web_webhook_path);
    write_ports(request.port_file, fmt::format(R"({{"emulator":{},"webhook":{},"ops":{}}})", emulator.port(),
                                               gateway.webhook_port(), gateway.ops_port()));
    std::cout << fmt::format("Chat as a citizen:   http://127.0.0.1:{}/\nGateway's webhooks:  {}\nOps:                 "
                             "http://127.0.0.1:{}/readyz and /metrics\nStop with Ctrl+C.\n",
                             emulator.port(), origin, gateway.ops_port())
              << std::flush;
    signals.wait();
    limit_drain(gateway);
    gateway.stop();
    emulator.stop();
    return 0;
}

}  // namespace motcua::gateway
