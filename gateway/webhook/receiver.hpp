// Up to the 200: verifies raw bytes, lets the guard decide, and acknowledges only what is on disk.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/channel.hpp"
#include "adapters/event_inbox.hpp"
#include "gateway/http/message.hpp"
#include "gateway/webhook/echo_desk.hpp"
#include "gateway/webhook/side_events.hpp"

namespace motcua::gateway {

/// What the receiver tells the counters. Called from any thread; must be quick.
class ReceiverObserver {
  public:
    virtual ~ReceiverObserver() = default;
    virtual void signature(intents::ChannelKind channel, const adapters::Verification& verification) = 0;
    virtual void event(intents::ChannelKind channel, adapters::EventKind kind) = 0;
    virtual void refused(intents::ChannelKind channel, std::string_view rule) = 0;
    virtual void appended(intents::ChannelKind channel, const adapters::QueueResult<adapters::AppendReceipt>& receipt) = 0;
};

/// One channel's webhook. Thread-safe. Everything given to it must outlive every request.
class Receiver {
  public:
    /// `echoes` sees the echoes, when the platform has any that tell.
    Receiver(const adapters::Channel& channel, adapters::EventInbox& inbox, adapters::HumanDesk& desk, AlarmBell bell,
             ReceiverObserver& observer, EchoDesk* echoes = nullptr)
        : channel_(channel),
          inbox_(inbox),
          desk_(desk),
          bell_(std::move(bell)),
          observer_(observer),
          echoes_(echoes) {}

    /// 200 after the batch is durable (or holds nothing to keep); 401 for a bad signature; 503 when it cannot be
    /// made durable. Never another 5xx, whatever the body holds. What silences the bot is noted before a message
    /// of the same batch is taken in.
    void receive(const Request& request, const Respond& respond);

  private:
    void append(std::vector<adapters::InboxEvent> events, const Respond& respond);
    std::vector<adapters::InboxEvent> admitted(std::vector<adapters::ChannelEvent> events);

    const adapters::Channel& channel_;
    adapters::EventInbox& inbox_;
    adapters::HumanDesk& desk_;
    const AlarmBell bell_;
    ReceiverObserver& observer_;
    EchoDesk* echoes_;
};

}  // namespace motcua::gateway
