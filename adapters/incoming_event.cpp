// Safe names, stable ids and times of events.
#include "adapters/incoming_event.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "adapters/signature.hpp"

namespace motcua::adapters {
namespace {

constexpr std::size_t longest_label = 64;
constexpr std::size_t longest_id = 255;

bool is_label_letter(char letter) noexcept {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') ||
           std::string_view("_.:-").find(letter) != std::string_view::npos;
}

}  // namespace

void require_account_id(std::string_view id, const std::string& setting) {
    const bool safe = std::all_of(id.begin(), id.end(), [](char letter) {
        return is_label_letter(letter) && letter != '.' && letter != ':';
    });
    if (id.empty() || id.size() > longest_label || !safe) {
        throw std::invalid_argument(setting + ": must be 1 to 64 letters, digits, '_' or '-'");
    }
}

std::string checked_base_url(std::string url, const std::string& setting) {
    const std::string_view view = url;
    if (view.substr(0, 8) != "https://" && view.substr(0, 7) != "http://") {
        throw std::invalid_argument(setting + ": must begin with https:// (http:// for loopback)");
    }
    while (url.back() == '/') url.pop_back();
    return url;
}

std::string label_of(std::string_view name) {
    std::string label;
    for (const char letter : name.substr(0, longest_label)) {
        label += is_label_letter(letter) ? letter : '_';
    }
    return label.empty() ? "unnamed" : label;
}

ChannelEvent event_of(EventKind kind, std::string_view name, std::string_view detail) {
    ChannelEvent event;
    event.kind = kind;
    event.name = label_of(name);
    event.detail = detail;
    return event;
}

std::string_view detail_of(const intents::IncomingMessage& message) noexcept {
    if (!message.payload.empty()) return "button";
    if (message.attachments.empty()) return message.text.empty() ? "" : "text";
    switch (message.attachments.front().kind) {
        case intents::AttachmentKind::location: return "location";
        case intents::AttachmentKind::link: return message.text.empty() ? "link" : "text";
        case intents::AttachmentKind::sticker: return "sticker";
        case intents::AttachmentKind::contact: return "contact";
        default: return "attachment";
    }
}

std::string stable_message_id(const std::string& platform_id, std::string_view raw_item) {
    if (platform_id.empty()) return "h:" + hex_of(sha256_of({raw_item}));
    if (platform_id.size() > longest_id) return "h:" + hex_of(sha256_of({platform_id}));
    return platform_id;
}

std::chrono::milliseconds time_from(std::string_view digits) noexcept {
    constexpr std::int64_t first_in_milliseconds = 100'000'000'000;  // as seconds, the year 5138
    constexpr std::int64_t last_time = 253'402'300'799'999;          // the end of the year 9999
    std::int64_t value = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || fault != std::errc() || end != digits.data() + digits.size()) return {};
    if (value < 0 || value > last_time) return {};
    return std::chrono::milliseconds(value < first_in_milliseconds ? value * 1000 : value);
}

bool is_our_payload(std::string_view text) noexcept {
    constexpr std::size_t longest = 200;
    return text.substr(0, 3) == "#m:" && text.size() <= longest &&
           std::all_of(text.begin(), text.end(), [](char letter) { return letter > ' ' && letter <= '~'; });
}

std::string cut_bytes(std::string text, std::size_t most) {
    if (text.size() <= most) return text;
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    text.resize(end);
    return text;
}

FoundHeader find_header(const WebhookCall& call, std::string_view name) noexcept {
    FoundHeader found;
    for (const auto& [key, value] : call.headers) {
        if (key == name && ++found.times == 1) found.value = value;
    }
    return found;
}

}  // namespace motcua::adapters
