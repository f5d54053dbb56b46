// The answer that a handler owes: given once from any thread, or 500 when it is forgotten.
#pragma once

#include <atomic>
#include <memory>
#include <utility>

#include "gateway/http/session.hpp"

namespace motcua::gateway {

/// Shared by all copies of one Respond. Does not keep the session alive.
class PendingAnswer {
  public:
    explicit PendingAnswer(std::weak_ptr<Session> session) : session_(std::move(session)) {}
    ~PendingAnswer() {
        try {
            give({.status = 500, .body = "internal error\n"});
        } catch (...) {
            // Out of memory: the session's clock answers 503.
        }
    }
    PendingAnswer& operator=(PendingAnswer&&) = delete;  // neither copied nor moved

    /// Only the first call counts.
    void give(Response response) {
        if (given_.exchange(true)) return;
        if (const auto session = session_.lock()) session->answered(std::move(response));
    }

  private:
    std::weak_ptr<Session> session_;
    std::atomic<bool> given_{false};
};

}  // namespace motcua::gateway
