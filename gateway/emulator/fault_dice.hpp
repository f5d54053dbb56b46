// Decides which faults happen: by the seed and by what was asked before for the same citizen, not by time.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "gateway/emulator/chat_message.hpp"
#include "gateway/emulator/fault_plan.hpp"

namespace motcua::gateway {

struct EventFate {
    bool duplicate = false;
    bool reorder = false;
    bool batch = false;
};

struct FaultCounts {
    std::uint64_t duplicates = 0;
    std::uint64_t reordered = 0;
    std::uint64_t batched = 0;
    std::uint64_t lost_token_answers = 0;
    std::array<std::uint64_t, all_send_faults.size()> sends{};
};

/// The same seed and the same order within each citizen give the same faults, however threads interleave. Safe to
/// call from several threads at once.
class FaultDice {
  public:
    FaultDice(const FaultPlan& plan, std::uint64_t seed) : plan_(plan), seed_(seed) {}

    /// Nothing happens until rest(false), once rest(true) was called; what is asked meanwhile is not counted.
    void rest(bool resting) noexcept { resting_ = resting; }

    EventFate next_event(const ChatKey& person, bool is_echo);
    SendFault next_send(const ChatKey& person);
    bool next_token_answer_is_lost();

    FaultCounts counts() const;

  private:
    struct History {
        std::uint64_t events = 0;
        std::uint64_t echoes = 0;
        std::uint64_t sends = 0;
        std::size_t faults_in_a_row = 0;
    };

    History& history_of(const ChatKey& person);
    /// In [0, 1).
    double roll(std::string_view what, std::string_view person, std::uint64_t number) const noexcept;
    SendFault send_fault_at(double point) const noexcept;

    const FaultPlan plan_;
    const std::uint64_t seed_;
    std::atomic<bool> resting_{false};
    mutable std::mutex mutex_;
    std::unordered_map<std::string, History> histories_;
    std::uint64_t token_answers_ = 0;
    FaultCounts counts_;
};

}  // namespace motcua::gateway
