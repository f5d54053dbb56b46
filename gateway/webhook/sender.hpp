// From the outbox to the Send APIs: retries, pauses of an account, windows, an age limit, dead letters with their reason.
#pragma once

#include <atomic>
#include <chrono>
#include <string_view>
#include <thread>
#include <vector>

#include "adapters/channel.hpp"
#include "adapters/event_inbox.hpp"
#include "gateway/webhook/send_observer.hpp"
#include "gateway/webhook/worker.hpp"

namespace motcua::gateway {

struct SenderSettings {
    int threads = 4;
    int attempts = 8;                             // then the part is dead; an account's limit is waited for without a count
    int ambiguous_attempts = 2;                   // a time-out may have been sent: at most one more try
    std::chrono::milliseconds echo_wait{30000};   // for the echo of such a part, before it is tried again or given up
    std::chrono::hours longest_pause{24};         // of an account
    std::chrono::milliseconds first_delay{1000};  // doubles each time, with jitter
    std::chrono::milliseconds longest_delay{60000};
    std::chrono::minutes age_limit{15};           // an answer that is older helps nobody
};

/// Threads that deliver. Parts of one citizen go out one after the other, citizens take turns, and an account that must
/// rest holds no other back (the outbox sees to all three).
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
    /// Why the part is not to be sent any more; empty when it is.
    std::string_view hindrance_of(const adapters::TakenPart& taken) const;
    void settle(const adapters::TakenPart& taken, const adapters::Delivery& delivery, unsigned& random);
    void let_rest(const adapters::TakenPart& taken, const adapters::Delivery& delivery, std::chrono::milliseconds delay);
    void give_up(const adapters::TakenPart& taken, std::string_view reason);
    std::chrono::milliseconds delay_for(int attempt, unsigned& random) const;

    adapters::Outbox& outbox_;
    Channels channels_;
    SenderSettings settings_;
    SenderObserver& observer_;
    std::atomic<bool> stopping_{false};
    std::vector<std::thread> threads_;
};

}  // namespace motcua::gateway
