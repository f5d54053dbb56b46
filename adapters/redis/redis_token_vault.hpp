// The token vault in Redis: one hash an account, its secrets sealed before they leave the process.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "adapters/redis/pool.hpp"
#include "adapters/secret_box.hpp"
#include "adapters/token_vault.hpp"

namespace motcua::adapters {

/// Several gateways share it under one key file. What it was sealed under is checked with each read and write: another
/// key is `bad_data`, and nothing changes. A write whose answer was lost is asked for again and counts once. What a write
/// acknowledged is as durable as the server: a flushed Redis has lost its tokens, and each account needs consent again.
/// Thread-safe. Makes no connection before it is used.
class RedisTokenVault final : public TokenVault {
  public:
    /// `name`: of the deployment.
    RedisTokenVault(std::shared_ptr<RedisPool> pool, const std::string& name, SecretBox box);

    VaultResult<std::optional<TokenRecord>> read(std::string_view account) override;
    VaultResult<bool> write(const TokenRecord& record) override;

  private:
    std::string key_of(std::string_view account) const;
    /// The sealed proof to write with, after `present` was found in Redis; nothing when that is under another key.
    std::optional<std::string> accepted(const RedisReply& present);
    VaultResult<std::string> proof();

    const std::shared_ptr<RedisPool> pool_;
    const RedisScript read_;
    const RedisScript write_;
    const std::string prefix_;
    const SecretBox box_;
    std::mutex mutex_;
    std::string proof_;  // as sealed in Redis, or as it will be
};

}  // namespace motcua::adapters
