// One citizen at a time: which message does each reply answer?
#include "tests/gateways/ledger.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "adapters/messenger/messenger_compose.hpp"

namespace motcua::tests {
namespace {

using std::chrono::duration_cast;
using std::chrono::milliseconds;

constexpr std::size_t most_findings = 10;

/// Follows the replies to one citizen.
class Follower {
  public:
    Follower(const RushCitizen& citizen, const KnownReplies& known, RushFigures& figures)
        : citizen_(citizen), told_(known.at(citizen.citizen.channel)), figures_(figures), answered_(citizen.messages.size()) {
        if (citizen.citizen.is_on_zalo()) return;
        for (std::size_t i = 0; i < citizen.messages.size(); ++i) {
            const intents::Envelope envelope{citizen.citizen.channel, messenger_page().page_id, citizen.citizen.id,
                                             citizen.messages[i].id, {}};
            by_reference_[adapters::messenger_reference(envelope, 0)] = i;
        }
    }

    void hear(const HeardReply& reply) {
        const auto message = message_of(reply);
        if (!message) {
            ++figures_.unknown;
            return find(reply, "answers nothing that was asked", 0);
        }
        if (!answered_[*message].empty()) {
            ++figures_.twice;
            figures_.first_copies.push_back(answered_[*message]);
            return find(reply, "came twice", *message);
        }
        answered_[*message] = reply.run;
        if (*message + 1 < next_) {
            ++figures_.out_of_order;
            find(reply, "came after a later one", *message);
        }
        next_ = std::max(next_, *message + 1);
        const RushMessage& asked = citizen_.messages[*message];
        if (asked.is_acknowledged && reply.at > asked.acknowledged) {
            figures_.slowest_answer = std::max(figures_.slowest_answer, duration_cast<milliseconds>(reply.at - asked.acknowledged));
        }
    }

    void end() {
        for (std::size_t i = 0; i < answered_.size(); ++i) {
            const RushMessage& message = citizen_.messages[i];
            figures_.refused += static_cast<std::size_t>(message.refusals);
            if (!message.is_acknowledged) continue;
            ++figures_.acknowledged;
            figures_.slowest_200 = std::max(figures_.slowest_200, duration_cast<milliseconds>(message.acknowledged - message.posted));
            if (answered_[i].empty()) {
                ++figures_.lost;
                find({}, "was never answered", i);
            }
        }
    }

  private:
    std::optional<std::size_t> message_of(const HeardReply& reply) const {
        if (!citizen_.citizen.is_on_zalo()) {
            const auto found = by_reference_.find(reply.reference);
            if (found == by_reference_.end() || reply.text != told_[citizen_.messages[found->second].question]) return std::nullopt;
            return found->second;
        }
        if (next_ > 0 && says(reply, next_ - 1)) return next_ - 1;
        for (std::size_t i = next_; i < answered_.size(); ++i) {
            if (says(reply, i)) return i;
        }
        return std::nullopt;
    }
    bool says(const HeardReply& reply, std::size_t message) const { return reply.text == told_[citizen_.messages[message].question]; }

    void find(const HeardReply& reply, const char* what, std::size_t message) {
        if (figures_.findings.size() >= most_findings) return;
        figures_.findings.push_back(fmt::format("citizen {}, message {} of {}: {} (run {})", citizen_.citizen.id, message + 1,
                                                citizen_.messages.size(), what, reply.run));
    }

    const RushCitizen& citizen_;
    const std::vector<std::string>& told_;
    RushFigures& figures_;
    std::vector<std::string> answered_;  // by which run; empty: not yet
    std::unordered_map<std::string, std::size_t> by_reference_;
    std::size_t next_ = 0;  // behind the latest message that was answered
};

}  // namespace

RushFigures figures_of(const std::vector<RushCitizen>& citizens, const std::vector<HeardReply>& heard, const KnownReplies& known) {
    RushFigures figures;
    for (const RushCitizen& citizen : citizens) {
        Follower follower(citizen, known, figures);
        for (const HeardReply& reply : heard) {
            if (reply.user == citizen.citizen.id) follower.hear(reply);
        }
        follower.end();
    }
    return figures;
}

bool is_complete(const RushFigures& figures) { return figures.lost == 0; }

std::string figures_head() {
    return fmt::format("| {:<58} | {:>12} | {:>4} | {:>5} | {:>12} | {:>7} | {:>11} | {:>14} |\n| {:-<58} | {:->12} | {:->4} | {:->5} | "
                       "{:->12} | {:->7} | {:->11} | {:->14} |\n",
                       "what happened under load", "acknowledged", "lost", "twice", "out of order", "refused", "slowest 200",
                       "slowest answer", "", ":", ":", ":", ":", ":", ":", ":");
}

std::string figures_row(const std::string& story, const RushFigures& figures) {
    const auto seconds = [](milliseconds span) { return fmt::format("{:.2f} s", static_cast<double>(span.count()) / 1000); };
    return fmt::format("| {:<58} | {:>12} | {:>4} | {:>5} | {:>12} | {:>7} | {:>11} | {:>14} |\n", story, figures.acknowledged,
                       figures.lost, figures.twice, figures.out_of_order, figures.refused, seconds(figures.slowest_200),
                       seconds(figures.slowest_answer));
}

}  // namespace motcua::tests
