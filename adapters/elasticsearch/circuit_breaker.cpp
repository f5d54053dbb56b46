// Closed, open, and one probe between the two.
#include "adapters/elasticsearch/circuit_breaker.hpp"

namespace motcua::adapters::elasticsearch {

std::optional<CircuitBreaker::Permit> CircuitBreaker::admit(Time now) {
    const std::lock_guard lock(mutex_);
    if (!is_open_) return Permit{false, openings_};
    if (now < rests_until_ || probe_is_out_) return std::nullopt;
    probe_is_out_ = true;
    return Permit{true, openings_};
}

void CircuitBreaker::report(const Permit& permit, Outcome outcome, Time now) {
    const std::lock_guard lock(mutex_);
    if (permit.opening != openings_) return;
    if (permit.is_probe) probe_is_out_ = false;
    if (outcome == Outcome::neither) return;
    if (outcome == Outcome::good) {
        failures_.clear();
        is_open_ = false;
        return;
    }
    if (permit.is_probe) return open(now);
    failures_.push_back(now);
    while (failures_.front() + window < now) failures_.pop_front();
    if (failures_.size() >= most_failures) open(now);
}

void CircuitBreaker::open(Time now) {
    failures_.clear();
    is_open_ = true;
    rests_until_ = now + rest;
    ++openings_;
}

std::uint64_t CircuitBreaker::openings() const {
    const std::lock_guard lock(mutex_);
    return openings_;
}

bool CircuitBreaker::is_open() const {
    const std::lock_guard lock(mutex_);
    return is_open_;
}

}  // namespace motcua::adapters::elasticsearch
