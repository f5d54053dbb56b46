// Hashes instead of a random sequence, so that one citizen's faults do not depend on another's pace.
#include "gateway/emulator/fault_dice.hpp"

namespace motcua::gateway {
namespace {

constexpr std::size_t most_histories = 200'000;

std::uint64_t mixed(std::uint64_t value) noexcept {  // the end of splitmix64
    value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27U)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31U);
}

std::uint64_t hashed(std::uint64_t hash, std::string_view text) noexcept {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return mixed(hash);
}

}  // namespace

std::string_view name_of(SendFault fault) noexcept {
    switch (fault) {
        case SendFault::none: return "none";
        case SendFault::rate_limit: return "rate_limit";
        case SendFault::slow: return "slow";
        case SendFault::half_open: return "half_open";
        case SendFault::reset: return "reset";
        case SendFault::error_page: return "error_page";
        case SendFault::lost_answer: return "lost_answer";
        case SendFault::token_expired: return "token_expired";
    }
    return "none";
}

double FaultDice::roll(std::string_view what, std::string_view person, std::uint64_t number) const noexcept {
    const std::uint64_t hash = mixed(hashed(hashed(seed_ + 0x9e3779b97f4a7c15ULL, what), person) + number);
    return static_cast<double>(hash >> 11U) * 0x1.0p-53;
}

FaultDice::History& FaultDice::history_of(const ChatKey& person) {
    if (histories_.size() >= most_histories) histories_.clear();
    return histories_[std::string(intents::name_of(person.channel)) + ' ' + person.user];
}

EventFate FaultDice::next_event(const ChatKey& person, bool is_echo) {
    if (resting_) return {};
    const std::lock_guard lock(mutex_);
    History& history = history_of(person);
    const std::uint64_t number = is_echo ? ++history.echoes : ++history.events;
    const std::string key = (is_echo ? "echo " : "event ") + person.user;
    EventFate fate;
    fate.duplicate = roll("duplicate", key, number) < plan_.events.duplicate;
    fate.reorder = roll("reorder", key, number) < plan_.events.reorder;
    fate.batch = person.channel == intents::ChannelKind::messenger && !fate.reorder &&
                 roll("batch", key, number) < plan_.events.batch;
    counts_.duplicates += fate.duplicate ? 1 : 0;
    counts_.reordered += fate.reorder ? 1 : 0;
    counts_.batched += fate.batch ? 1 : 0;
    return fate;
}

SendFault FaultDice::send_fault_at(double point) const noexcept {
    double upper = 0;
    for (std::size_t i = 0; i < all_send_faults.size(); ++i) {
        upper += plan_.sends.rates[i];
        if (point < upper) return all_send_faults[i];
    }
    return SendFault::none;
}

SendFault FaultDice::next_send(const ChatKey& person) {
    if (resting_) return SendFault::none;
    const std::lock_guard lock(mutex_);
    History& history = history_of(person);
    const SendFault fault = send_fault_at(roll("send", person.user, ++history.sends));
    const std::size_t most = plan_.sends.most_in_a_row;
    if (fault == SendFault::none || (most != 0 && history.faults_in_a_row >= most)) {
        history.faults_in_a_row = 0;
        return SendFault::none;
    }
    ++history.faults_in_a_row;
    ++counts_.sends[static_cast<std::size_t>(fault) - 1];
    return fault;
}

bool FaultDice::next_token_answer_is_lost() {
    if (resting_) return false;
    const std::lock_guard lock(mutex_);
    const bool lost = roll("token", "", ++token_answers_) < plan_.oauth.lost_answer;
    counts_.lost_token_answers += lost ? 1 : 0;
    return lost;
}

FaultCounts FaultDice::counts() const {
    const std::lock_guard lock(mutex_);
    return counts_;
}

}  // namespace motcua::gateway
