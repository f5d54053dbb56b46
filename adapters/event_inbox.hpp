// Ports: the durable inbox of admitted events, the outbox of replies, and the sessions between them.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <variant>
#include <vector>

#include "intents/incoming_message.hpp"
#include "intents/policy/message_guard.hpp"

namespace motcua::adapters {

using Clock = std::chrono::system_clock;
using TimePoint = Clock::time_point;

enum class QueueFault { unavailable, overloaded, timed_out, bad_data };
struct QueueError {
    QueueFault fault = QueueFault::unavailable;
    std::string detail;  // for the log only
};
template <class T>
using QueueResult = tl::expected<T, QueueError>;

/// What may be written down of a message: who, and the guard's verdict. A Refusal holds no text.
struct InboxEvent {
    intents::Envelope envelope;
    intents::Verdict verdict;
};

/// What append() did with a batch: how many were new, how many had been seen before.
struct AppendReceipt {
    std::size_t stored = 0;
    std::size_t duplicate = 0;
};

/// An event on loan to one worker. While it is on loan no other event of the same citizen is given out.
struct TakenEvent {
    std::int64_t id = 0;  // grows with the order of arrival
    InboxEvent event;
    std::string session;  // the citizen's session as the last complete() left it; empty at first
    int attempt = 1;      // 1 for the first loan; grows when a worker died or released it
    TimePoint received_at;
    std::vector<std::int64_t> joined;  // later events of the citizen whose texts were read into this one
    bool with_person = false;  // a person speaks in this conversation, or is waited for: no answer
    std::string loan;  // names this loan, in a queue that several processes share
};

/// One call to a Send API, exactly as it will be made: a body made by Channel::compose.
struct OutgoingPart {
    std::string body;
    std::string reference;  // what the platform's echo of this part will carry; empty when no echo can tell
};

/// What completes an event, written in one transaction with it.
struct Completion {
    std::vector<OutgoingPart> parts;  // empty when the citizen gets no reply
    std::string session;              // replaces the citizen's session; empty: there is none any more
    std::string outcome;              // name of the Outcome, for counters and audits
    bool asks_for_person = false;     // from now on the conversation waits for a person
    /// The citizen's right: what waits of the conversation goes with the event. Then leave `session` empty.
    bool erases = false;
};

struct QueueDepth {
    std::size_t pending = 0;      // events waiting or on loan
    std::size_t outgoing = 0;     // parts waiting to be sent
    std::size_t dead = 0;         // parts and events given up, kept with their reason
    std::chrono::seconds oldest{0};  // age of the oldest pending event
};

/// Durable queue of events: at least once, in order per citizen (channel + account + sender),
/// in parallel across citizens. Implementations are safe to call from several threads at once.
class EventInbox {
  public:
    using Appended = std::function<void(QueueResult<AppendReceipt>)>;

    virtual ~EventInbox() = default;

    /// Calls `done` once, from another thread or this one, after the whole batch is on disk (fsynced) or not
    /// at all. An event whose channel + account + message id was appended in the last 48 h is a duplicate.
    /// QueueFault::overloaded when more than the bound is waiting: nothing was stored, tell the platform 503.
    virtual void append(std::vector<InboxEvent> events, Appended done) = 0;

    /// The oldest event of some citizen who has none on loan; waits up to `wait` for one. Nothing on time-out.
    /// An inbox may give several texts that were sent in a row as one event ("cho em hỏi", "mất căn cước"): complete()
    /// ends them together, release() leaves each of them.
    virtual QueueResult<std::optional<TakenEvent>> take(std::chrono::milliseconds wait) = 0;

    /// Ends the loan: event done, parts in the outbox, session saved, in one transaction. When a person has stepped in
    /// since take(), the parts are dropped. An event that was erased meanwhile is ended, and nothing is written.
    virtual QueueResult<void> complete(const TakenEvent& taken, const Completion& completion) = 0;

    /// Ends the loan without an answer; the event comes again after `delay`, and is dead after 5 loans.
    virtual QueueResult<void> release(const TakenEvent& taken, std::chrono::milliseconds delay,
                                      const std::string& reason) = 0;

    virtual QueueResult<QueueDepth> depth() = 0;
};

/// A part on loan to one sender. Parts of one citizen go out one after the other.
struct TakenPart {
    std::int64_t id = 0;
    intents::Envelope envelope;  // of the event that it answers
    OutgoingPart part;
    int attempt = 1;
    TimePoint created_at;
    int unsure = 0;          // tries that may have arrived
    TimePoint last_inbound;  // when the citizen last wrote, by the platform's clock; the epoch: not known
    std::string loan;        // as of TakenEvent
};

struct DeadLetter {
    std::int64_t id = 0;
    std::string kind;     // "event" or "part"
    std::string channel;
    std::string account;
    std::string reason;   // stable word and error code, never text of a person
    int attempts = 0;
    TimePoint since;
};

/// Durable replies on their way to a Send API. Safe to call from several threads at once.
class Outbox {
  public:
    /// Whether a part was open and is now known as sent.
    using Confirmed = std::function<void(QueueResult<bool>)>;

    virtual ~Outbox() = default;

    /// The first unsent part of the citizen who has waited longest of those who have none on loan and whose time
    /// has come: each citizen in turn, however much one has waiting.
    virtual QueueResult<std::optional<TakenPart>> take(std::chrono::milliseconds wait) = 0;
    virtual QueueResult<void> sent(const TakenPart& taken, const std::string& platform_message_id) = 0;
    virtual QueueResult<void> retry(const TakenPart& taken, std::chrono::milliseconds delay,
                                    const std::string& reason) = 0;
    /// As retry(), after a try that may have arrived; counted in TakenPart::unsure.
    virtual QueueResult<void> unsure(const TakenPart& taken, std::chrono::milliseconds delay,
                                     const std::string& reason) = 0;
    /// The platform's echo says that the part of this reference arrived: it is not sent again, whether it waits, is
    /// on loan or was given up. Calls `done` once, from this thread or another, when that is on disk.
    virtual void confirm(const std::string& reference, Confirmed done) = 0;
    /// Gives out no part of the account until `pause` has passed, over that of an earlier call if longer. A part that
    /// has been due for `stale` is given out all the same: it is too old to be sent. Of this process only.
    virtual void pause(intents::ChannelKind channel, const std::string& account, std::chrono::milliseconds pause,
                       std::chrono::milliseconds stale) = 0;
    /// Given up: this part and the later parts of the same reply become dead letters.
    virtual QueueResult<void> dead(const TakenPart& taken, const std::string& reason) = 0;

    virtual QueueResult<std::vector<DeadLetter>> dead_letters(std::size_t limit) = 0;
    /// Puts dead letters back in their queue; all of them when `ids` is empty. Returns how many.
    virtual QueueResult<std::size_t> redrive(const std::vector<std::int64_t>& ids) = 0;
};

}  // namespace motcua::adapters
