// Wires emulator, ear, and a gateway here or elsewhere; runs the load.
#include "gateway/cli/load_command.hpp"

#include <fmt/format.h>

#include <iostream>
#include <memory>
#include <random>

#include "adapters/cpprest/cpprest_http_client.hpp"
#include "gateway/cli/emulated_pair.hpp"
#include "gateway/cli/usable_config.hpp"
#include "gateway/composition.hpp"
#include "gateway/config/fault_file.hpp"
#include "gateway/load/load_run.hpp"
#include "gateway/load/question_file.hpp"
#include "gateway/load/target.hpp"
#include "gateway/ops/log.hpp"

namespace motcua::gateway {
namespace {

constexpr std::size_t most_questions = 60;
constexpr std::size_t rehearsing_citizens = 2 * (most_questions + 20);
constexpr std::chrono::seconds start_limit{60};

LoadSettings settings_of(const LoadRequest& request, const EmulatorSettings& platforms) {
    LoadSettings settings;
    settings.rate = request.rate;
    settings.users = request.users;
    settings.count = request.count;
    settings.seed = platforms.seed;
    settings.patience = std::chrono::seconds(request.patience_s);
    settings.questions = read_question_file(request.questions, most_questions);
    if (!platforms.zalo.oa_id.empty()) settings.channels.push_back(intents::ChannelKind::zalo);
    if (!platforms.messenger.page_id.empty()) settings.channels.push_back(intents::ChannelKind::messenger);
    return settings;
}

/// What a crowd needs more than a person at the chat page.
void make_room(EmulatorSettings& platforms, const EmulateRequest& request, const FaultPlan& faults) {
    platforms.seed = request.seed != 0 ? request.seed : std::random_device{}();
    platforms.faults = faults;
    platforms.posters = 32;
    platforms.chats = request.load.users + rehearsing_citizens;
    platforms.messages = 20;
}

int verdict_of(const LoadReport& report) {
    for (const std::string& finding : report.findings) std::cerr << finding << '\n';
    print_report(report, std::cout);
    std::cout << std::flush;
    return report.is_clean() ? 0 : 1;
}

int load_elsewhere(const Config& config, const EmulateRequest& request, const FaultPlan& faults) {
    const Target target(request.load.target);
    EmulatorSettings platforms = platforms_of(config, request.port);
    make_room(platforms, request, faults);
    Ear ear;
    platforms.sent = [&ear](const SentNote& note) { ear.hear(note); };
    platforms.webhook_finder = [&target](intents::ChannelKind channel) { return target.webhook(channel); };
    const LoadSettings settings = settings_of(request.load, platforms);
    if (settings.channels.empty()) {
        std::cerr << "no channel is configured: --target needs the gateway's settings, named with --config\n";
        return 2;
    }
    adapters::CpprestHttpClient client;
    Emulator emulator(platforms, client);
    emulator.start();
    write_ports(request.port_file, fmt::format(R"({{"emulator":{}}})", emulator.port()));
    std::cerr << fmt::format("Send APIs for the gateway: http://127.0.0.1:{}\n", emulator.port());
    if (!target.answers_within(client, start_limit)) {
        std::cerr << fmt::format("no gateway answers at {}\n", request.load.target);
        return 3;
    }
    const int verdict = verdict_of(run_load(emulator, ear, settings, std::cerr));
    emulator.stop();
    return verdict;
}

int load_here(Config config, const EmulateRequest& request, const FaultPlan& faults) {
    EmulatorSettings platforms = emulated_platforms(request.port);
    make_room(platforms, request, faults);
    Ear ear;
    platforms.sent = [&ear](const SentNote& note) { ear.hear(note); };
    const LoadSettings settings = settings_of(request.load, platforms);
    adapters::CpprestHttpClient client;
    Emulator emulator(platforms, client);
    emulator.start();
    join(config, platforms, emulator.port());
    config.webhook.connections_per_peer = 0;
    config.settle = std::chrono::milliseconds(0);  // the audit holds each question against a reply of its own
    config.human_wait = std::chrono::minutes(0);   // who waits for a person gets no answer
    Gateway gateway(config, client);
    gateway.start();
    const std::string origin = fmt::format("http://127.0.0.1:{}", gateway.webhook_port());
    emulator.set_webhook_url(intents::ChannelKind::zalo, origin + zalo_webhook_path);
    emulator.set_webhook_url(intents::ChannelKind::messenger, origin + messenger_webhook_path);
    write_ports(request.port_file, fmt::format(R"({{"emulator":{},"webhook":{},"ops":{}}})", emulator.port(),
                                               gateway.webhook_port(), gateway.ops_port()));
    const int verdict = verdict_of(run_load(emulator, ear, settings, std::cerr));
    gateway.stop();
    emulator.stop();
    return verdict;
}

}  // namespace

std::optional<FaultPlan> usable_faults(const std::string& file) {
    if (file.empty()) return FaultPlan{};
    const auto plan = read_fault_file(file);
    if (plan) return *plan;
    std::cerr << "the fault file cannot be used:\n";
    for (const std::string& problem : plan.error()) std::cerr << problem << '\n';
    return std::nullopt;
}

int load(const CommonOptions& common, const EmulateRequest& request, const FaultPlan& faults) {
    if (request.load.questions.empty()) {
        std::cerr << "--load needs --questions FILE: one a line, text or JSON with `text`\n";
        return 2;
    }
    const auto config = usable_config(common);
    if (!config) return 2;
    start_log("error");
    return request.load.target.empty() ? load_here(*config, request, faults) : load_elsewhere(*config, request, faults);
}

}  // namespace motcua::gateway
