// Reads what the page posts and says what is wrong with it.
#include "gateway/emulator/citizen_act.hpp"

#include <algorithm>
#include <array>

#include "adapters/wire_json.hpp"

namespace motcua::gateway {
namespace {

using adapters::WireNode;

constexpr std::array<std::string_view, 7> file_types{"file", "image", "audio", "video", "sticker", "location", "link"};

bool is_user_id(std::string_view id) {
    return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
    });
}

std::string first_fault(const CitizenAct& act) {
    if (!is_user_id(act.from.user)) return "user: 1 to 64 of A-Z a-z 0-9 _ -";
    if (act.text.size() > 20'000) return "text: at most 20000 bytes";
    if (act.payload.size() > 2'000) return "payload: at most 2000 bytes";
    if (act.title.size() > 255) return "title: at most 255 bytes";
    if (act.file && act.file->name.size() > 255) return "attachment.name: at most 255 bytes";
    const bool known_type =
        !act.file || std::find(file_types.begin(), file_types.end(), act.file->type) != file_types.end();
    if (!known_type) return "attachment.type: file, image, audio, video, sticker, location or link";
    if (act.text.empty() && act.payload.empty() && !act.file) return "text, payload or attachment: one is needed";
    return {};
}

}  // namespace

tl::expected<CitizenAct, std::string> read_act(std::string_view body) {
    const auto root = adapters::read_wire_json(body);
    if (!root || !root->is(WireNode::Kind::object)) return tl::unexpected(std::string("body: a JSON object"));
    const auto channel = intents::channel_from((*root)["channel"].string());
    if (!channel) return tl::unexpected(std::string("channel: zalo, messenger or web"));
    CitizenAct act;
    act.from = {*channel, (*root)["user"].id()};
    act.text = (*root)["text"].string();
    act.payload = (*root)["payload"].string();
    act.title = (*root)["title"].string();
    const WireNode& file = (*root)["attachment"];
    if (file.is(WireNode::Kind::object)) act.file = SentFile{file["type"].string(), file["name"].string()};
    if (auto fault = first_fault(act); !fault.empty()) return tl::unexpected(std::move(fault));
    return act;
}

tl::expected<CitizenAct, std::string> read_agent_act(std::string_view body) {
    auto act = read_act(body);
    if (!act) return act;
    if (act->from.channel == intents::ChannelKind::web) return tl::unexpected(std::string("channel: zalo or messenger"));
    if (act->text.empty()) return tl::unexpected(std::string("text: is needed"));
    return act;
}

ChatMessage shown(const CitizenAct& act, std::chrono::milliseconds at) {
    ChatMessage message;
    message.at = at;
    message.author = Author::citizen;
    message.pressed = act.text.empty() && !act.payload.empty() && !act.title.empty();
    message.text = !act.text.empty() ? act.text : (act.title.empty() ? act.payload : act.title);
    if (act.file) message.attachment = act.file->name.empty() ? act.file->type : act.file->name;
    return message;
}

}  // namespace motcua::gateway
