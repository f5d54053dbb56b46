// The token bucket of second tries.
#include "adapters/elasticsearch/retry_budget.hpp"

#include <algorithm>

namespace motcua::adapters::elasticsearch {
namespace {

// Ten times 0.1 is a little less than 1 in binary.
constexpr double whole = 1.0 - 1e-9;

}  // namespace

double RetryBudget::balance_at(Time now) const noexcept {
    const std::chrono::duration<double> passed = std::max(now, filled_) - filled_;
    return std::min(capacity_, tokens_ + passed.count() * each_second);
}

void RetryBudget::exchange_begins(Time now) {
    const std::lock_guard lock(mutex_);
    tokens_ = std::min(capacity_, balance_at(now) + share);
    filled_ = std::max(now, filled_);
}

bool RetryBudget::holds_one(Time now) const {
    const std::lock_guard lock(mutex_);
    return balance_at(now) >= whole;
}

bool RetryBudget::take(Time now) {
    const std::lock_guard lock(mutex_);
    const double balance = balance_at(now);
    if (balance < whole) return false;
    tokens_ = std::max(0.0, balance - 1.0);
    filled_ = std::max(now, filled_);
    return true;
}

}  // namespace motcua::adapters::elasticsearch
