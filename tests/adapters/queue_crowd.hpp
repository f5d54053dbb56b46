// A crowd of citizens who write in numbers, threads that answer and send, and the judge of order and overlaps.
#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/contract/queue_under_test.hpp"

namespace motcua::tests {

template <class Work>
void in_threads(int count, Work work) {
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i) threads.emplace_back([i, &work] { work(i); });
    for (std::thread& thread : threads) thread.join();
}

/// Each of `citizens` writes "0", "1", … up to `messages`. Thread-safe.
struct Crowd {
    int citizens = 0;
    int messages = 0;

    int size() const { return citizens * messages; }
    /// Every event of the citizens first, first + step, …; the others are for other callers.
    void write_to(adapters::EventInbox& inbox, int first = 0, int step = 1) const {
        for (int n = 0; n < messages; ++n) {
            for (int c = first; c < citizens; c += step) inbox.append({event(c, n)}, [](auto) {});
        }
    }
    static adapters::InboxEvent event(int citizen_number, int n) {
        const std::string sender = std::to_string(citizen_number);
        return event_from(sender, sender + "-" + std::to_string(n), std::to_string(n));
    }
};

/// What was seen of each citizen, in order, and whether two of one citizen were seen at once.
class Seen {
  public:
    void begin(const std::string& sender) {
        const std::lock_guard lock(mutex_);
        if (++on_loan_[sender] > 1) ++overlaps_;
    }
    void end(const std::string& sender, int number) {
        const std::lock_guard lock(mutex_);
        --on_loan_[sender];
        by_sender_[sender].push_back(number);
    }
    int overlaps() const {
        const std::lock_guard lock(mutex_);
        return overlaps_;
    }
    /// Each message of each citizen once, in order.
    bool all_in_order(const Crowd& crowd) const {
        const std::lock_guard lock(mutex_);
        if (by_sender_.size() != static_cast<std::size_t>(crowd.citizens)) return false;
        for (const auto& [sender, numbers] : by_sender_) {
            if (numbers.size() != static_cast<std::size_t>(crowd.messages)) return false;
            for (int n = 0; n < crowd.messages; ++n) {
                if (numbers[static_cast<std::size_t>(n)] != n) return false;
            }
        }
        return true;
    }
    std::map<std::string, std::vector<int>> by_sender() const {
        const std::lock_guard lock(mutex_);
        return by_sender_;
    }

  private:
    mutable std::mutex mutex_;
    std::map<std::string, std::vector<int>> by_sender_;
    std::map<std::string, int> on_loan_;
    int overlaps_ = 0;
};

/// Takes and completes until `is_over`; the reply is the text, and so is the session. What cannot be completed is released,
/// as a worker does. Counts what it completed, and sessions that are not those of the message before.
inline void answer_until(adapters::EventInbox& inbox, Seen& seen, const std::function<bool()>& is_over,
                         std::atomic<int>& completed, std::atomic<int>& wrong_sessions) {
    while (!is_over()) {
        const auto taken = inbox.take(std::chrono::milliseconds(20));
        if (!taken || !*taken) continue;
        const std::string sender = (*taken)->event.envelope.sender;
        const std::string text = (*taken)->event.verdict->text();
        seen.begin(sender);
        const std::string before = text == "0" ? "" : std::to_string(std::stoi(text) - 1);
        if ((*taken)->session != before) ++wrong_sessions;
        seen.end(sender, std::stoi(text));
        if (inbox.complete(**taken, {{{text}}, text, "answered"})) {
            ++completed;
        } else {
            static_cast<void>(inbox.release(**taken, no_wait, "complete"));
        }
    }
}

/// Takes parts and says that they were sent, until `left` is 0.
inline void send_until(adapters::Outbox& outbox, Seen& seen, std::atomic<int>& left) {
    while (left > 0) {
        const auto taken = outbox.take(std::chrono::milliseconds(20));
        if (!taken || !*taken) continue;
        const std::string sender = (*taken)->envelope.sender;
        seen.begin(sender);
        seen.end(sender, std::stoi((*taken)->part.body));
        --left;
        static_cast<void>(outbox.sent(**taken, "p"));
    }
}

}  // namespace motcua::tests
