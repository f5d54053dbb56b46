// The ledger of accounts in SQLite: one row an account.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>

#include "adapters/account_ledger.hpp"

namespace motcua::adapters {

class Database;

/// A file of its own, e.g. <data>/channels.db. What was merged survives a killed process, not a power loss.
class SqliteAccountLedger final : public AccountLedger {
  public:
    /// Opens or creates the file. Throws std::runtime_error when that is not possible.
    explicit SqliteAccountLedger(const std::filesystem::path& file);
    ~SqliteAccountLedger() override;
    SqliteAccountLedger& operator=(SqliteAccountLedger&&) = delete;  // neither copied nor moved

    LedgerResult<void> merge(const std::vector<AccountNote>& notes) override;
    LedgerResult<std::vector<AccountNote>> read() override;

  private:
    std::mutex mutex_;
    std::unique_ptr<Database> database_;
};

}  // namespace motcua::adapters
