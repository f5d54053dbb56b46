// The limits of POST /{page}/messages (messenger 5).
#include "gateway/emulator/messenger_send_reader.hpp"

#include <algorithm>
#include <array>

#include "adapters/text_splitter.hpp"
#include "adapters/wire_json.hpp"

namespace motcua::gateway {
namespace {

using adapters::WireNode;
using Kind = WireNode::Kind;
using Fault = tl::unexpected<GraphRefusal>;
using Buttons = tl::expected<std::vector<ChatButton>, GraphRefusal>;
using Reading = tl::expected<BotMessage, GraphRefusal>;

std::int32_t units_of(const std::string& text) {
    return adapters::length_of(text, adapters::LengthUnit::utf16_units);
}

Fault parameter(const std::string& message) { return Fault(GraphRefusal{100, 0, "(#100) " + message}); }

Fault too_long(const std::string& name, int most) {
    return parameter("Length of param " + name + " must be less than or equal to " + std::to_string(most));
}

std::string title_of(const WireNode& node) {
    return adapters::shortened(node["title"].string(), {adapters::LengthUnit::utf16_units, 20});
}

Buttons read_quick_replies(const WireNode& list) {
    if (!list.is(Kind::list) || list.children.size() > 13) {
        return parameter("Param message[quick_replies] has too many elements.");
    }
    std::vector<ChatButton> replies;
    for (const WireNode& node : list.children) {
        const std::string type = node["content_type"].string();
        if (type != "text") return parameter("Param message[quick_replies][content_type] must be one of {text}");
        ChatButton reply{ButtonKind::quick_reply, title_of(node), node["payload"].string()};
        if (reply.title.empty()) return parameter("Param message[quick_replies][title] is required");
        if (reply.value.empty()) return parameter("Param message[quick_replies][payload] is required");
        if (units_of(reply.value) > 1000) return too_long("message[quick_replies][payload]", 1000);
        replies.push_back(std::move(reply));
    }
    return replies;
}

Buttons read_buttons(const WireNode& list) {
    if (list.children.size() > 3) return parameter("Param buttons has too many elements.");
    std::vector<ChatButton> buttons;
    for (const WireNode& node : list.children) {
        const std::string type = node["type"].string();
        ChatButton button{ButtonKind::press, title_of(node), node["payload"].string()};
        if (type == "web_url") {
            button.kind = ButtonKind::link;
            button.value = node["url"].string();
        } else if (type == "phone_number") {
            button.kind = ButtonKind::phone;
        } else if (type != "postback") {
            return parameter("Param buttons[type] must be one of {web_url, postback, phone_number}");
        }
        if (button.title.empty()) return parameter("Param buttons[title] is required");
        if (button.value.empty()) return parameter("Param buttons[payload] is required");
        if (units_of(button.value) > 1000) return too_long("buttons[payload]", 1000);
        buttons.push_back(std::move(button));
    }
    return buttons;
}

Reading read_generic(const WireNode& elements, BotMessage message) {
    if (elements.children.empty() || elements.children.size() > 10) {
        return parameter("Param elements must have 1 to 10 elements.");
    }
    for (const WireNode& element : elements.children) {
        const std::string title = element["title"].string();
        const std::string subtitle = element["subtitle"].string();
        if (title.empty()) return parameter("Param elements[title] is required");
        if (units_of(title) > 80) return too_long("elements[title]", 80);
        if (units_of(subtitle) > 80) return too_long("elements[subtitle]", 80);
        message.text += (message.text.empty() ? "" : "\n\n") + title + (subtitle.empty() ? "" : "\n" + subtitle);
        auto buttons = read_buttons(element["buttons"]);
        if (!buttons) return Fault(buttons.error());
        message.buttons.insert(message.buttons.end(), buttons->begin(), buttons->end());
    }
    return message;
}

Reading read_template(const WireNode& attachment, BotMessage message) {
    if (attachment["type"].string() != "template") return parameter("Invalid attachment: only templates are played");
    const WireNode& payload = attachment["payload"];
    const std::string type = payload["template_type"].string();
    if (type == "generic") return read_generic(payload["elements"], std::move(message));
    if (type != "button") return parameter("Param template_type must be one of {button, generic}");
    message.text = payload["text"].string();
    if (message.text.empty()) return parameter("Param text is required");
    if (units_of(message.text) > 640) return too_long("text", 640);
    auto buttons = read_buttons(payload["buttons"]);
    if (!buttons) return Fault(buttons.error());
    if (buttons->empty()) return parameter("Param buttons must have 1 to 3 elements.");
    message.buttons = std::move(*buttons);
    return message;
}

Reading read_message(const WireNode& content, BotMessage message) {
    message.metadata = content["metadata"].string();
    if (units_of(message.metadata) >= 1000) return too_long("message[metadata]", 999);
    message.text = content["text"].string();
    const bool has_attachment = content["attachment"].is(Kind::object);
    if (message.text.empty() == !has_attachment) {
        return parameter("Must set exactly one of message[text] and message[attachment]");
    }
    if (units_of(message.text) > 2000) return too_long("message[text]", 2000);
    if (has_attachment) {
        auto read = read_template(content["attachment"], std::move(message));
        if (!read) return read;
        message = std::move(*read);
    }
    if (!content.has("quick_replies")) return message;
    auto replies = read_quick_replies(content["quick_replies"]);
    if (!replies) return Fault(replies.error());
    message.buttons.insert(message.buttons.end(), replies->begin(), replies->end());
    return message;
}

bool is_live_type(const WireNode& root) {
    constexpr std::array<std::string_view, 2> live_tags{"HUMAN_AGENT", "CUSTOMER_FEEDBACK"};
    const std::string type = root["messaging_type"].string();
    if (type == "RESPONSE" || type == "UPDATE") return true;
    const std::string tag = root["tag"].string();
    return type == "MESSAGE_TAG" && std::find(live_tags.begin(), live_tags.end(), tag) != live_tags.end();
}

}  // namespace

tl::expected<BotMessage, GraphRefusal> read_messenger_send(std::string_view body) {
    const auto root = adapters::read_wire_json(body);
    if (!root || !root->is(Kind::object)) return parameter("Invalid JSON in the body");
    BotMessage message;
    message.user = (*root)["recipient"]["id"].id();
    if (message.user.empty()) return parameter("Param recipient must be non-empty.");
    const bool has_message = (*root)["message"].is(Kind::object);
    if (root->has("sender_action")) {
        if (has_message) return Fault(GraphRefusal{100, 2018014, "(#100) Message and sender action in one call"});
        const std::string action = (*root)["sender_action"].string();
        message.action_only = true;
        if (action == "typing_on" || action == "typing_off" || action == "mark_seen") return message;
        return parameter("Param sender_action must be one of {typing_on, typing_off, mark_seen}");
    }
    if (!is_live_type(*root)) return parameter("Param messaging_type must be one of {RESPONSE, UPDATE, MESSAGE_TAG}");
    if (!has_message) return parameter("Param message is required");
    return read_message((*root)["message"], std::move(message));
}

}  // namespace motcua::gateway
