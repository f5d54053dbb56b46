// Batches of events in the order in which they came, each behind every earlier one that shares a citizen with it.
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "adapters/event_inbox.hpp"

namespace motcua::adapters {

/// What one append() was given, until its `done` was called.
struct LaneBatch {
    std::vector<InboxEvent> events;
    EventInbox::Appended done;
    std::vector<std::string> conversations;  // of the events, each once
    std::size_t behind = 0;                  // conversations in which an earlier batch is under way
};
using LaneBatchPtr = std::shared_ptr<LaneBatch>;

/// Not thread-safe: the owner locks.
class AppendLanes {
  public:
    /// True: the batch may go at once. False: a leave() will return it when its turn has come.
    bool enter(const LaneBatchPtr& batch);
    /// The batch is settled; those that may go now.
    std::vector<LaneBatchPtr> leave(const LaneBatch& batch);
    /// A batch with an event of this conversation has entered and not left.
    bool has(const std::string& conversation) const { return lanes_.contains(conversation); }
    /// Events that have entered and not left.
    std::size_t size() const noexcept { return size_; }

  private:
    std::unordered_map<std::string, std::deque<LaneBatchPtr>> lanes_;  // by conversation
    std::size_t size_ = 0;
};

}  // namespace motcua::adapters
