// From the outbox to the Send APIs: retries with backoff, an age limit, dead letters with their reason.
#pragma once

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "adapters/channel.hpp"
#include "adapters/event_inbox.hpp"
#include "gateway/webhook/worker.hpp"

namespace motcua::gateway {

struct SenderSettings {
    int threads = 4;
    int attempts = 8;                             // then the part is dead
    int ambiguous_attempts = 2;                   // a time-out may have been sent: at most one more try
    std::chrono::milliseconds first_delay{1000};  // doubles each time, with jitter
    std::chrono::milliseconds longest_delay{60000};
    std::chrono::minutes age_limit{15};           // an answer that is older helps nobody
};

class SenderObserver {
  public:
    virtual ~SenderObserver() = default;
    virtual void delivered(intents::ChannelKind channel, adapters::Fate fate, std::chrono::milliseconds age) = 0;
    virtual void gave_up(intents::ChannelKind channel, std::string_view reason) = 0;
    virtual void failed(std::string_view reason) = 0;
};

/// Threads that deliver. Parts of one citizen go out one after the other (the outbox sees to that).
class Senders {
  public:
    Senders(adapters::Outbox& outbox, Channels channels, SenderSettings settings, SenderObserver& observer);
    ~Senders();
    Senders& operator=(Senders&&) = delete;  // neither copied nor moved

    void start();
    void stop();

  private:
    void run(unsigned seed);
    void deliver(const adapters::TakenPart& taken, unsigned& random);
    std::chrono::milliseconds delay_for(int attempt, unsigned& random) const;

    adapters::Outbox& outbox_;
    Channels channels_;
    SenderSettings settings_;
    SenderObserver& observer_;
    std::atomic<bool> stopping_{false};
    std::vector<std::thread> threads_;
};

}  // namespace motcua::gateway
