// The Zalo Official Account channel: verifies, reads, composes and delivers.
#pragma once

#include "adapters/channel.hpp"
#include "adapters/http_client.hpp"
#include "adapters/incoming_event.hpp"
#include "adapters/zalo/zalo_settings.hpp"

namespace motcua::adapters {

/// Several apps and accounts in one. Thread-safe as far as `http` and the token sources are.
class ZaloChannel final : public Channel {
  public:
    /// `http` must outlive the channel. Throws std::invalid_argument, naming the setting and never its value,
    /// when there is no app or account, a secret is empty, or an id is empty, ill-formed or given twice.
    ZaloChannel(ZaloSettings settings, HttpClient& http);

    intents::ChannelKind kind() const noexcept override { return intents::ChannelKind::zalo; }
    /// Reads app_id and timestamp of the body first, bounded and without building anything else.
    Verification verify(const WebhookCall& call) const override;
    std::vector<ChannelEvent> events_of(std::string_view body) const override;
    std::vector<OutgoingPart> compose(const intents::Envelope& envelope,
                                      const std::vector<kb::Reply>& replies) const override;
    Delivery deliver(const TakenPart& part) override;

  private:
    const ZaloApp* app_of(std::string_view app_id) const noexcept;

    ZaloSettings settings_;
    HttpClient& http_;
    Names accounts_;
};

}  // namespace motcua::adapters
