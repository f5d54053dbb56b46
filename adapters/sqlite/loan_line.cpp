// Lines keyed by conversation, and an ordered set of those that may be served.
#include "adapters/sqlite/loan_line.hpp"

#include <algorithm>

namespace motcua::adapters {

void LoanLine::offer(const std::string& conversation, const Line& line) {
    if (line.loaned || line.ids.empty()) return;
    ready_.emplace(line.due, line.ids.front(), conversation);
    changed_.notify_one();
}

void LoanLine::withdraw(const std::string& conversation, const Line& line) {
    if (!line.loaned && !line.ids.empty()) ready_.erase({line.due, line.ids.front(), conversation});
}

void LoanLine::push(const std::string& conversation, std::int64_t id, TimePoint due, bool settles) {
    const std::lock_guard lock(mutex_);
    Line& line = lines_[conversation];
    ++size_;
    const bool settling = !line.loaned && !line.ids.empty() && line.settling && line.ids.size() < most_together;
    if (settling) withdraw(conversation, line);
    line.ids.push_back(id);
    if ((line.ids.size() > 1 && !settling) || line.loaned) return;  // served when those before it are done
    line.due = due;
    line.settling = settles;
    offer(conversation, line);
}

void LoanLine::insert(const std::string& conversation, std::int64_t id) {
    const std::lock_guard lock(mutex_);
    Line& line = lines_[conversation];
    withdraw(conversation, line);
    // Never before an id on loan: it must stay first until its loan ends.
    const auto begin = line.ids.begin() + (line.loaned ? 1 : 0);
    line.ids.insert(std::lower_bound(begin, line.ids.end(), id), id);
    ++size_;
    if (!line.loaned) line.due = {};
    offer(conversation, line);
}

std::optional<LoanLine::Loan> LoanLine::take(std::chrono::milliseconds wait) {
    std::unique_lock lock(mutex_);
    const auto until = std::chrono::steady_clock::now() + wait;
    while (true) {
        const auto now = std::chrono::system_clock::now();
        if (!ready_.empty() && std::get<0>(*ready_.begin()) <= now) {
            const auto [due, id, conversation] = *ready_.begin();
            ready_.erase(ready_.begin());
            lines_[conversation].loaned = true;
            return Loan{conversation, id};
        }
        const auto left = until - std::chrono::steady_clock::now();
        if (left <= std::chrono::steady_clock::duration::zero()) return std::nullopt;
        auto pause = std::chrono::duration_cast<std::chrono::nanoseconds>(left);
        if (!ready_.empty()) {
            const auto to_due = std::chrono::duration_cast<std::chrono::nanoseconds>(std::get<0>(*ready_.begin()) - now);
            pause = std::min(pause, to_due);
        }
        changed_.wait_for(lock, pause);
    }
}

void LoanLine::finish(const Loan& loan, const std::vector<std::int64_t>& also) {
    const std::lock_guard lock(mutex_);
    const auto found = lines_.find(loan.conversation);
    if (found == lines_.end()) return;
    Line& line = found->second;
    const std::size_t before = line.ids.size();
    std::erase(line.ids, loan.id);
    for (const std::int64_t id : also) std::erase(line.ids, id);
    size_ -= before - line.ids.size();
    line.loaned = false;
    line.settling = false;
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
    found->second.loaned = false;
    found->second.settling = false;  // a pause after a failure is nobody's unfinished thought
    found->second.due = due;
    offer(loan.conversation, found->second);
}

std::size_t LoanLine::size() const {
    const std::lock_guard lock(mutex_);
    return size_;
}

}  // namespace motcua::adapters
