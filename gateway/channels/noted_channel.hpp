// A channel that tells, for each account, when it was heard, answered for, and refused.
#pragma once

#include "adapters/channel.hpp"
#include "gateway/channels/account_notes.hpp"

namespace motcua::gateway {

/// Everything else is the channel's own. Thread-safe as far as the channel is; both must outlive it.
class NotedChannel final : public adapters::Channel {
  public:
    NotedChannel(adapters::Channel& channel, AccountNotes& notes) : channel_(channel), notes_(notes) {}

    intents::ChannelKind kind() const noexcept override { return channel_.kind(); }
    adapters::Verification verify(const adapters::WebhookCall& call) const override { return channel_.verify(call); }
    std::vector<adapters::ChannelEvent> events_of(std::string_view body) const override;
    std::vector<adapters::OutgoingPart> compose(const intents::Envelope& envelope,
                                                const std::vector<kb::Reply>& replies) const override {
        return channel_.compose(envelope, replies);
    }
    adapters::Delivery deliver(const adapters::TakenPart& part) override;
    std::vector<adapters::OutgoingPart> hand_over(const intents::Envelope& envelope) const override {
        return channel_.hand_over(envelope);
    }
    std::vector<adapters::OutgoingPart> take_back(const intents::Envelope& envelope) const override {
        return channel_.take_back(envelope);
    }

  private:
    adapters::Channel& channel_;
    AccountNotes& notes_;
};

}  // namespace motcua::gateway
