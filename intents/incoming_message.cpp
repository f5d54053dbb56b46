// The fixed names of channels and attachment kinds.
#include "intents/incoming_message.hpp"

#include <array>
#include <utility>

namespace motcua::intents {
namespace {

constexpr std::array<std::pair<ChannelKind, std::string_view>, 3> channels{{
    {ChannelKind::zalo, "zalo"},
    {ChannelKind::messenger, "messenger"},
    {ChannelKind::web, "web"},
}};

constexpr std::array<std::pair<AttachmentKind, std::string_view>, 9> attachments{{
    {AttachmentKind::file, "file"},
    {AttachmentKind::image, "image"},
    {AttachmentKind::audio, "audio"},
    {AttachmentKind::video, "video"},
    {AttachmentKind::sticker, "sticker"},
    {AttachmentKind::location, "location"},
    {AttachmentKind::link, "link"},
    {AttachmentKind::contact, "contact"},
    {AttachmentKind::other, "other"},
}};

template <class Table, class Key>
std::string_view name_in(const Table& table, Key key) noexcept {
    for (const auto& [value, name] : table) {
        if (value == key) return name;
    }
    return "other";
}

template <class Key, class Table>
std::optional<Key> value_in(const Table& table, std::string_view wanted) noexcept {
    for (const auto& [value, name] : table) {
        if (name == wanted) return value;
    }
    return std::nullopt;
}

}  // namespace

std::string_view name_of(ChannelKind kind) noexcept { return name_in(channels, kind); }
std::optional<ChannelKind> channel_from(std::string_view name) noexcept {
    return name == "facebook" ? ChannelKind::messenger : value_in<ChannelKind>(channels, name);
}
std::string_view name_of(AttachmentKind kind) noexcept { return name_in(attachments, kind); }
std::optional<AttachmentKind> attachment_from(std::string_view name) noexcept {
    return value_in<AttachmentKind>(attachments, name);
}

}  // namespace motcua::intents
