// The token vault in SQLite: one row an account, its secrets sealed.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>

#include "adapters/secret_box.hpp"
#include "adapters/token_vault.hpp"

namespace motcua::adapters {

class Database;

/// A file of its own, e.g. <data>/tokens.db, that only its owner may read; several processes may have it
/// open. What a write acknowledged survives power loss.
class SqliteTokenVault final : public TokenVault {
  public:
    /// Opens or creates the file. Throws std::runtime_error when that is not possible, or when the file was
    /// sealed under another key than `box`: then nothing in it has changed.
    SqliteTokenVault(const std::filesystem::path& file, SecretBox box);
    ~SqliteTokenVault() override;
    SqliteTokenVault& operator=(SqliteTokenVault&&) = delete;  // neither copied nor moved

    VaultResult<std::optional<TokenRecord>> read(std::string_view account) override;
    VaultResult<bool> write(const TokenRecord& record) override;

  private:
    void check_key(const std::filesystem::path& file);

    const SecretBox box_;
    std::mutex mutex_;
    std::unique_ptr<Database> database_;
};

}  // namespace motcua::adapters
