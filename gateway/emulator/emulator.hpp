// Plays Zalo's and Meta's side for one gateway, with a chat page for people.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "adapters/http_client.hpp"
#include "gateway/emulator/citizen_act.hpp"
#include "gateway/emulator/emulator_settings.hpp"
#include "gateway/emulator/event_poster.hpp"
#include "gateway/emulator/exchange.hpp"
#include "gateway/emulator/fault_dice.hpp"
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
    /// A citizen does something that no chat page shows. `done` is told of each attempt to deliver it.
    void act(const CitizenAct& act, std::function<void(const PostResult&)> done);
    /// True: no fault of the plan happens until it is called with false.
    void rest_from_faults(bool resting);
    FaultCounts faults_played() const;
    /// False once the platform gave the webhook up.
    bool is_subscribed(intents::ChannelKind channel) const;

    /// Oldest first, without secrets.
    std::vector<Exchange> exchanges() const;

  private:
    struct House;
    std::unique_ptr<House> house_;
};

}  // namespace motcua::gateway
