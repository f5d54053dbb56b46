// Signature, form, then the message appears in the chat.
#include "gateway/emulator/web_reply_api.hpp"

#include <nlohmann/json.hpp>

#include "adapters/signature.hpp"
#include "adapters/text_splitter.hpp"
#include "adapters/wire_json.hpp"

namespace motcua::gateway {
namespace {

using adapters::WireNode;

constexpr std::int32_t most_characters = 4000;

BotMessage message_from(const WireNode& root) {
    BotMessage message;
    message.user = root["recipient"].string();
    message.text = root["text"].string();
    for (const WireNode& button : root["buttons"].children) {
        message.buttons.push_back({ButtonKind::press, button["title"].string(), button["payload"].string()});
    }
    return message;
}

Response answer_to(Stage& stage, const Request& request, std::string& user) {
    const std::string& secret = stage.settings().web.secret;
    const std::string expected = "sha256=" + adapters::hex_of(adapters::hmac_sha256(secret, request.body));
    if (secret.empty() || !adapters::same_text(request.header("x-motcua-signature-256"), expected)) return {401, "signature\n"};
    const auto root = adapters::read_wire_json(request.body);
    if (!root) return {400, "no JSON\n"};
    BotMessage message = message_from(*root);
    user = message.user;
    const ChatKey person{intents::ChannelKind::web, message.user};
    if (message.text.empty() || adapters::length_of(message.text, adapters::LengthUnit::code_points) > most_characters) return {400, "text\n"};
    if (!stage.chats().last_act(person)) return {400, "recipient\n"};
    message.message_id = stage.ids().zalo_message();
    stage.appear(person, message, {});
    return {200, nlohmann::json({{"message_id", message.message_id}}).dump(), "application/json"};
}

}  // namespace

Response web_reply(Stage& stage, const Request& request) {
    const auto started = std::chrono::steady_clock::now();
    std::string user;
    Response answer = answer_to(stage, request, user);
    stage.note_call({request, intents::ChannelKind::web, user, started}, answer);
    return answer;
}

}  // namespace motcua::gateway
