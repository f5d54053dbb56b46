// The limits of POST /v3.0/oa/message/cs (zalo-oa 4.2 to 4.4).
#include "gateway/emulator/zalo_send_reader.hpp"

#include <optional>

#include "adapters/text_splitter.hpp"
#include "adapters/wire_json.hpp"

namespace motcua::gateway {
namespace {

using adapters::WireNode;
using Kind = WireNode::Kind;

constexpr int field_invalid = -201;
constexpr int over_the_limit = -210;

ZaloRefusal invalid(const std::string& field) { return {field_invalid, field + " is invalid!"}; }

std::int32_t code_points_of(const std::string& text) {
    return adapters::length_of(text, adapters::LengthUnit::code_points);
}

/// The button, or the name of the field that is wrong.
tl::expected<ChatButton, std::string> read_button(const WireNode& node) {
    const std::string type = node["type"].string();
    const WireNode& payload = node["payload"];
    ChatButton button;
    button.title = node["title"].string();
    if (button.title.empty() || code_points_of(button.title) > 100) return tl::unexpected(std::string("title"));
    if (type == "oa.query.show" || type == "oa.query.hide") {
        button.kind = type == "oa.query.show" ? ButtonKind::say : ButtonKind::press;
        button.value = payload.string();
        if (button.value.empty() || code_points_of(button.value) > 1000) return tl::unexpected(std::string("payload"));
    } else if (type == "oa.open.url") {
        button.kind = ButtonKind::link;
        button.value = payload["url"].string();
        if (button.value.empty()) return tl::unexpected(std::string("payload.url"));
    } else if (type == "oa.open.phone" || type == "oa.open.sms") {
        button.kind = ButtonKind::phone;
        button.value = payload["phone_code"].string();
        if (button.value.empty()) return tl::unexpected(std::string("payload.phone_code"));
        if (code_points_of(payload["content"].string()) > 160) return tl::unexpected(std::string("payload.content"));
    } else {
        return tl::unexpected(std::string("type"));
    }
    return button;
}

std::optional<ZaloRefusal> read_buttons(const WireNode& attachment, BotMessage& message) {
    if (attachment["type"].string() != "template") return invalid("attachment.type");
    const WireNode& payload = attachment["payload"];
    if (payload.has("template_type")) return invalid("attachment.payload.template_type");
    const auto& buttons = payload["buttons"].children;
    if (!payload["buttons"].is(Kind::list) || buttons.empty() || buttons.size() > 5) return invalid("buttons");
    for (const WireNode& node : buttons) {
        auto button = read_button(node);
        if (!button) return invalid("buttons." + button.error());
        message.buttons.push_back(std::move(*button));
    }
    return std::nullopt;
}

}  // namespace

tl::expected<BotMessage, ZaloRefusal> read_zalo_send(std::string_view body) {
    const auto root = adapters::read_wire_json(body);
    if (!root || !root->is(Kind::object)) return tl::unexpected(invalid("body"));
    BotMessage message;
    message.user = (*root)["recipient"]["user_id"].string();
    if (message.user.empty()) return tl::unexpected(invalid("user_id"));
    const WireNode& content = (*root)["message"];
    message.text = content["text"].string();
    if (message.text.empty()) return tl::unexpected(invalid("message.text"));
    if (code_points_of(message.text) > 2000) {
        return tl::unexpected(ZaloRefusal{over_the_limit, "Parameter exceeds allowable limit"});
    }
    if (content.has("attachment")) {
        if (auto refusal = read_buttons(content["attachment"], message)) return tl::unexpected(std::move(*refusal));
    }
    return message;
}

}  // namespace motcua::gateway
