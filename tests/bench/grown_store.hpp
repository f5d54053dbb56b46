// A synthetic base: real procedures, and for each, others like it under other codes with words of other names mixed in.
#pragma once

#include <cstddef>
#include <vector>

#include "knowledge-base/procedure_store.hpp"

namespace motcua::bench {

/// `times` as many procedures as there are real ones; made while they are visited, so that memory stays flat.
class GrownStore final : public kb::ProcedureStore {
  public:
    GrownStore(std::vector<kb::Procedure> real, std::size_t times) : real_(std::move(real)), times_(times) {}

    /// Of copy 0 the real one.
    kb::Procedure made(std::size_t copy, std::size_t i) const;

    kb::StoreResult<void> each(const std::function<void(const kb::Procedure&)>& visit) const override;
    kb::StoreResult<std::size_t> count() const override { return real_.size() * times_; }
    kb::StoreResult<std::int64_t> version() const override { return static_cast<std::int64_t>(times_); }

    /// Not for these.
    kb::StoreResult<std::optional<kb::Procedure>> find(std::string_view code) const override;
    kb::StoreResult<void> put_all(const std::vector<kb::Procedure>& procedures) override;
    kb::StoreResult<void> replace_all(const std::vector<kb::Procedure>& procedures) override;

  private:
    const std::vector<kb::Procedure> real_;
    const std::size_t times_;
};

/// Every procedure of a store; empty when it cannot be read.
std::vector<kb::Procedure> all_of(const kb::ProcedureStore& store);

}  // namespace motcua::bench
