// The web chat as a third channel: signed like Messenger, spoken by the emulator's page.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "adapters/channel.hpp"
#include "adapters/http_client.hpp"
#include "adapters/incoming_event.hpp"

namespace motcua::adapters {

struct WebSettings {
    std::vector<std::string> secrets;   // the current one and, during a rotation, the previous; none empty
    std::vector<std::string> accounts;  // names of our side of the chat, [A-Za-z0-9_-]
    std::string reply_url;              // where replies are posted
    std::chrono::milliseconds timeout{5000};
};

/// "sha256=" and the HMAC of the body: what X-Motcua-Signature-256 must hold.
std::string web_signature(std::string_view secret, std::string_view body);

/// Thread-safe as far as `http` is.
class WebChannel final : public Channel {
  public:
    /// `http` must outlive the channel. Throws std::invalid_argument, naming the setting and never its value.
    WebChannel(WebSettings settings, HttpClient& http);

    intents::ChannelKind kind() const noexcept override { return intents::ChannelKind::web; }
    Verification verify(const WebhookCall& call) const override;
    std::vector<ChannelEvent> events_of(std::string_view body) const override;
    std::vector<OutgoingPart> compose(const intents::Envelope& envelope,
                                      const std::vector<kb::Reply>& replies) const override;
    /// Signed like what comes in, by the current secret. Any 2xx is sent; {"message_id": …} in the answer is kept.
    Delivery deliver(const TakenPart& part) override;

  private:
    WebSettings settings_;
    HttpClient& http_;
    Names accounts_;
};

}  // namespace motcua::adapters
