// Reads the shapes of Messenger's events, item by item, tolerating what the samples show.
#include "adapters/messenger/messenger_payload.hpp"

#include <algorithm>
#include <array>

#include "adapters/messenger/messenger_attachments.hpp"
#include "adapters/messenger/messenger_control.hpp"
#include "adapters/messenger/messenger_profile.hpp"
#include "adapters/wire_json.hpp"

namespace motcua::adapters {
namespace {

using Kind = WireNode::Kind;

struct ItemRow {
    std::string_view key;
    EventKind kind;
    std::string_view detail;
};

// The first key that an item has decides; message and postback are read further.
constexpr std::array event_rows{
    ItemRow{"message", EventKind::message, ""},
    ItemRow{"postback", EventKind::message, ""},
    ItemRow{"referral", EventKind::lifecycle, "referral"},
    ItemRow{"optin", EventKind::lifecycle, "optin"},
    ItemRow{"delivery", EventKind::receipt, ""},
    ItemRow{"read", EventKind::receipt, ""},
    ItemRow{"reaction", EventKind::reaction, ""},
    ItemRow{"message_edit", EventKind::edit, "edit"},
    ItemRow{"account_linking", EventKind::account, ""},
    ItemRow{"pass_thread_control", EventKind::handover, "pass"},
    ItemRow{"take_thread_control", EventKind::handover, "take"},
    ItemRow{"request_thread_control", EventKind::handover, "request"},
    ItemRow{"app_roles", EventKind::handover, "roles"},
    ItemRow{"policy_enforcement", EventKind::alarm, ""},
    ItemRow{"policy-enforcement", EventKind::alarm, ""},
    ItemRow{"response_feedback", EventKind::feedback, ""},
    ItemRow{"messaging_feedback", EventKind::feedback, ""},
    ItemRow{"order", EventKind::commerce, ""},
    ItemRow{"template", EventKind::commerce, ""},
    ItemRow{"messaging_customer_information", EventKind::profile, ""},
    ItemRow{"game_play", EventKind::commerce, ""},
};

/// The row of the item, or an unknown one with its first telling key.
ItemRow row_of(const WireNode& item) noexcept {
    for (const ItemRow& row : event_rows) {
        if (item.has(row.key)) return row;
    }
    constexpr std::array<std::string_view, 4> envelope{"sender", "recipient", "timestamp", "seq"};
    for (const std::string& name : item.names) {
        if (std::find(envelope.begin(), envelope.end(), name) == envelope.end()) {
            return {name, EventKind::unknown, ""};
        }
    }
    return {"item", EventKind::malformed, ""};
}

std::string_view policy_action(const WireNode& item) {
    const WireNode& node = item[item.has("policy_enforcement") ? "policy_enforcement" : "policy-enforcement"];
    const std::string action = node["action"].string();
    for (const std::string_view known : {"block", "warning", "unblock"}) {
        if (action == known) return known;
    }
    return "";
}

/// Messages come as changes from the dashboard's test button only (messenger 3.8).
EventKind kind_of_change(const std::string& field) noexcept {
    if (field.rfind("messag", 0) == 0) return EventKind::sample;
    return field == "inbox_labels" ? EventKind::tag : EventKind::feed;
}

class BatchReader {
  public:
    BatchReader(std::string_view body, const MessengerIdentity& identity)
        : body_(body), identity_(identity) {}

    std::vector<ChannelEvent> events() &&;

  private:
    void add(EventKind kind, std::string_view name) { events_.push_back(event_of(kind, name)); }
    void add_entry(const WireNode& entry);
    void add_item(const WireNode& item, const std::string& page, bool standby);
    void fill_message(ChannelEvent& event, const WireNode& item) const;
    void fill_postback(ChannelEvent& event, const WireNode& item) const;
    void fill_echo(ChannelEvent& event, const WireNode& message) const;
    void fill_handover(ChannelEvent& event, const WireNode& item) const;
    bool is_page(const std::string& id) const { return identity_.pages.count(id) > 0; }
    std::string id_from(const WireNode& parent, const WireNode& item) const {
        return stable_message_id(parent["mid"].id(), body_.substr(item.begin, item.end - item.begin));
    }

