// What a commit's failure is to the callers of the queue.
#pragma once

#include <string>
#include <utility>

#include "adapters/event_inbox.hpp"

namespace motcua::adapters {

inline tl::unexpected<QueueError> store_unavailable(std::string detail) {
    return tl::unexpected(QueueError{QueueFault::unavailable, std::move(detail)});
}

/// `failure` as GroupCommit tells it; empty: none.
inline QueueResult<void> result_of_commit(const std::string& failure) {
    if (failure.empty()) return {};
    return store_unavailable(failure);
}

}  // namespace motcua::adapters
