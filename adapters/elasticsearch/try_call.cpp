// The hand-over between a caller and the I/O thread.
#include "adapters/elasticsearch/try_call.hpp"

#include <utility>

namespace motcua::adapters::elasticsearch {
namespace {

// libcurl ends a try at its deadline by itself; this is for an I/O thread that gets no processor.
constexpr std::chrono::milliseconds grace{100};

}  // namespace

void TryCall::settle(TryReport report) {
    const std::lock_guard lock(mutex_);
    report_ = std::move(report);
    settled_.notify_one();
}

TryReport TryCall::wait() {
    std::unique_lock lock(mutex_);
    if (settled_.wait_until(lock, order_.deadline + grace, [this] { return report_.has_value(); })) {
        return *std::move(report_);
    }
    TryReport late;
    late.setback =
        Setback{{Trouble::timed_out, 0, "the deadline passed in our own thread"}, Remedy::none, false};
    return late;
}

}  // namespace motcua::adapters::elasticsearch
