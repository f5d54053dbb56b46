// Counters of what lets a reply wait or fail: windows, pauses of an account, alarms, echoes.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "gateway/webhook/send_observer.hpp"

namespace prometheus {
class Registry;  // prometheus-cpp stays in the .cpp files
}

namespace motcua::gateway {

/// Thread-safe. Accounts in labels are those of the settings.
class SendMetrics {
  public:
    /// `registry` must outlive it.
    explicit SendMetrics(prometheus::Registry& registry);
    ~SendMetrics();
    SendMetrics& operator=(SendMetrics&&) = delete;  // neither copied nor moved

    void stood_in(intents::ChannelKind channel, SendWindow window);
    void paused(intents::ChannelKind channel, const std::string& account, PauseCause cause, std::chrono::milliseconds pause);
    /// Each is counted; the log tells an account's reason when it changes, and again after ten minutes.
    void alarmed(intents::ChannelKind channel, const std::string& account, std::string_view reason);
    void echoed(intents::ChannelKind channel, EchoResult result);

  private:
    struct Families;
    std::unique_ptr<Families> families_;
};

}  // namespace motcua::gateway
