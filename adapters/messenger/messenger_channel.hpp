// The Facebook Messenger channel: verifies, reads, composes and delivers.
#pragma once

#include <optional>

#include "adapters/channel.hpp"
#include "adapters/http_client.hpp"
#include "adapters/messenger/messenger_payload.hpp"
#include "adapters/messenger/messenger_settings.hpp"
#include "adapters/signature.hpp"

namespace motcua::adapters {

/// Several apps and Pages in one. Thread-safe as far as `http`, the token sources and the clock are.
class MessengerChannel final : public Channel {
  public:
    /// `http` must outlive the channel. Throws std::invalid_argument, naming the setting and never its value,
    /// when there is no app or Page, a secret or verify token is empty, or an id is ill-formed or given
    /// twice.
    MessengerChannel(MessengerSettings settings, HttpClient& http);

    intents::ChannelKind kind() const noexcept override { return intents::ChannelKind::messenger; }
    /// X-Hub-Signature-256 only; the older SHA-1 header is not looked at.
    Verification verify(const WebhookCall& call) const override;
    std::vector<ChannelEvent> events_of(std::string_view body) const override;
    std::vector<OutgoingPart> compose(const intents::Envelope& envelope,
                                      const std::vector<kb::Reply>& replies) const override;
    Delivery deliver(const TakenPart& part) override;
    std::vector<OutgoingPart> hand_over(const intents::Envelope& envelope) const override;
    std::vector<OutgoingPart> take_back(const intents::Envelope& envelope) const override;

    /// What to answer to the GET handshake, as text/plain and byte for byte; nothing means 403. Takes the
    /// percent-decoded hub.mode, hub.verify_token and hub.challenge. A challenge other than 1 to 128 of
    /// [A-Za-z0-9_.-] is refused: it would be echoed to whoever knows the token.
    std::optional<std::string> challenge_answer(std::string_view mode, std::string_view token,
                                                std::string_view challenge) const;

  private:
    std::string diagnosis_of(std::string_view body, const Digest& given) const;

    MessengerSettings settings_;
    HttpClient& http_;
    MessengerIdentity identity_;
};

}  // namespace motcua::adapters
