// Keeps the procedures that were told of late, decoded: most questions are about few procedures.
#pragma once

#include <list>
#include <mutex>
#include <unordered_map>

#include "knowledge-base/procedure_store.hpp"

namespace motcua::gateway {

/// A store in front of another, which must outlive it. At most `most` procedures are kept (about 30 KB each), the one
/// that was not asked for longest goes first. A write through this store forgets all; writes past it are not seen,
/// so it lives as long as one snapshot. Thread-safe.
class RecentProcedures final : public kb::ProcedureStore {
  public:
    explicit RecentProcedures(kb::ProcedureStore& behind, std::size_t most = 256) : behind_(behind), most_(most) {}

    kb::StoreResult<std::optional<kb::Procedure>> find(std::string_view code) const override;
    kb::StoreResult<void> each(const std::function<void(const kb::Procedure&)>& visit) const override;
    kb::StoreResult<void> put_all(const std::vector<kb::Procedure>& procedures) override;
    kb::StoreResult<void> replace_all(const std::vector<kb::Procedure>& procedures) override;
    kb::StoreResult<std::size_t> count() const override;
    kb::StoreResult<std::int64_t> version() const override;

  private:
    void keep(const kb::Procedure& procedure) const;
    void forget();

    kb::ProcedureStore& behind_;
    const std::size_t most_;
    mutable std::mutex mutex_;
    mutable std::list<kb::Procedure> kept_;  // asked for last first
    mutable std::unordered_map<std::string_view, std::list<kb::Procedure>::iterator> places_;  // views into kept_
};

}  // namespace motcua::gateway
