// The limits of the log and the beginning of a burst.
#include "gateway/ops/signature_alarm.hpp"

namespace motcua::gateway {
namespace {

constexpr std::chrono::seconds quiet{60};  // between two lines of one kind
constexpr std::chrono::minutes calm{10};   // after which a burst has ended
constexpr std::size_t of_a_burst = 5;

}  // namespace

SignatureAlarm::Verdict SignatureAlarm::note(intents::ChannelKind channel, const adapters::Verification& bad, Time now) {
    const std::lock_guard lock(mutex_);
    Verdict verdict;
    const auto [told, is_first] = told_.try_emplace({channel, bad.state, bad.diagnosis}, Told{now, 0});
    verdict.tell = is_first || now - told->second.at >= quiet;
    if (verdict.tell) {
        verdict.untold = told->second.untold;
        told->second = {now, 0};
    } else {
        ++told->second.untold;
    }
    Burst& burst = bursts_[channel];
    if (burst.is_on && now - burst.last >= calm) burst.is_on = false;
    burst.last = now;
    burst.recent.push_back(now);
    if (burst.recent.size() > of_a_burst) burst.recent.pop_front();
    const bool is_dense = burst.recent.size() == of_a_burst && now - burst.recent.front() < quiet;
    verdict.burst_begins = is_dense && !burst.is_on;
    burst.is_on = burst.is_on || is_dense;
    return verdict;
}

}  // namespace motcua::gateway
