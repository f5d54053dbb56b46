// Two states and what moves between them.
#include "gateway/knowledge/index_health.hpp"

namespace motcua::gateway {

void IndexHealth::worked(Time now) {
    const std::lock_guard lock(mutex_);
    if (!state_.is_degraded || now - last_failure_ < calm) return;
    state_ = {};
    observer_.index_changed(state_);
}

void IndexHealth::failed(const kb::StoreError& error, Time now) {
    observer_.index_failed(error.fault);
    const std::lock_guard lock(mutex_);
    last_failure_ = now;
    const bool is_news = !state_.is_degraded || state_.fault != error.fault;
    state_ = {true, error.fault, error.detail};
    if (is_news) observer_.index_changed(state_);
}

IndexState IndexHealth::state() const {
    const std::lock_guard lock(mutex_);
    return state_;
}

}  // namespace motcua::gateway
