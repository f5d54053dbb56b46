// What a person sent, free of any wire format; a link to an attachment never gets this far.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::intents {

enum class ChannelKind { zalo, messenger, web };

/// "zalo", "messenger" or "web": the spelling used in stores, metrics and the command line.
std::string_view name_of(ChannelKind kind) noexcept;
std::optional<ChannelKind> channel_from(std::string_view name) noexcept;

/// Who sent what to whom. The ids are opaque text: never parsed as numbers, never logged.
struct Envelope {
    ChannelKind channel = ChannelKind::web;
    std::string account;     // the Official Account or Page that was written to
    std::string sender;      // the citizen's id on that platform, scoped to the account
    std::string message_id;  // unique per channel and account; the key of de-duplication
    std::chrono::milliseconds sent_at{0};  // the platform's clock, since 1970
};

enum class AttachmentKind { file, image, audio, video, sticker, location, link, contact, other };
std::string_view name_of(AttachmentKind kind) noexcept;
std::optional<AttachmentKind> attachment_from(std::string_view name) noexcept;

/// Kind and file name only: a file is never fetched, so its address is dropped by the parser.
struct Attachment {
    AttachmentKind kind = AttachmentKind::other;
    std::string name;  // may be empty; used by the guard, then forgotten
};

struct IncomingMessage {
    Envelope envelope;
    std::string text;     // any bytes; empty when only a button or an attachment came
    std::string payload;  // what a button of ours carried; empty for typed text
    std::vector<Attachment> attachments;
};

}  // namespace motcua::intents
