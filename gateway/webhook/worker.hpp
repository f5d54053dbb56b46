// From the inbox to the outbox: takes an event, lets the conversation answer, completes both in one transaction.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <string_view>
#include <thread>
#include <vector>

#include "adapters/channel.hpp"
#include "adapters/event_inbox.hpp"
#include "gateway/conversation/conversation.hpp"

namespace motcua::gateway {

using Channels = std::map<intents::ChannelKind, adapters::Channel*>;

class WorkerObserver {
  public:
    virtual ~WorkerObserver() = default;
    virtual void finished(intents::ChannelKind channel, const Turn& turn, std::chrono::microseconds took) = 0;
    virtual void failed(std::string_view reason) = 0;
};

/// Threads that answer. Several citizens in parallel, one citizen in order (the inbox sees to that).
/// `conversation` is asked anew for each event, so that a new snapshot of the knowledge takes effect at once.
class Workers {
  public:
    using CurrentConversation = std::function<std::shared_ptr<const Conversation>()>;

    Workers(adapters::EventInbox& inbox, Channels channels, CurrentConversation conversation, WorkerObserver& observer);
    ~Workers();
    Workers& operator=(Workers&&) = delete;  // neither copied nor moved

    void start(int threads);
    /// Lets each thread end its event; returns when all have.
    void stop();

  private:
    void run();
    void answer(const adapters::TakenEvent& taken);

    adapters::EventInbox& inbox_;
    Channels channels_;
    CurrentConversation conversation_;
    WorkerObserver& observer_;
    std::atomic<bool> stopping_{false};
    std::vector<std::thread> threads_;
};

}  // namespace motcua::gateway
