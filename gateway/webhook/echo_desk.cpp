// An echo to a word of the outbox.
#include "gateway/webhook/echo_desk.hpp"

namespace motcua::gateway {

void EchoDesk::look_at(const adapters::ChannelEvent& event) {
    if (event.kind != adapters::EventKind::echo || event.detail != "own" || event.reference.empty()) return;
    outbox_.confirm(event.reference, [&observer = observer_, channel = event.message.envelope.channel](const adapters::QueueResult<bool>& open) {
        observer.echoed(channel, !open ? EchoResult::failed : *open ? EchoResult::confirmed : EchoResult::known);
    });
}

}  // namespace motcua::gateway
