// The desk beside a spooling inbox: no note overtakes a message of its conversation that is still spooled.
#pragma once

#include <utility>

#include "adapters/human_desk.hpp"
#include "adapters/sqlite/spooling_inbox.hpp"

namespace motcua::adapters {

/// A note on a conversation whose messages wait in the spool is refused as `unavailable`: the platform asks again. What a
/// citizen takes back is so never followed by an older message. Everything else is the remote's. Both must outlive it.
class SpoolingDesk final : public HumanDesk {
  public:
    SpoolingDesk(HumanDesk& remote, const SpoolingInbox& inbox) : remote_(remote), inbox_(inbox) {}

    void note(std::vector<DeskNote> notes, Noted done) override {
        for (const DeskNote& note : notes) {
            if (inbox_.holds(note.envelope)) {
                return done(tl::unexpected(QueueError{QueueFault::unavailable, "messages of the conversation are spooled"}));
            }
        }
        remote_.note(std::move(notes), std::move(done));
    }
    QueueResult<std::vector<intents::Envelope>> unattended(std::size_t limit) override { return remote_.unattended(limit); }
    QueueResult<void> give_up_waiting(const intents::Envelope& envelope, const std::vector<OutgoingPart>& parts) override {
        return remote_.give_up_waiting(envelope, parts);
    }
    QueueResult<DeskCounts> counts() override { return remote_.counts(); }

  private:
    HumanDesk& remote_;
    const SpoolingInbox& inbox_;
};

}  // namespace motcua::adapters
