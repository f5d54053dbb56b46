// Events come from the emulator's writers; odd bodies are signed here.
#include "tests/end_to_end/events.hpp"

#include <chrono>

#include "adapters/signature.hpp"
#include "gateway/emulator/messenger_event.hpp"
#include "gateway/emulator/zalo_event.hpp"

namespace motcua::tests {
namespace {

std::chrono::milliseconds now() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch());
}

gateway::SignedEvent event_of(const gateway::CitizenAct& act, const std::string& message_id) {
    if (act.from.channel == intents::ChannelKind::zalo) return zalo_event(zalo_account(), act, message_id, now());
    return messenger_event(messenger_page(), act, message_id, now());
}

}  // namespace

const gateway::EmulatedZalo& zalo_account() {
    static const gateway::EmulatedZalo account{"360846524940903967", "388613280878808645", "oa-secret-k3yA",
                                               "oa-token-v4lueB", ""};
    return account;
}

const gateway::EmulatedMessenger& messenger_page() {
    static const gateway::EmulatedMessenger page{"682498171943165", "page-token-v4lueC", "1517776481860111",
                                                 "app-secret-k3yD", "verify-token-k3yE", "", "v25.0"};
    return page;
}

std::vector<Citizen> one_on_each_channel() {
    return {{intents::ChannelKind::zalo, "5068851131823720101"}, {intents::ChannelKind::messenger, "7120394455667788"}};
}

gateway::SignedEvent text_of(const Citizen& citizen, const std::string& text, const std::string& message_id) {
    gateway::CitizenAct act;
    act.from = {citizen.channel, citizen.id};
    act.text = text;
    return event_of(act, message_id);
}

gateway::SignedEvent file_of(const Citizen& citizen, const std::string& name, const std::string& message_id) {
    gateway::CitizenAct act;
    act.from = {citizen.channel, citizen.id};
    act.file = gateway::SentFile{"file", name};
    return event_of(act, message_id);
}

gateway::SignedEvent echo_of(const Citizen& citizen, const std::string& text, const std::string& message_id) {
    gateway::BotMessage sent;
    sent.user = citizen.id;
    sent.text = text;
    sent.message_id = message_id;
    return citizen.is_on_zalo() ? zalo_echo(zalo_account(), sent, now()) : messenger_echo(messenger_page(), sent, now());
}

gateway::SignedEvent agent_echo_of(const Citizen& citizen, const std::string& message_id, std::chrono::milliseconds ago) {
    gateway::BotMessage sent;
    sent.user = citizen.id;
    sent.text = "canbo-CANARY tra loi";
    sent.message_id = message_id;
    sent.agent = citizen.is_on_zalo() ? "3018827462283392" : "263902037430900";
    return citizen.is_on_zalo() ? zalo_echo(zalo_account(), sent, now() - ago)
                                : messenger_echo(messenger_page(), sent, now() - ago);
}

gateway::SignedEvent attachment_of(const Citizen& citizen, const std::string& type, const std::string& message_id) {
    gateway::CitizenAct act;
    act.from = {citizen.channel, citizen.id};
    act.file = gateway::SentFile{type, "ATTACHED-CANARY"};
    return event_of(act, message_id);
}

gateway::SignedEvent signed_body(const Citizen& citizen, const std::string& body, const std::string& timestamp) {
    if (citizen.is_on_zalo()) {
        const auto mac = adapters::sha256_of({zalo_account().app_id, body, timestamp, zalo_account().oa_secret});
        return {"", body, "X-ZEvent-Signature", "mac=" + adapters::hex_of(mac)};
    }
    const auto digest = adapters::hmac_sha256(messenger_page().app_secret, body);
    return {"", body, "X-Hub-Signature-256", "sha256=" + adapters::hex_of(digest)};
}

}  // namespace motcua::tests
