// Tells citizens who waited for a person that nobody came, once, and lets the bot answer again.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string_view>
#include <thread>

#include "adapters/human_desk.hpp"
#include "gateway/webhook/worker.hpp"
#include "knowledge-base/reply.hpp"

namespace motcua::gateway {

/// Called from the watch's thread; must be quick.
class HumanWatchObserver {
  public:
    virtual ~HumanWatchObserver() = default;
    virtual void nobody_came(intents::ChannelKind channel) = 0;
    virtual void failed(std::string_view reason) = 0;
};

/// All that is given must outlive it.
class HumanWatch {
  public:
    HumanWatch(adapters::HumanDesk& desk, Channels channels, kb::Reply nobody_came, HumanWatchObserver& observer,
               std::chrono::milliseconds period = std::chrono::milliseconds(1000));
    ~HumanWatch();
    HumanWatch& operator=(HumanWatch&&) = delete;  // neither copied nor moved

    void start();
    void stop();
    /// One look at `now`; what start() does again and again.
    void look(adapters::TimePoint now);

  private:
    void run();
    void give_up(const intents::Envelope& envelope, adapters::TimePoint now);

    adapters::HumanDesk& desk_;
    Channels channels_;
    const kb::Reply nobody_came_;
    HumanWatchObserver& observer_;
    const std::chrono::milliseconds period_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace motcua::gateway
