// Reads the shapes of Zalo's events, tolerating what the sources disagree on.
#include "adapters/zalo/zalo_payload.hpp"

#include "adapters/wire_json.hpp"
#include "adapters/zalo/zalo_events.hpp"
#include "adapters/zalo/zalo_recipient.hpp"

namespace motcua::adapters {
namespace {

using intents::Attachment;
using intents::AttachmentKind;

constexpr std::size_t longest_name = 255;

std::string first_of(std::initializer_list<std::string> values) {
    for (const std::string& value : values) {
        if (!value.empty()) return value;
    }
    return {};
}

/// Which account the event belongs to, and which person.
struct Parties {
    std::string account;
    std::string person;
};

Parties parties_of(const WireNode& root, AccountPlace place, const Names& accounts) {
    const std::string sender = root["sender"]["id"].id();
    const std::string recipient = root["recipient"]["id"].id();
    const std::string flat = first_of({root["oa_id"].id(), root["oaId"].id()});
    if (place == AccountPlace::either) {
        place = accounts.count(sender) > 0 ? AccountPlace::sender : AccountPlace::recipient;
    }
    if (place == AccountPlace::recipient) return {first_of({recipient, flat}), sender};
    if (place == AccountPlace::sender) return {first_of({sender, flat}), recipient};
    const std::string person = first_of({root["follower"]["id"].id(), root["user_id"].id(),
                                         root["user"]["id"].id(), root["data"]["user_id"].id()});
    return {first_of({flat, recipient}), first_of({person, sender})};
}

AttachmentKind kind_of(const WireNode& attachment, std::string_view event) {
    const std::string type = attachment["type"].string();
    // A business card comes as a link whose description is JSON with a phone number.
    const std::string description = attachment["payload"]["description"].string();
    const bool card =
        event == "user_send_business_card" || (!description.empty() && description.front() == '{');
    if (type == "link") return card ? AttachmentKind::contact : AttachmentKind::link;
    if (type == "gif" || type == "photo") return AttachmentKind::image;
    return intents::attachment_from(type).value_or(AttachmentKind::other);
}

Attachment attachment_of(const WireNode& node, std::string_view event) {
    Attachment attachment{kind_of(node, event), ""};
    const WireNode& payload = node["payload"];
    if (attachment.kind == AttachmentKind::file) {
        const std::string type = payload["type"].string();
        attachment.name = first_of({payload["name"].string(), type.empty() ? "" : "." + type});
    } else if (attachment.kind == AttachmentKind::link) {
        attachment.name = first_of({payload["title"].string(), payload["description"].string()});
    }
    attachment.name = cut_bytes(std::move(attachment.name), longest_name);
    return attachment;
}

/// An event that names an attachment has one, even when the array is missing: the guard must see it.
void add_attachments(intents::IncomingMessage& message, const WireNode& body, std::string_view event) {
    for (const WireNode& node : body["attachments"].children) {
        message.attachments.push_back(attachment_of(node, event));
    }
    const std::string_view what = event.substr(event.rfind('_') + 1);
    if (!message.attachments.empty() || what == "text") return;
    if (what == "gif") {
        message.attachments.push_back({AttachmentKind::image, ""});
    } else if (what == "card") {
        message.attachments.push_back({AttachmentKind::contact, ""});
    } else {
        message.attachments.push_back({intents::attachment_from(what).value_or(AttachmentKind::other), ""});
    }
}

void fill_message(ChannelEvent& event, const WireNode& root, std::string_view raw) {
    const WireNode& body = root["message"];
    auto& message = event.message;
    message.envelope.message_id =
        stable_message_id(first_of({body["msg_id"].id(), body["message_id"].id()}), raw);
    message.text = body["text"].string();
    if (is_our_payload(message.text)) message.payload.swap(message.text);
    add_attachments(message, body, event.name);
    const bool empty = message.text.empty() && message.payload.empty() && message.attachments.empty();
    if (empty) event.kind = EventKind::ignored;
    event.detail = detail_of(message);
}

bool bears_person(EventKind kind) noexcept {
    return kind == EventKind::message || kind == EventKind::echo || kind == EventKind::reaction ||
           kind == EventKind::lifecycle || kind == EventKind::data_rights;
}

void fill_envelope(ChannelEvent& event, const WireNode& root, const Parties& parties) {
    auto& envelope = event.message.envelope;
    envelope.channel = intents::ChannelKind::zalo;
    envelope.account = parties.account;
    envelope.sent_at = time_from(root["timestamp"].id());
    const bool anonymous = event.name.find("anonymous_") != std::string::npos;
    if (!bears_person(event.kind)) return;  // a ZNS receipt holds a phone number there
    envelope.sender = sender_of({parties.person, root["message"]["conversation_id"].id(), anonymous});
}

bool needs_known_account(EventKind kind) noexcept {
    return (bears_person(kind) && kind != EventKind::data_rights) || kind == EventKind::receipt;
}

ChannelEvent event_from(const WireNode& root, std::string_view body, const Names& accounts) {
    const std::string name = root["event_name"].string();
    if (name.empty()) return event_of(EventKind::malformed, "event_name");
    const ZaloEventRow row = zalo_event(name);
    Parties parties = parties_of(root, row.account, accounts);
    const bool must_not_be_lost = row.kind == EventKind::alarm || row.kind == EventKind::data_rights;
    // Their payloads are unverified (zalo-oa 1.3): where no account is named, it can only be the one we have.
    if (must_not_be_lost && parties.account.empty() && accounts.size() == 1) parties.account = *accounts.begin();
    if (needs_known_account(row.kind) && accounts.count(parties.account) == 0) {
        return event_of(EventKind::foreign, "unknown_account");
    }
    ChannelEvent event = event_of(row.kind, name, row.detail);
    if (event.kind == EventKind::message) {
        if (parties.person.empty()) return event_of(EventKind::malformed, name);
        const bool looks_anonymous = zalo_recipient(parties.person).anonymous;
        if (looks_anonymous) return event_of(EventKind::malformed, name);
        if (accounts.count(parties.person) > 0) event.kind = EventKind::echo;
    }
    fill_envelope(event, root, parties);
    if (event.kind == EventKind::message) fill_message(event, root, body);
    if (event.kind == EventKind::echo) {
        // Only a person who answers in the account's own page has an admin_id (zalo-oa 1.1).
        const bool agent = !root["sender"]["admin_id"].id().empty();
        event.detail = agent ? "agent" : "own";
        if (agent && !event.message.envelope.sender.empty()) event.speaker = Speaker::agent;
        event.reference = root["message"]["msg_id"].id();
    }
    return event;
}

}  // namespace

std::vector<ChannelEvent> zalo_events(std::string_view body, const Names& accounts) {
    const auto root = read_wire_json(body);
    if (!root || !root->is(WireNode::Kind::object)) return {event_of(EventKind::malformed, "body")};
    return {event_from(*root, body, accounts)};
}

}  // namespace motcua::adapters
