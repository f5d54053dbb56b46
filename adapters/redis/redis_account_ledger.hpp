// The ledger of accounts in Redis: one hash, four fields an account.
#pragma once

#include <memory>
#include <string>

#include "adapters/account_ledger.hpp"
#include "adapters/redis/pool.hpp"

namespace motcua::adapters {

/// Thread-safe. Makes no connection before it is used.
class RedisAccountLedger final : public AccountLedger {
  public:
    /// `name`: of the deployment.
    RedisAccountLedger(std::shared_ptr<RedisPool> pool, const std::string& name);

    LedgerResult<void> merge(const std::vector<AccountNote>& notes) override;
    LedgerResult<std::vector<AccountNote>> read() override;

  private:
    const std::shared_ptr<RedisPool> pool_;
    const RedisScript merge_;
    const std::string key_;
};

}  // namespace motcua::adapters
