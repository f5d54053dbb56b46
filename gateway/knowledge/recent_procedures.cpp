// A list in the order of use and a table into it; what is not there is asked of the store behind.
#include "gateway/knowledge/recent_procedures.hpp"

namespace motcua::gateway {

kb::StoreResult<std::optional<kb::Procedure>> RecentProcedures::find(std::string_view code) const {
    {
        const std::lock_guard lock(mutex_);
        if (const auto place = places_.find(code); place != places_.end()) {
            kept_.splice(kept_.begin(), kept_, place->second);
            return std::optional<kb::Procedure>(kept_.front());
        }
    }
    auto found = behind_.find(code);
    if (found && *found) keep(**found);
    return found;
}

void RecentProcedures::keep(const kb::Procedure& procedure) const {
    const std::lock_guard lock(mutex_);
    if (most_ == 0 || places_.contains(procedure.code)) return;
    kept_.push_front(procedure);
    places_[kept_.front().code] = kept_.begin();
    if (kept_.size() <= most_) return;
    places_.erase(kept_.back().code);
    kept_.pop_back();
}

void RecentProcedures::forget() {
    const std::lock_guard lock(mutex_);
    places_.clear();
    kept_.clear();
}

kb::StoreResult<void> RecentProcedures::each(const std::function<void(const kb::Procedure&)>& visit) const {
    return behind_.each(visit);
}

kb::StoreResult<void> RecentProcedures::put_all(const std::vector<kb::Procedure>& procedures) {
    auto done = behind_.put_all(procedures);
    forget();
    return done;
}

kb::StoreResult<void> RecentProcedures::replace_all(const std::vector<kb::Procedure>& procedures) {
    auto done = behind_.replace_all(procedures);
    forget();
    return done;
}

kb::StoreResult<std::size_t> RecentProcedures::count() const { return behind_.count(); }
kb::StoreResult<std::int64_t> RecentProcedures::version() const { return behind_.version(); }

}  // namespace motcua::gateway
