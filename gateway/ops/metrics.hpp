// Every counter of the gateway, as Prometheus text; fed by the observers of receiver, workers, senders and keeper.
#pragma once

#include <memory>
#include <string>

#include "gateway/http/listener.hpp"
#include "gateway/channels/subscription_watch.hpp"
#include "gateway/ops/index_metrics.hpp"
#include "gateway/ops/store_metrics.hpp"
#include "gateway/tokens/token_keeper.hpp"
#include "gateway/webhook/human_watch.hpp"
#include "gateway/webhook/receiver.hpp"
#include "gateway/webhook/sender.hpp"
#include "gateway/webhook/worker.hpp"

namespace motcua::gateway {

/// Thread-safe. Labels come from enumerations, never from people.
class Metrics final : public ReceiverObserver, public WorkerObserver, public SenderObserver, public TokenObserver,
                      public SubscriptionObserver, public HumanWatchObserver {
  public:
    Metrics();
    ~Metrics() override;
    Metrics& operator=(Metrics&&) = delete;  // neither copied nor moved

    void signature(intents::ChannelKind channel, const adapters::Verification& verification) override;
    void event(intents::ChannelKind channel, adapters::EventKind kind) override;
    void refused(intents::ChannelKind channel, std::string_view rule) override;
    void appended(intents::ChannelKind channel,
                  const adapters::QueueResult<adapters::AppendReceipt>& receipt) override;
    void finished(intents::ChannelKind channel, const Turn& turn, std::chrono::microseconds took) override;
    void delivered(intents::ChannelKind channel, adapters::Fate fate, std::chrono::milliseconds age) override;
    void gave_up(intents::ChannelKind channel, std::string_view reason) override;
    void stood_in(intents::ChannelKind channel, SendWindow window) override;
    void paused(intents::ChannelKind channel, const std::string& account, PauseCause cause,
                std::chrono::milliseconds pause) override;
    void alarmed(intents::ChannelKind channel, const std::string& account, std::string_view reason) override;
    void echoed(intents::ChannelKind channel, EchoResult result) override;
    /// Of workers and senders alike: a part of ours did not do its work.
    void failed(std::string_view reason) override;
    /// From the keeper's thread only. An outcome that a person must know is told in the log when it sets in.
    void tended(const std::string& account, const adapters::Tending& tending) override;

    /// From the watch's thread only. A subscription that is gone is an alarm; what changed is told in the log.
    void looked(const std::string& account, SubscriptionState state, const std::string& detail) override;
    void nobody_came(intents::ChannelKind channel) override;
    /// An alarm of a platform: counted, and told in the log with the account, so that a person acts.
    void alarm(intents::ChannelKind channel, const adapters::ChannelEvent& event);

    void depth(const adapters::QueueDepth& depth);
    void people(const adapters::DeskCounts& counts);
    void listener(const ListenerCounts& counts);
    /// Of the shared index.
    IndexMetrics& index();
    StoreMetrics& stores();

    /// The Prometheus text format 0.0.4.
    std::string text() const;

  private:
    struct Families;
    std::unique_ptr<Families> families_;
};

}  // namespace motcua::gateway
