// Reads and writes the web chat's JSON.
#include "adapters/web/web_payload.hpp"

#include "adapters/numbered_choices.hpp"
#include "adapters/text_splitter.hpp"
#include "adapters/wire_json.hpp"

namespace motcua::adapters {
namespace {

constexpr TextLimit web_text_limit{LengthUnit::code_points, 4000};

ChannelEvent web_event_from(const WireNode& root, std::string_view body, const Names& accounts) {
    ChannelEvent event = event_of(EventKind::message, "message");
    auto& message = event.message;
    message.envelope = {.channel = intents::ChannelKind::web,
                        .account = root["account"].id(),
                        .sender = root["sender"].id(),
                        .message_id = stable_message_id(root["message_id"].id(), body),
                        .sent_at = time_from(root["sent_at"].id())};
    if (accounts.count(message.envelope.account) == 0) return event_of(EventKind::foreign, "unknown_account");
    if (message.envelope.sender.empty()) return event_of(EventKind::malformed, "message");
    message.text = root["text"].string();
    if (std::string payload = root["payload"].string(); is_our_payload(payload))
        message.payload = std::move(payload);
    for (const WireNode& node : root["attachments"].children) {
        const auto kind = intents::attachment_from(node["type"].string());
        message.attachments.push_back(
            {kind.value_or(intents::AttachmentKind::other), cut_bytes(node["name"].string(), 255)});
    }
    const bool empty = message.text.empty() && message.payload.empty() && message.attachments.empty();
    if (empty) event.kind = EventKind::ignored;
    event.detail = detail_of(message);
    return event;
}

std::string buttons_json(const std::vector<kb::Button>& buttons) {
    std::string json;
    for (const kb::Button& button : buttons) {
        if (!json.empty()) json += ',';
        json +=
            "{\"title\":" + json_quoted(button.title) + ",\"payload\":" + json_quoted(button.payload) + "}";
    }
    return json;
}

}  // namespace

std::vector<ChannelEvent> web_events(std::string_view body, const Names& accounts) {
    const auto root = read_wire_json(body);
    if (!root || !root->is(WireNode::Kind::object)) return {event_of(EventKind::malformed, "body")};
    return {web_event_from(*root, body, accounts)};
}

std::vector<OutgoingPart> web_parts(const intents::Envelope& envelope,
                                    const std::vector<kb::Reply>& replies) {
    std::vector<OutgoingPart> parts;
    for (const kb::Reply& reply : replies) {
        const auto buttons = usable_buttons(reply.buttons);
        const std::string text = sendable(reply.text);
        const auto texts = split_text(text.empty() ? with_numbered_choices("", buttons) : text, web_text_limit);
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const std::string shown = i + 1 == texts.size() ? buttons_json(buttons) : "";
            parts.push_back({"{\"recipient\":" + json_quoted(envelope.sender) +
                             ",\"text\":" + json_quoted(texts[i]) + ",\"buttons\":[" + shown + "]}"});
        }
    }
    return parts;
}

}  // namespace motcua::adapters
