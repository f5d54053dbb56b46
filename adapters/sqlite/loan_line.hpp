// Who is next: per conversation a line of ids, of which one is on loan at a time; waits without polling.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace motcua::adapters {

/// Thread-safe. Lives in memory only: the database is read into it at start, so a crash ends every loan. Conversations
/// take turns: one that was served stands behind all that were due before, however many ids it has.
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
    /// The first id of the conversation that has been due longest, of those without a loan; waits up to `wait`.
    std::optional<Loan> take(std::chrono::milliseconds wait);
    /// Ends the loan: the id leaves the line, and so do `also` (later ids of the same conversation).
    void finish(const Loan& loan, const std::vector<std::int64_t>& also = {});
    /// Ends the loan: the id stays first of its line and is due later; or leaves, when it was removed meanwhile.
    void postpone(const Loan& loan, TimePoint due);
    /// Takes an id out of its line; one on loan leaves when its loan ends.
    void remove(const Loan& id);
    /// Holds back the conversations of an account (what a conversation's name has before its second 0x1f) until
    /// `pause` has passed, but for those that have been due for `stale`. Never shortens a pause.
    void pause(std::string_view account, std::chrono::milliseconds pause, std::chrono::milliseconds stale);
    std::size_t size() const;

  private:
    using Steady = std::chrono::steady_clock::time_point;
    /// Due time, turn, conversation. The steady clock, so that a set clock lets nobody wait.
    using Ready = std::tuple<Steady, std::uint64_t, std::string>;

    struct Line {
        std::deque<std::int64_t> ids;
        bool loaned = false;
        bool settling = false;  // due is the end of a thought, not of a pause after a failure
        bool is_gone = false;  // the id on loan was removed
        Steady due{};
        std::uint64_t turn = 0;
    };
    struct Account {
        std::set<Ready> ready;  // lines with an id and no loan
        Steady paused_until{};
        std::chrono::milliseconds stale{0};
    };
    using Accounts = std::map<std::string, Account, std::less<>>;

    void offer(const std::string& conversation, Line& line);
    void withdraw(const std::string& conversation, const Line& line);
    void end(const Loan& loan, const std::vector<std::int64_t>& also);
    static Steady next_of(const Account& account, Steady now);
    /// Of the accounts with something ready, the one to serve next and when.
    std::pair<Accounts::iterator, Steady> next(Steady now);

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::unordered_map<std::string, Line> lines_;
    Accounts accounts_;
    std::uint64_t turns_ = 0;
    std::size_t size_ = 0;
};

}  // namespace motcua::adapters
