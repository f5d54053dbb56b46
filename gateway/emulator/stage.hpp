// What both platforms of the emulator share: chats, log, ids, clock, and the way to the gateway.
#pragma once

#include <chrono>
#include <functional>
#include <mutex>
#include <string>

#include "gateway/emulator/alarm_clock.hpp"
#include "gateway/emulator/chat_book.hpp"
#include "gateway/emulator/emulator_settings.hpp"
#include "gateway/emulator/event_courier.hpp"
#include "gateway/emulator/event_poster.hpp"
#include "gateway/emulator/exchange_log.hpp"
#include "gateway/emulator/fault_dice.hpp"
#include "gateway/emulator/id_mint.hpp"
#include "gateway/emulator/signed_event.hpp"
#include "gateway/emulator/zalo_token_desk.hpp"
#include "gateway/http/message.hpp"

namespace motcua::gateway {

/// A Send API call of the gateway and what the platform answered.
struct ApiCall {
    const Request& request;
    intents::ChannelKind channel;
    std::string user;
    std::chrono::steady_clock::time_point started;
};

/// Safe to call from several threads at once. The client must outlive it.
class Stage {
  public:
    Stage(EmulatorSettings settings, adapters::HttpClient& client);
    ~Stage();
    Stage& operator=(Stage&&) = delete;  // neither copied nor moved

    const EmulatorSettings& settings() const noexcept { return settings_; }
    ChatBook& chats() noexcept { return chats_; }
    ExchangeLog& log() noexcept { return log_; }
    const ExchangeLog& log() const noexcept { return log_; }
    IdMint& ids() noexcept { return ids_; }
    ZaloTokenDesk& zalo_token_desk() noexcept { return zalo_token_desk_; }
    FaultDice& dice() noexcept { return dice_; }
    EventCourier& courier() noexcept { return courier_; }
    AlarmClock& clock() noexcept { return clock_; }
    const std::string& run() const noexcept { return run_; }

    /// Since 1970, by the platform's clock.
    std::chrono::milliseconds now() const;
    void set_webhook_url(intents::ChannelKind channel, std::string url);
    std::string webhook_url(intents::ChannelKind channel) const;

    /// Posts the event to the webhook of that channel by the platform's rules; logs each attempt, then calls `done`.
    /// Without a webhook URL the result is status 0, "no_webhook".
    void deliver(const ChatKey& person, SignedEvent event, EventPoster::Done done);
    /// Asks the webhook whether it knows the verify token (Meta's GET handshake); `done` also gets the challenge.
    void shake_hands(std::function<void(const PostResult&, const std::string& challenge)> done);

    /// A platform accepted a message of the gateway: the citizen sees it, and its echo goes out, if it has a body.
    void appear(const ChatKey& person, const BotMessage& message, SignedEvent echo);
    void note_call(const ApiCall& call, const Response& answer);

    /// Wakes who waits for messages; after it nobody waits.
    void stop_waiting() { chats_.close(); }
    void stop_posting();

  private:
    adapters::HttpRequest request_of(intents::ChannelKind channel, const SignedEvent& event, int attempt) const;
    void note_post(const ChatKey& person, const SignedEvent& event, const PostResult& result);
    CourierWays ways();

    const EmulatorSettings settings_;
    ChatBook chats_;
    ExchangeLog log_;
    IdMint ids_;
    ZaloTokenDesk zalo_token_desk_;
    const std::string run_;
    mutable std::mutex urls_;
    std::string zalo_url_;
    std::string messenger_url_;
    std::string web_url_;
    FaultDice dice_;
    AlarmClock clock_;
    EventCourier courier_;
    EventPoster poster_;  // last: its threads use all of the above
};

}  // namespace motcua::gateway
