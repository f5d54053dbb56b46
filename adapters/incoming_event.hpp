// What the readers of all platforms' events share: safe names, stable ids, times in either unit.
#pragma once

#include <chrono>
#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "adapters/channel.hpp"

namespace motcua::adapters {

using Names = std::set<std::string, std::less<>>;

/// Throws std::invalid_argument, naming `setting`, unless the id is 1 to 64 of [A-Za-z0-9_-]: it becomes part
/// of an address.
void require_account_id(std::string_view id, const std::string& setting);

/// The address without a slash at its end. Throws std::invalid_argument, naming `setting`, unless it begins
/// with "https://" or "http://".
std::string checked_base_url(std::string url, const std::string& setting);

/// At most 64 characters of [A-Za-z0-9_.:-]: fit for a metric's label. "unnamed" when nothing is left.
std::string label_of(std::string_view name);

ChannelEvent event_of(EventKind kind, std::string_view name, std::string_view detail = {});

/// What a citizen's message is: the word of ChannelEvent::detail; empty for an empty message.
std::string_view detail_of(const intents::IncomingMessage& message) noexcept;

/// The platform's id; without one, or when it is longer than 255 bytes, "h:" and the SHA-256 of the raw item
/// (or of the id): the same bytes, delivered again, get the same id.
std::string stable_message_id(const std::string& platform_id, std::string_view raw_item);

/// Milliseconds since 1970 from the digits of a time in milliseconds, or in seconds when it is below 10^11.
/// Zero for anything else.
std::chrono::milliseconds time_from(std::string_view digits) noexcept;

/// True when the text can be nothing but the payload of a button of ours: "#m:", at most 200 printable ASCII.
bool is_our_payload(std::string_view text) noexcept;

/// At most `most` bytes, cut at the end of a character.
std::string cut_bytes(std::string text, std::size_t most);

/// The first header of that lower-case name and how many there are.
struct FoundHeader {
    std::string_view value;
    int times = 0;
};
FoundHeader find_header(const WebhookCall& call, std::string_view name) noexcept;

}  // namespace motcua::adapters
