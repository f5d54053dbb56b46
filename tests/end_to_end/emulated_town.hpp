// The platforms as the emulator plays them, and the gateway under test beside it, each told where the other listens.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "adapters/cpprest/cpprest_http_client.hpp"
#include "gateway/emulator/emulator.hpp"
#include "tests/end_to_end/running_gateway.hpp"

namespace motcua::tests {

/// The longest that a scenario waits for what must come; only ever waited for in vain when a test fails.
inline constexpr std::chrono::seconds town_patience{20};

struct EmulatedTown {
    /// `more_settings` is asked for the rest of the gateway's TOML once the emulator's port is known.
    template <class MoreSettings>
    EmulatedTown(const gateway::EmulatorSettings& settings, RunningGateway::ZaloToken token, MoreSettings more_settings)
        : emulator(settings, http) {
        emulator.start();
        gateway = std::make_unique<RunningGateway>(emulator.port(), token, more_settings(emulator.port()));
    }
    ~EmulatedTown() {
        gateway.reset();
        emulator.stop();
    }
    EmulatedTown& operator=(EmulatedTown&&) = delete;  // neither copied nor moved

    void start() {
        gateway->start();
        for (const auto channel : {intents::ChannelKind::zalo, intents::ChannelKind::messenger, intents::ChannelKind::web}) {
            emulator.set_webhook_url(channel, "http://127.0.0.1:" + std::to_string(gateway->webhook_port()) + "/webhook/" +
                                                  std::string(intents::name_of(channel)));
        }
    }
    std::string emulator_url() const { return "http://127.0.0.1:" + std::to_string(emulator.port()); }
    /// Tries until the condition holds; false when it never did.
    template <class Condition>
    static bool within_patience(Condition condition) {
        const auto until = std::chrono::steady_clock::now() + town_patience;
        while (std::chrono::steady_clock::now() < until) {
            if (condition()) return true;
        }
        return false;
    }

    adapters::CpprestHttpClient http;
    gateway::Emulator emulator;
    std::unique_ptr<RunningGateway> gateway;
};

}  // namespace motcua::tests