    std::string_view body_;
    const MessengerIdentity& identity_;
    std::vector<ChannelEvent> events_;
};

std::vector<ChannelEvent> BatchReader::events() && {
    const auto root = read_wire_json(body_);
    if (!root || !root->is(Kind::object)) return {event_of(EventKind::malformed, "body")};
    // The dashboard's test button sends a bare {field, value}.
    if (!root->has("object") && root->has("field")) return {event_of(EventKind::sample, "test_sample")};
    const std::string object = (*root)["object"].string();
    if (object == "instagram") return {event_of(EventKind::foreign, "instagram")};
    if (object != "page") return {event_of(EventKind::foreign, "object:" + object)};
    const WireNode& entries = (*root)["entry"];
    if (!entries.is(Kind::list)) return {event_of(EventKind::malformed, "entry")};
    if (entries.children.empty()) return {event_of(EventKind::ignored, "empty")};
    for (const WireNode& entry : entries.children) add_entry(entry);
    return std::move(events_);
}

void BatchReader::add_entry(const WireNode& entry) {
    const std::size_t before = events_.size();
    const std::string page = entry["id"].id();
    for (const WireNode& item : entry["standby"].children) add_item(item, page, true);
    for (const WireNode& change : entry["changes"].children) {
        add(kind_of_change(change["field"].string()), "changes:" + change["field"].string());
    }
    for (const WireNode& item : entry["messaging"].children) add_item(item, page, false);
    if (events_.size() == before)
        add(entry.is(Kind::object) ? EventKind::ignored : EventKind::malformed, "entry");
}

void BatchReader::add_item(const WireNode& item, const std::string& page, bool standby) {
    const ItemRow row = row_of(item);
    const std::string sender = item["sender"]["id"].id();
    const std::string recipient = item["recipient"]["id"].id();
    const bool echo = item["message"]["is_echo"].truth || (!sender.empty() && is_page(sender));
    const std::string account = !page.empty() ? page : (echo ? sender : recipient);
    if (row.kind == EventKind::malformed) return add(row.kind, row.key);
    if (row.kind != EventKind::alarm && !is_page(account)) return add(EventKind::foreign, "unknown_account");

    ChannelEvent event = event_of(row.kind, standby ? "standby" : row.key, standby ? "standby" : row.detail);
    auto& envelope = event.message.envelope;
    envelope.channel = intents::ChannelKind::messenger;
    envelope.account = account;
    envelope.sender = echo ? recipient : sender;
    envelope.sent_at = time_from(item["timestamp"].id());
    if (standby) {
        event.kind = EventKind::handover;  // another app, or a person, owns the thread: never answered
        event.speaker = speaker_in_standby(item, echo && is_agent_echo(item["message"], identity_));
    } else if (row.kind == EventKind::alarm) {
        event.detail = policy_action(item);
    } else if (row.kind == EventKind::handover) {
        fill_handover(event, item);
    } else if (row.kind == EventKind::message && echo) {
        fill_echo(event, item[row.key]);
    } else if (row.kind == EventKind::message && row.key == "message") {
        fill_message(event, item);
    } else if (row.kind == EventKind::message) {
        fill_postback(event, item);
    }
    events_.push_back(std::move(event));
}

void BatchReader::fill_echo(ChannelEvent& event, const WireNode& message) const {
    event.kind = EventKind::echo;
    event.name = "message_echo";
    event.reference = cut_bytes(message["metadata"].string(), 255);
    const bool agent = is_agent_echo(message, identity_);
    event.detail = agent ? "agent" : "own";
    if (agent && !event.message.envelope.sender.empty()) event.speaker = Speaker::agent;
}

void BatchReader::fill_handover(ChannelEvent& event, const WireNode& item) const {
    auto& envelope = event.message.envelope;
    // The roles of apps come without a sender (messenger 3.6).
    const std::string recipient = item["recipient"]["id"].id();
    if (envelope.sender.empty() && !is_page(recipient)) envelope.sender = recipient;
    if (!envelope.sender.empty()) event.speaker = speaker_after(item, event.detail, identity_);
}

void BatchReader::fill_message(ChannelEvent& event, const WireNode& item) const {
    const WireNode& node = item["message"];
    auto& message = event.message;
    if (!node.is(Kind::object)) {
        event = event_of(EventKind::malformed, "message");
        return;
    }
    if (node["is_deleted"].truth) {
        event.kind = EventKind::edit;
        event.detail = "unsend";
        return;
    }
    if (message.envelope.sender.empty()) {
        event.kind = EventKind::ignored;  // from a visitor who is known by user_ref only
        return;
    }
    message.envelope.message_id = id_from(node, item);
    message.text = node["text"].string();
    message.attachments = messenger_attachments(node);
    if (node["is_unsupported"].truth && message.attachments.empty()) {
        message.attachments.push_back({intents::AttachmentKind::other, ""});
    }
    const std::string payload = node["quick_reply"]["payload"].string();
    if (is_our_payload(payload)) {
        message.payload = payload;
        message.text.clear();
    }
    if (message.text.empty() && message.payload.empty() && message.attachments.empty()) {
        event.kind = EventKind::ignored;
    }
    event.detail = detail_of(message);
}

void BatchReader::fill_postback(ChannelEvent& event, const WireNode& item) const {
    const WireNode& node = item["postback"];
    auto& message = event.message;
    const std::string payload = cut_bytes(node["payload"].string(), 1000);
    const std::string title = node["title"].string();
    if (!node.is(Kind::object)) {
        event = event_of(EventKind::malformed, "postback");
        return;
    }
    if (message.envelope.sender.empty() || (payload + title).empty()) {
        event.kind = EventKind::ignored;
        return;
    }
    message.envelope.message_id = id_from(node, item);
    const bool asks = payload == messenger_ask_payload;  // a question of the Page's profile was pressed
    if (!asks) message.payload = payload;
    if (!is_our_payload(payload)) message.text = title;
    event.detail = "button";
}

}  // namespace

std::vector<ChannelEvent> messenger_events(std::string_view body, const MessengerIdentity& identity) {
    return BatchReader(body, identity).events();
}

}  // namespace motcua::adapters
