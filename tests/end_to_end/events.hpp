// What citizens do, as signed events of the two platforms, and the keys that the gateway shares with them.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "gateway/emulator/emulator_settings.hpp"
#include "gateway/emulator/signed_event.hpp"
#include "intents/incoming_message.hpp"

namespace motcua::tests {

/// The one Official Account and the one Page of all end-to-end tests.
const gateway::EmulatedZalo& zalo_account();
const gateway::EmulatedMessenger& messenger_page();
/// Of the account's app, for its OAuth.
inline constexpr const char* zalo_app_secret = "zalo-app-secret-k3yF";

/// The issue's own sentence: answered with procedure 3.000348.
inline constexpr const char* licence_question = "lam lai bang lai xe mat thi can giay to gi";

struct Citizen {
    intents::ChannelKind channel = intents::ChannelKind::zalo;
    std::string id;

    bool is_on_zalo() const noexcept { return channel == intents::ChannelKind::zalo; }
    const char* webhook() const noexcept { return is_on_zalo() ? "/webhook/zalo" : "/webhook/messenger"; }
};

/// "one on Zalo, one on Messenger", for GENERATE.
std::vector<Citizen> one_on_each_channel();

gateway::SignedEvent text_of(const Citizen& citizen, const std::string& text, const std::string& message_id);
gateway::SignedEvent file_of(const Citizen& citizen, const std::string& name, const std::string& message_id);
/// The account's own message comes back to the webhook.
gateway::SignedEvent echo_of(const Citizen& citizen, const std::string& text, const std::string& message_id);
/// A person of the office wrote in the platform's own inbox, now or some time `ago`.
gateway::SignedEvent agent_echo_of(const Citizen& citizen, const std::string& message_id,
                                   std::chrono::milliseconds ago = std::chrono::milliseconds(0));
/// What a citizen attaches: "image", "audio", "video", "location", "link", "sticker".
gateway::SignedEvent attachment_of(const Citizen& citizen, const std::string& type, const std::string& message_id);
/// The signature that the platform of `citizen` makes over `body`; Zalo's needs the body's own timestamp.
gateway::SignedEvent signed_body(const Citizen& citizen, const std::string& body, const std::string& timestamp = "");

}  // namespace motcua::tests
