// Plays Zalo's and Meta's side for one gateway, with a chat page for people.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "adapters/http_client.hpp"
#include "gateway/emulator/emulator_settings.hpp"
#include "gateway/emulator/exchange.hpp"
#include "intents/incoming_message.hpp"

namespace motcua::gateway {

/// One listener: the page, its API, and both Send APIs. Stands alone or in one process with the gateway.
/// Keeps everything in memory, within the bounds of its settings. Safe to call from several threads at once.
class Emulator {
  public:
    /// `client` carries the webhook calls and must outlive the emulator.
    Emulator(EmulatorSettings settings, adapters::HttpClient& client);
    ~Emulator();
    Emulator& operator=(Emulator&&) = delete;  // neither copied nor moved

    /// Throws std::runtime_error with address and reason when it cannot bind.
    void start();
    std::uint16_t port() const noexcept;
    /// Ends within the time limit of one webhook call. A second call does nothing.
    void stop();

    /// At any time, because ports are often known only after the start.
    void set_webhook_url(intents::ChannelKind channel, std::string url);
    /// Oldest first, without secrets.
    std::vector<Exchange> exchanges() const;

  private:
    struct House;
    std::unique_ptr<House> house_;
};

}  // namespace motcua::gateway
