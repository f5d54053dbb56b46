// Writes the bodies of Messenger's Send API within its limits.
#include "adapters/messenger/messenger_compose.hpp"

#include <algorithm>
#include <utility>

#include "adapters/messenger/messenger_payload.hpp"
#include "adapters/numbered_choices.hpp"
#include "adapters/signature.hpp"
#include "adapters/text_splitter.hpp"
#include "adapters/wire_json.hpp"

namespace motcua::adapters {
namespace {

constexpr TextLimit messenger_text_limit{LengthUnit::utf16_units, 1900};
constexpr TextLimit messenger_title_limit{LengthUnit::utf16_units, 20};
constexpr std::size_t most_quick_replies = 13;

bool must_be_listed_on_messenger(const std::vector<kb::Button>& buttons) {
    return buttons.size() > most_quick_replies ||
           std::any_of(buttons.begin(), buttons.end(), [](const auto& button) {
               return length_of(button.title, messenger_title_limit.unit) > messenger_title_limit.most;
           });
}

std::string quick_replies_json(const std::vector<kb::Button>& buttons, bool numbered) {
    std::string json = ",\"quick_replies\":[";
    for (std::size_t i = 0; i < std::min(buttons.size(), most_quick_replies); ++i) {
        const std::string number = numbered ? std::to_string(i + 1) + ". " : "";
        if (i > 0) json += ',';
        json += "{\"content_type\":\"text\",\"title\":" +
                json_quoted(shortened(number + buttons[i].title, messenger_title_limit)) +
                ",\"payload\":" + json_quoted(buttons[i].payload) + "}";
    }
    return json + "]";
}

}  // namespace

std::string messenger_reference(const intents::Envelope& envelope, std::size_t index) {
    const std::string digest =
        hex_of(sha256_of({envelope.account, "\n", envelope.sender, "\n", envelope.message_id}));
    return std::string(messenger_reference_prefix) + digest.substr(0, 24) + ":" + std::to_string(index);
}

std::vector<OutgoingPart> messenger_parts(const intents::Envelope& envelope,
                                          const std::vector<kb::Reply>& replies) {
    std::vector<std::string> texts;
    std::vector<kb::Button> buttons;
    for (const kb::Reply& reply : replies) {
        for (kb::Button& button : usable_buttons(reply.buttons)) buttons.push_back(std::move(button));
        if (std::string text = sendable(reply.text); !text.empty()) texts.push_back(std::move(text));
    }
    const bool listed = must_be_listed_on_messenger(buttons) || (texts.empty() && !buttons.empty());
    if (texts.empty() && listed) texts.emplace_back();
    if (listed) texts.back() = with_numbered_choices(texts.back(), buttons);

    std::vector<std::string> pieces;
    for (const std::string& text : texts) {
        for (std::string& piece : split_text(text, messenger_text_limit)) pieces.push_back(std::move(piece));
    }
    std::vector<OutgoingPart> parts;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        std::string reference = messenger_reference(envelope, i);
        std::string body =
            "{\"recipient\":{\"id\":" + json_quoted(envelope.sender) +
            "},\"messaging_type\":\"RESPONSE\",\"message\":{\"text\":" + json_quoted(pieces[i]) +
            ",\"metadata\":" + json_quoted(reference);
        if (i + 1 == pieces.size() && !buttons.empty()) body += quick_replies_json(buttons, listed);
        parts.push_back({body + "}}", std::move(reference)});
    }
    return parts;
}

}  // namespace motcua::adapters
