// Lines keyed by conversation, and per account an ordered set of those that may be served.
#include "adapters/sqlite/loan_line.hpp"

#include <algorithm>

namespace motcua::adapters {
namespace {

using std::chrono::steady_clock;
using std::chrono::system_clock;

steady_clock::time_point steady(system_clock::time_point time) {
    return steady_clock::now() + std::chrono::duration_cast<steady_clock::duration>(time - system_clock::now());
}

std::string_view account_of(std::string_view conversation) noexcept {
    const std::size_t first = conversation.find('\x1f');
    const std::size_t second = first == std::string_view::npos ? first : conversation.find('\x1f', first + 1);
    return second == std::string_view::npos ? std::string_view{} : conversation.substr(0, second);
}

}  // namespace

void LoanLine::offer(const std::string& conversation, Line& line) {
    if (line.loaned || line.ids.empty()) return;
    line.due = std::max(line.due, steady_clock::now());
    line.turn = ++turns_;
    accounts_[std::string(account_of(conversation))].ready.emplace(line.due, line.turn, conversation);
    changed_.notify_one();
}

void LoanLine::withdraw(const std::string& conversation, const Line& line) {
    const auto account = accounts_.find(account_of(conversation));
    if (account != accounts_.end()) account->second.ready.erase({line.due, line.turn, conversation});
}

void LoanLine::push(const std::string& conversation, std::int64_t id, TimePoint due, bool settles) {
    const std::lock_guard lock(mutex_);
    Line& line = lines_[conversation];
    ++size_;
    const bool settling = !line.loaned && !line.ids.empty() && line.settling && line.ids.size() < most_together;
    if (settling) withdraw(conversation, line);
    line.ids.push_back(id);
    if ((line.ids.size() > 1 && !settling) || line.loaned) return;  // served when those before it are done
    line.due = steady(due);
    line.settling = settles;
    offer(conversation, line);
}

void LoanLine::insert(const std::string& conversation, std::int64_t id) {
    const std::lock_guard lock(mutex_);
    Line& line = lines_[conversation];
    if (!line.loaned) withdraw(conversation, line);
    // Never before an id on loan: it must stay first until its loan ends.
    const auto begin = line.ids.begin() + (line.loaned ? 1 : 0);
    line.ids.insert(std::lower_bound(begin, line.ids.end(), id), id);
    ++size_;
    if (!line.loaned) line.due = {};
    offer(conversation, line);
}

LoanLine::Steady LoanLine::next_of(const Account& account, Steady now) {
    const Steady due = std::get<0>(*account.ready.begin());
    if (account.paused_until <= now) return due;
    return std::max(due, std::min(account.paused_until, due + account.stale));
}

std::pair<LoanLine::Accounts::iterator, LoanLine::Steady> LoanLine::next(Steady now) {
    auto best = accounts_.end();
    Steady best_due = Steady::max();
    for (auto account = accounts_.begin(); account != accounts_.end(); ++account) {
        if (account->second.ready.empty()) continue;
        const Steady due = next_of(account->second, now);
        const bool is_earlier = best == accounts_.end() || due < best_due ||
                                (due == best_due && *account->second.ready.begin() < *best->second.ready.begin());
        if (is_earlier) {
            best = account;
            best_due = due;
        }
    }
    return {best, best_due};
}

std::optional<LoanLine::Loan> LoanLine::take(std::chrono::milliseconds wait) {
    std::unique_lock lock(mutex_);
    const Steady until = steady_clock::now() + wait;
    while (true) {
        const Steady now = steady_clock::now();
        const auto [account, due] = next(now);
        if (account != accounts_.end() && due <= now) {
            const std::string conversation = std::get<2>(*account->second.ready.begin());
            account->second.ready.erase(account->second.ready.begin());
            Line& line = lines_[conversation];
            line.loaned = true;
            line.is_gone = false;
            return Loan{conversation, line.ids.front()};
        }
        if (until <= now) return std::nullopt;
        changed_.wait_until(lock, account != accounts_.end() ? std::min(until, due) : until);
    }
}

void LoanLine::finish(const Loan& loan, const std::vector<std::int64_t>& also) {
    const std::lock_guard lock(mutex_);
    end(loan, also);
}

void LoanLine::end(const Loan& loan, const std::vector<std::int64_t>& also) {
    const auto found = lines_.find(loan.conversation);
    if (found == lines_.end()) return;
    Line& line = found->second;
    if (!line.loaned) withdraw(loan.conversation, line);
    const std::size_t before = line.ids.size();
    std::erase(line.ids, loan.id);
    for (const std::int64_t id : also) std::erase(line.ids, id);
    size_ -= before - line.ids.size();
    line.loaned = false;
    line.settling = false;
    line.is_gone = false;
    line.due = {};
    if (line.ids.empty()) {
        lines_.erase(found);
    } else {
        offer(loan.conversation, line);
    }
}

void LoanLine::postpone(const Loan& loan, TimePoint due) {
    const std::lock_guard lock(mutex_);
    const auto found = lines_.find(loan.conversation);
    if (found == lines_.end()) return;
    Line& line = found->second;
    if (line.is_gone) return end(loan, {});
    if (!line.loaned) withdraw(loan.conversation, line);
    line.loaned = false;
    line.settling = false;  // a pause after a failure is nobody's unfinished thought
    line.due = steady(due);
    offer(loan.conversation, line);
}

void LoanLine::remove(const Loan& id) {
    const std::lock_guard lock(mutex_);
    const auto found = lines_.find(id.conversation);
    if (found == lines_.end()) return;
    Line& line = found->second;
    const bool is_first = !line.ids.empty() && line.ids.front() == id.id;
    if (!is_first) {
        size_ -= std::erase(line.ids, id.id);
    } else if (line.loaned) {
        line.is_gone = true;
    } else {
        end(id, {});
    }
}

void LoanLine::pause(std::string_view account, std::chrono::milliseconds pause, std::chrono::milliseconds stale) {
    const std::lock_guard lock(mutex_);
    Account& paused = accounts_[std::string(account)];
    paused.paused_until = std::max(paused.paused_until, steady_clock::now() + pause);
    paused.stale = stale;
}

std::size_t LoanLine::size() const {
    const std::lock_guard lock(mutex_);
    return size_;
}

}  // namespace motcua::adapters
