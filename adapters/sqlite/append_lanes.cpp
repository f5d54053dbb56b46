// A line for each conversation; a batch goes when it is first in all of its lines.
#include "adapters/sqlite/append_lanes.hpp"

#include <algorithm>

#include "adapters/sqlite/queue_rows.hpp"

namespace motcua::adapters {

bool AppendLanes::enter(const LaneBatchPtr& batch) {
    for (const InboxEvent& event : batch->events) batch->conversations.push_back(conversation_of(event.envelope));
    std::sort(batch->conversations.begin(), batch->conversations.end());
    batch->conversations.erase(std::unique(batch->conversations.begin(), batch->conversations.end()), batch->conversations.end());
    for (const std::string& conversation : batch->conversations) {
        auto& lane = lanes_[conversation];
        lane.push_back(batch);
        if (lane.size() > 1) ++batch->behind;
    }
    size_ += batch->events.size();
    return batch->behind == 0;
}

std::vector<LaneBatchPtr> AppendLanes::leave(const LaneBatch& batch) {
    std::vector<LaneBatchPtr> ready;
    for (const std::string& conversation : batch.conversations) {
        const auto lane = lanes_.find(conversation);
        lane->second.pop_front();
        if (lane->second.empty()) {
            lanes_.erase(lane);
        } else if (--lane->second.front()->behind == 0) {
            ready.push_back(lane->second.front());
        }
    }
    size_ -= batch.events.size();
    return ready;
}

}  // namespace motcua::adapters
