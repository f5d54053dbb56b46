// Chooses the platform's writer.
#include "gateway/emulator/platform_event.hpp"

#include "gateway/emulator/messenger_event.hpp"
#include "gateway/emulator/web_event.hpp"
#include "gateway/emulator/zalo_event.hpp"

namespace motcua::gateway {

SignedEvent event_of(Stage& stage, const CitizenAct& act, std::chrono::milliseconds at) {
    if (act.from.channel == intents::ChannelKind::zalo) {
        return zalo_event(stage.settings().zalo, act, stage.ids().zalo_message(), at);
    }
    if (act.from.channel == intents::ChannelKind::web) {
        return web_event(stage.settings().web, act, stage.ids().zalo_message(), at);
    }
    return messenger_event(stage.settings().messenger, act, stage.ids().messenger_message(), at);
}

}  // namespace motcua::gateway
