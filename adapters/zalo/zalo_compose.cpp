// Writes the bodies of Zalo's send API within its limits.
#include "adapters/zalo/zalo_compose.hpp"

#include <algorithm>

#include "adapters/numbered_choices.hpp"
#include "adapters/text_splitter.hpp"
#include "adapters/wire_json.hpp"
#include "adapters/zalo/zalo_recipient.hpp"

namespace motcua::adapters {
namespace {

// Zalo does not say what it counts; UTF-16 units are never fewer than code points.
constexpr TextLimit text_limit{LengthUnit::utf16_units, 1900};
constexpr TextLimit title_limit{LengthUnit::utf16_units, 100};
constexpr std::size_t most_buttons = 5;

std::string recipient_json(const ZaloRecipient& recipient) {
    if (!recipient.anonymous) return "{\"user_id\":" + json_quoted(recipient.id) + "}";
    std::string json = "{\"anonymous_id\":" + json_quoted(recipient.id);
    if (!recipient.conversation.empty())
        json += ",\"conversation_id\":" + json_quoted(recipient.conversation);
    return json + "}";
}

/// oa.query.hide: the payload comes back as a message but is not shown in the chat.
std::string buttons_json(const std::vector<kb::Button>& buttons, bool numbered) {
    std::string json = R"("attachment":{"type":"template","payload":{"buttons":[)";
    for (std::size_t i = 0; i < std::min(buttons.size(), most_buttons); ++i) {
        const std::string number = numbered ? std::to_string(i + 1) + ". " : "";
        if (i > 0) json += ',';
        json += "{\"title\":" + json_quoted(shortened(number + buttons[i].title, title_limit)) +
                ",\"type\":\"oa.query.hide\",\"payload\":" + json_quoted(buttons[i].payload) + "}";
    }
    return json + "]}}";
}

bool must_be_listed(const std::vector<kb::Button>& buttons) {
    return buttons.size() > most_buttons ||
           std::any_of(buttons.begin(), buttons.end(), [](const auto& button) {
               return length_of(button.title, title_limit.unit) > title_limit.most;
           });
}

}  // namespace

std::vector<OutgoingPart> zalo_parts(const intents::Envelope& envelope, const std::vector<kb::Reply>& replies,
                                     bool buttons_as_text) {
    const ZaloRecipient recipient = zalo_recipient(envelope.sender);
    const std::string head = "{\"recipient\":" + recipient_json(recipient) + ",\"message\":{\"text\":";
    std::vector<OutgoingPart> parts;
    for (const kb::Reply& reply : replies) {
        const auto buttons = usable_buttons(reply.buttons);
        const bool clickable = !buttons.empty() && !buttons_as_text && !recipient.anonymous;
        const std::string text = sendable(reply.text);
        const bool listed = !buttons.empty() && (!clickable || text.empty() || must_be_listed(buttons));
        const auto texts = split_text(listed ? with_numbered_choices(text, buttons) : text, text_limit);
        for (std::size_t i = 0; i < texts.size(); ++i) {
            std::string body = head + json_quoted(texts[i]);
            if (clickable && i + 1 == texts.size()) body += "," + buttons_json(buttons, listed);
            parts.push_back({body + "}}"});
        }
    }
    return parts;
}

}  // namespace motcua::adapters
