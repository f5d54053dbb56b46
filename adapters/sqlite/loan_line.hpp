// Who is next: per conversation a line of ids, of which one is on loan at a time; waits without polling.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace motcua::adapters {

/// Thread-safe. Lives in memory only: the database is read into it at start, so a crash ends every loan.
class LoanLine {
  public:
    using TimePoint = std::chrono::system_clock::time_point;

    static constexpr std::size_t most_together = 5;

    struct Loan {
        std::string conversation;
        std::int64_t id = 0;
    };

    /// Adds an id behind the others of its conversation; not given out before `due`. One that `settles` is perhaps half
    /// a thought: what is pushed behind it while it waits moves its time to its own, so that texts in a row are taken
    /// together; never more than `most_together`, so that nobody waits for ever.
    void push(const std::string& conversation, std::int64_t id, TimePoint due = {}, bool settles = false);
    /// Puts an id back in its place by number (a dead letter that was redriven).
    void insert(const std::string& conversation, std::int64_t id);
    /// The oldest first id of a conversation without a loan; waits up to `wait`.
    std::optional<Loan> take(std::chrono::milliseconds wait);
    /// Ends the loan: the id leaves the line, and so do `also` (later ids of the same conversation).
    void finish(const Loan& loan, const std::vector<std::int64_t>& also = {});
    /// Ends the loan: the id stays first of its line and is due later.
    void postpone(const Loan& loan, TimePoint due);
    std::size_t size() const;

  private:
    struct Line {
        std::deque<std::int64_t> ids;
        bool loaned = false;
        bool settling = false;  // due is the end of a thought, not of a pause after a failure
        TimePoint due{};
    };
    using Ready = std::tuple<TimePoint, std::int64_t, std::string>;

    void offer(const std::string& conversation, const Line& line);
    void withdraw(const std::string& conversation, const Line& line);

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::unordered_map<std::string, Line> lines_;
    std::set<Ready> ready_;  // lines with an id and no loan, by due time, then by age
    std::size_t size_ = 0;
};

}  // namespace motcua::adapters
