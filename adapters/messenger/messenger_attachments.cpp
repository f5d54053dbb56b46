// Reads the attachments of a Messenger message.
#include "adapters/messenger/messenger_attachments.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "adapters/incoming_event.hpp"

namespace motcua::adapters {
namespace {

using intents::Attachment;
using intents::AttachmentKind;

constexpr std::size_t longest_attachment_name = 255;

constexpr std::array<std::pair<std::string_view, AttachmentKind>, 13> attachment_kinds{{
    {"image", AttachmentKind::image},
    {"audio", AttachmentKind::audio},
    {"video", AttachmentKind::video},
    {"file", AttachmentKind::file},
    {"sticker", AttachmentKind::sticker},
    {"location", AttachmentKind::location},
    {"fallback", AttachmentKind::link},
    {"template", AttachmentKind::link},
    {"post", AttachmentKind::link},
    {"reel", AttachmentKind::link},
    {"ig_post", AttachmentKind::link},
    {"ig_reel", AttachmentKind::link},
    {"share", AttachmentKind::link},
}};

AttachmentKind kind_of(const WireNode& node) {
    const std::string type = node["type"].string();
    if (type == "image" && node["payload"].has("sticker_id")) return AttachmentKind::sticker;
    const auto* row =
        std::find_if(attachment_kinds.begin(), attachment_kinds.end(), [&](const auto& each) { return each.first == type; });
    return row != attachment_kinds.end() ? row->second : AttachmentKind::other;
}

std::string file_name_in(const std::string& address) {
    const std::string path = address.substr(0, address.find_first_of("?#"));
    return path.substr(path.rfind('/') + 1);
}

std::string name_of_share(const WireNode& node) {
    const std::string inside = node["payload"]["title"].string();
    return inside.empty() ? node["title"].string() : inside;
}

}  // namespace

std::vector<Attachment> messenger_attachments(const WireNode& message) {
    const auto& nodes = message["attachments"].children;
    std::vector<Attachment> attachments;
    for (const WireNode& node : nodes) {
        Attachment attachment{kind_of(node), ""};
        const std::string address = node["payload"]["url"].string();
        if (attachment.kind == AttachmentKind::file) attachment.name = file_name_in(address);
        if (attachment.kind == AttachmentKind::link) attachment.name = name_of_share(node);
        if (attachment.kind == AttachmentKind::image && message.has("sticker_id")) {
            attachment.kind = AttachmentKind::sticker;
        }
        const bool twin_of_sticker =
            attachment.kind == AttachmentKind::image && !address.empty() &&
            std::any_of(nodes.begin(), nodes.end(), [&](const WireNode& other) {
                return other["type"].string() == "sticker" && other["payload"]["url"].string() == address;
            });
        if (twin_of_sticker) continue;
        attachment.name = cut_bytes(std::move(attachment.name), longest_attachment_name);
        attachments.push_back(std::move(attachment));
    }
    return attachments;
}

}  // namespace motcua::adapters
