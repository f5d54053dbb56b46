// Counts connections and remembers sessions without keeping them alive.
#include "gateway/http/connection_book.hpp"

namespace motcua::gateway {

bool ConnectionBook::admit(const std::string& peer) {
    const std::lock_guard lock(mutex_);
    if (open_ >= most_) return false;
    std::size_t& of_peer = per_peer_[peer];  // never left at 0: the caps are at least 1
    if (of_peer >= most_per_peer_) return false;
    ++of_peer;
    ++open_;
    return true;
}

void ConnectionBook::enrol(const std::shared_ptr<Session>& session) {
    const std::lock_guard lock(mutex_);
    sessions_.emplace(session.get(), session);
}

void ConnectionBook::leave(const std::string& peer, const Session* session) {
    const std::lock_guard lock(mutex_);
    sessions_.erase(session);
    const auto found = per_peer_.find(peer);
    if (found != per_peer_.end() && --found->second == 0) per_peer_.erase(found);
    --open_;
    left_.notify_all();
}

std::vector<std::shared_ptr<Session>> ConnectionBook::present() const {
    const std::lock_guard lock(mutex_);
    std::vector<std::shared_ptr<Session>> here;
    here.reserve(sessions_.size());
    for (const auto& [address, session] : sessions_) {
        if (auto alive = session.lock()) here.push_back(std::move(alive));
    }
    return here;
}

bool ConnectionBook::empty_by(std::chrono::steady_clock::time_point deadline) const {
    std::unique_lock lock(mutex_);
    return left_.wait_until(lock, deadline, [this] { return open_ == 0; });
}

std::size_t ConnectionBook::open() const {
    const std::lock_guard lock(mutex_);
    return open_;
}

}  // namespace motcua::gateway
