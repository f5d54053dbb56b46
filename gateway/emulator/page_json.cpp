// Writes chat messages and exchanges for the page.
#include "gateway/emulator/page_json.hpp"

#include <nlohmann/json.hpp>

namespace motcua::gateway {
namespace {

std::string_view word_for(Author author) noexcept {
    switch (author) {
        case Author::citizen: return "citizen";
        case Author::bot: return "bot";
        case Author::agent: return "agent";
    }
    return "bot";
}

using Json = nlohmann::ordered_json;

const char* name_of_kind(ButtonKind kind) {
    switch (kind) {
        case ButtonKind::say: return "say";
        case ButtonKind::press: return "press";
        case ButtonKind::quick_reply: return "quick_reply";
        case ButtonKind::link: return "link";
        case ButtonKind::phone: return "phone";
    }
    return "press";
}

Json json_of(const ChatMessage& message) {
    Json buttons = Json::array();
    for (const ChatButton& button : message.buttons) {
        buttons.push_back(
            {{"kind", name_of_kind(button.kind)}, {"title", button.title}, {"value", button.value}});
    }
    return {{"sequence", message.sequence},
            {"at", message.at.count()},
            {"from", word_for(message.author)},
            {"text", message.text},
            {"pressed", message.pressed},
            {"attachment", message.attachment},
            {"buttons", buttons},
            {"delivery", message.delivery}};
}

Json json_of(const Exchange& exchange) {
    return {{"number", exchange.number},
            {"at", exchange.at.count()},
            {"took_us", exchange.took.count()},
            {"channel", intents::name_of(exchange.channel)},
            {"direction", exchange.direction == Direction::to_gateway ? "to_gateway" : "from_gateway"},
            {"what", exchange.what},
            {"user", exchange.user},
            {"status", exchange.status},
            {"request", exchange.request},
            {"response", exchange.response},
            {"signature", exchange.signature},
            {"problem", exchange.problem}};
}

Response json_response(int status, const Json& json) {
    return {status, json.dump(-1, ' ', false, Json::error_handler_t::replace), "application/json"};
}

}  // namespace

Response problem_response(int status, const std::string& allowed) {
    return json_response(status, {{"error", allowed}});
}

Response messages_response(const std::string& run, const std::vector<ChatMessage>& messages) {
    Json list = Json::array();
    for (const ChatMessage& message : messages) list.push_back(json_of(message));
    return json_response(200, {{"run", run}, {"messages", list}});
}

Response exchanges_response(const std::string& run, const std::vector<Exchange>& exchanges) {
    Json list = Json::array();
    for (const Exchange& exchange : exchanges) list.push_back(json_of(exchange));
    return json_response(200, {{"run", run}, {"exchanges", list}});
}

Response sent_response(std::uint64_t sequence, const PostResult& result) {
    return json_response(200, {{"sequence", sequence},
                               {"gateway_status", result.status},
                               {"problem", result.problem},
                               {"took_us", result.took.count()}});
}

Response handshake_response(const PostResult& result, const std::string& challenge) {
    const bool ok = result.status == 200 && result.body == challenge;
    return json_response(200, {{"ok", ok},
                               {"gateway_status", result.status},
                               {"challenge", challenge},
                               {"received", result.body.substr(0, 200)},
                               {"problem", result.problem}});
}

Response subscribed_response() { return json_response(200, {{"subscribed", true}}); }

}  // namespace motcua::gateway
