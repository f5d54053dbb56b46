// Port: one messaging platform: checks its signature, reads its events, composes and delivers our replies.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/event_inbox.hpp"
#include "intents/incoming_message.hpp"
#include "knowledge-base/reply.hpp"

namespace motcua::adapters {

/// A webhook call as it arrived: raw bytes, nothing decoded.
struct WebhookCall {
    std::string_view body;
    std::vector<std::pair<std::string_view, std::string_view>> headers;  // names in lower case
};

enum class SignatureState {
    valid,
    probe,      // the console's unsigned empty body: 200, no event
    missing,    // no signature header: 401
    malformed,  // header is not of the platform's form: 401
    mismatch,   // 401; `diagnosis` may name the wrong key that would have matched
    unreadable, // the body has no field that the signature needs (app id, timestamp): 401
    unknown_account,  // the body names an app that is not configured: 401
};
std::string_view name_of(SignatureState state) noexcept;

struct Verification {
    SignatureState state = SignatureState::missing;
    std::string diagnosis;  // e.g. "app secret": which known wrong key fits; for the log, never a key
};

/// What an event of a platform means to us. Only `message` is answered; each gets 200 and a counter.
enum class EventKind {
    message,      // text, button or attachment of a citizen
    echo,         // our own or a human agent's message: never answered
    receipt,      // delivered, seen
    reaction,
    edit,         // a message was changed or unsent: never answered
    lifecycle,    // follow, unfollow, opt-in, referral, chat opened
    handover,     // thread control, standby
    data_rights,  // the platform passes on a wish to delete data
    alarm,        // permission revoked, policy enforcement
    profile,      // data about a person that we never asked for: not read at all
    click,        // a button or link that we did not make
    tag,          // staff put a label on a person
    call,         // voice calls and consents to them
    feedback,     // a rating
    commerce,     // orders, products, games
    account,      // templates, quotas, journeys, linked accounts: matters of the account, not of a person
    group,        // group chats: not this product's channel
    feed,         // posts, comments and labels of a Page
    sample,       // a console's test button
    foreign,      // an account or a platform that is not configured here
    ignored,      // known, and empty
    unknown,      // a name we have not met
    malformed,    // not of the platform's form; counted, never a 5xx
};
std::string_view name_of(EventKind kind) noexcept;

/// Who speaks for the account in a conversation from this event on.
enum class Speaker {
    unchanged,
    agent,      // a person of the office wrote, or took the conversation
    other_app,  // another app, or the inbox, holds the conversation; whether a person has come is not told
    bot,        // it was given back to us
};

struct ChannelEvent {
    EventKind kind = EventKind::unknown;
    /// The platform's own name of the event, or "unknown_account", "body", "empty": at most 64 of [A-Za-z0-9_.:-].
    std::string name;
    /// Whole for kind == message. For echo, reaction, lifecycle, handover and data_rights only its envelope is
    /// filled, as far as the platform tells: whose conversation it is; for alarm the account. Elsewhere empty.
    intents::IncomingMessage message;
    /// A fixed word, never text of a person. Message: "text", "button", "location", "link", "sticker", "contact" or
    /// "attachment". Echo: "own" or "agent" (a human, or another app, spoke). Edit: "edit", "unsend".
    /// Handover: "standby", "pass", "take", "request", "roles". Alarm: "block", "warning", "unblock", "revoked".
    std::string detail;
    /// Of an echo or a handover whose envelope names the citizen.
    Speaker speaker = Speaker::unchanged;
    /// Echo: what tells that an ambiguous send arrived. Messenger: the metadata that compose() put into the part;
    /// Zalo: the message id, as a send returns it.
    std::string reference;
};

/// How a delivery ended. What to do next is decided by `fate`, never by the HTTP status.
enum class Fate {
    sent,
    retry,          // transient; back off
    rate_limited,   // wait `retry_after`, the whole account
    ambiguous,      // may have been sent: at most one more try
    token_expired,  // refresh, then once more
    window_closed,  // the platform lets us write only after the citizen writes again
    recipient_gone,
    rejected,       // permanent for this message
    misconfigured,  // a person must act: permission, account state
};
std::string_view name_of(Fate fate) noexcept;

struct Delivery {
    Fate fate = Fate::retry;
    std::string platform_message_id;
    std::string reason;  // stable word and the platform's code, e.g. "zalo -216"
    /// Pause of the whole account. Set with rate_limited, and with sent when the platform's rate headers say
    /// that the limit is reached.
    std::chrono::milliseconds retry_after{0};
    int tries = 0;  // in all, that this failure is worth; 0: as many as any other
};

/// Implementations must be safe to call from several threads at once.
class Channel {
  public:
    virtual ~Channel() = default;

    virtual intents::ChannelKind kind() const noexcept = 0;
    /// Checks the signature over the raw bytes, in constant time.
    virtual Verification verify(const WebhookCall& call) const = 0;
    /// Every event of a verified body, all entries of a batch; never throws on any bytes.
    virtual std::vector<ChannelEvent> events_of(std::string_view body) const = 0;
    /// The calls that will deliver `replies` to the sender of `envelope`, each within the platform's limits:
    /// long texts split at sentence ends, buttons that do not fit become a numbered list. Pure.
    virtual std::vector<OutgoingPart> compose(const intents::Envelope& envelope,
                                              const std::vector<kb::Reply>& replies) const = 0;
    /// Makes one such call. Blocks up to the client's time limit.
    virtual Delivery deliver(const TakenPart& part) = 0;
    /// The calls that give the conversation to the platform's inbox, and those that take it back. None when the
    /// platform has no such thing: then people and the bot share the conversation.
    virtual std::vector<OutgoingPart> hand_over(const intents::Envelope&) const { return {}; }
    virtual std::vector<OutgoingPart> take_back(const intents::Envelope&) const { return {}; }
};

}  // namespace motcua::adapters
