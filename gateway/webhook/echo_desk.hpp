// Where the echoes of our own messages arrive: what arrived without an answer is not sent again.
#pragma once

#include "adapters/channel.hpp"
#include "adapters/event_inbox.hpp"
#include "gateway/webhook/send_observer.hpp"

namespace motcua::gateway {

/// Thread-safe. The outbox must outlive the desk, and the observer the outbox.
class EchoDesk {
  public:
    EchoDesk(adapters::Outbox& outbox, SenderObserver& observer) : outbox_(outbox), observer_(observer) {}

    /// Looks at our own echoes with a reference, at nothing else. Does not wait for the disk: an echo that is lost with
    /// the process costs no more than a second try.
    void look_at(const adapters::ChannelEvent& event);

  private:
    adapters::Outbox& outbox_;
    SenderObserver& observer_;
};

}  // namespace motcua::gateway
