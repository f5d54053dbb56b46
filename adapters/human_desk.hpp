// Port: the durable note of who speaks in a conversation, the bot or a person, and a citizen's erasure.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "adapters/event_inbox.hpp"

namespace motcua::adapters {

/// What a platform's event changes in a conversation.
enum class DeskChange {
    agent_spoke,    // the bot is silent for a time, anew with each of these; what waits to be sent is dropped
    other_app,      // the same, but a citizen who waits for a person goes on waiting: nobody has been seen
    back_to_bot,    // the bot answers again
    erased,         // everything of the conversation goes
};

/// Whose conversation, and when: `envelope.sent_at`, by the platform's clock.
struct DeskNote {
    intents::Envelope envelope;
    DeskChange change = DeskChange::agent_spoke;
};

struct DeskCounts {
    std::size_t with_agent = 0;  // conversations in which the bot is silent because a person speaks
    std::size_t waiting = 0;     // conversations that wait for a person
    std::size_t dropped = 0;     // parts that were not sent because a person stepped in, or the citizen left; since start
    std::chrono::seconds longest_wait{0};
};

/// Safe to call from several threads at once.
class HumanDesk {
  public:
    using Noted = std::function<void(QueueResult<void>)>;

    virtual ~HumanDesk() = default;

    /// Calls `done` once, from another thread or this one, after all notes are on disk or none is. A note that is older
    /// than what is known of its conversation changes nothing, so that events may come late and twice.
    virtual void note(std::vector<DeskNote> notes, Noted done) = 0;

    /// Conversations that have waited for a person in vain, oldest first; `sent_at` is when the citizen asked.
    virtual QueueResult<std::vector<intents::Envelope>> unattended(std::size_t limit) = 0;

    /// Ends such a wait and sends the parts, each by itself: one that fails does not take the others with it. Nothing
    /// happens when a person came, or the wait ended, in the meantime.
    virtual QueueResult<void> give_up_waiting(const intents::Envelope& envelope, const std::vector<OutgoingPart>& parts) = 0;

    virtual QueueResult<DeskCounts> counts() = 0;
};

}  // namespace motcua::adapters
