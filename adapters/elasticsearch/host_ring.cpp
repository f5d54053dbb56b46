// Round robin over the nodes that live; backoff and resurrection of the others.
#include "adapters/elasticsearch/host_ring.hpp"

#include <algorithm>

namespace motcua::adapters::elasticsearch {

std::optional<std::size_t> HostRing::next_in_turn(Time now, std::optional<std::size_t> not_that) const {
    for (std::size_t step = 0; step < hosts_.size(); ++step) {
        const std::size_t host = (turn_ + step) % hosts_.size();
        if (host != not_that && may_be_asked(hosts_[host], now)) return host;
    }
    if (not_that && may_be_asked(hosts_[*not_that], now)) return not_that;
    return std::nullopt;
}

std::size_t HostRing::longest_rested(std::optional<std::size_t> not_that) const {
    std::size_t best = not_that ? (*not_that + 1) % hosts_.size() : turn_ % hosts_.size();
    for (std::size_t host = 0; host < hosts_.size(); ++host) {
        if (host != not_that && hosts_[host].rests_until < hosts_[best].rests_until) best = host;
    }
    return best;
}

HostRing::Pick HostRing::pick(Time now, std::optional<std::size_t> not_that) {
    const std::lock_guard lock(mutex_);
    const auto in_turn = next_in_turn(now, not_that);
    Pick pick{in_turn.value_or(0), false};
    if (!in_turn) pick.host = longest_rested(not_that);
    Host& host = hosts_[pick.host];
    if (host.failures > 0) host.is_tried = true;
    turn_ = pick.host + 1;
    pick.others = next_in_turn(now, pick.host).value_or(pick.host) != pick.host;
    return pick;
}

bool HostRing::report(std::size_t number, HostReport what, Time now) {
    const std::lock_guard lock(mutex_);
    Host& host = hosts_.at(number);
    host.is_tried = false;
    if (what == HostReport::alive) host.failures = 0;
    if (what != HostReport::dead) return false;
    // Exchanges that were under way when it died are one failure, not many.
    if (host.failures > 0 && now < host.rests_until) return false;
    ++host.failures;
    const auto doublings = std::min(host.failures - 1, 5);
    host.rests_until = now + std::min<std::chrono::seconds>(shortest_rest * (1 << doublings), longest_rest);
    return host.failures == 1;
}

std::size_t HostRing::dead() const {
    const std::lock_guard lock(mutex_);
    return static_cast<std::size_t>(
        std::count_if(hosts_.begin(), hosts_.end(), [](const Host& host) { return host.failures > 0; }));
}

}  // namespace motcua::adapters::elasticsearch
