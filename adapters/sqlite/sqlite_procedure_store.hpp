// The knowledge base in SQLite: one row a procedure, its document as JSON.
#pragma once

#include <filesystem>
#include <memory>

#include "knowledge-base/procedure_store.hpp"

namespace motcua::adapters {

/// Keeps the procedures in one file, which several processes may have open. Thread-safe: each call takes a
/// connection of its own out of a small pool. The file must be on a local disk; ":memory:" is not possible.
class SqliteProcedureStore final : public kb::ProcedureStore {
  public:
    /// Opens or creates the file, e.g. <data>/knowledge.db. Throws SqliteError.
    explicit SqliteProcedureStore(std::filesystem::path file);
    ~SqliteProcedureStore() override;
    SqliteProcedureStore& operator=(SqliteProcedureStore&&) = delete;  // neither copied nor moved

    kb::StoreResult<std::optional<kb::Procedure>> find(std::string_view code) const override;
    /// Sees one state of the base throughout, whatever is written meanwhile.
    kb::StoreResult<void> each(const std::function<void(const kb::Procedure&)>& visit) const override;
    kb::StoreResult<void> put_all(const std::vector<kb::Procedure>& procedures) override;
    kb::StoreResult<void> replace_all(const std::vector<kb::Procedure>& procedures) override;
    kb::StoreResult<std::size_t> count() const override;
    /// Stays as it is when a write changed nothing.
    kb::StoreResult<std::int64_t> version() const override;

  private:
    class Pool;
    std::unique_ptr<Pool> pool_;
};

}  // namespace motcua::adapters
