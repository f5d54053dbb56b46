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

SignedEvent agent_echo_of(Stage& stage, const CitizenAct& act, std::chrono::milliseconds at) {
    BotMessage message;
    message.user = act.from.user;
    message.text = act.text;
    if (act.from.channel == intents::ChannelKind::zalo) {
        message.message_id = stage.ids().zalo_message();
        message.agent = "7000000000000000001";  // an administrator of the Official Account
        return zalo_echo(stage.settings().zalo, message, at);
    }
    message.message_id = stage.ids().messenger_message();
    message.agent = "263902037430900";  // the app that Meta's own inbox writes as
    return messenger_echo(stage.settings().messenger, message, at);
}

}  // namespace motcua::gateway
