// One look at each chain, a pause, and again.
#include "gateway/tokens/token_keeper.hpp"

#include <utility>

namespace motcua::gateway {

TokenKeeper::TokenKeeper(TokenChains chains, TokenObserver& observer, std::chrono::milliseconds period)
    : chains_(std::move(chains)), observer_(observer), period_(period) {}

TokenKeeper::~TokenKeeper() { stop(); }

void TokenKeeper::start() {
    if (!chains_.empty()) thread_ = std::thread([this] { run(); });
}

void TokenKeeper::ask_to_stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
}

void TokenKeeper::stop() {
    ask_to_stop();
    if (thread_.joinable()) thread_.join();
}

void TokenKeeper::run() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        lock.unlock();
        look();
        lock.lock();
        changed_.wait_for(lock, period_, [this] { return stopping_; });
    }
    lock.unlock();
    for (const auto& chain : chains_) {
        if (chain->has_unsaved())
            observer_.tended(chain->account(), chain->tend());  // the last chance to store it
    }
}

void TokenKeeper::look() {
    for (const auto& chain : chains_) {
        {
            const std::lock_guard lock(mutex_);
            if (stopping_) return;
        }
        *at_work_ = true;
        const adapters::Tending tending = chain->tend();
        *at_work_ = false;
        observer_.tended(chain->account(), tending);
    }
}

}  // namespace motcua::gateway
