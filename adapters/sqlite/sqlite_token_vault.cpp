// The statements of the token vault, and what of a record is sealed.
#include "adapters/sqlite/sqlite_token_vault.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <stdexcept>
#include <utility>

#include "adapters/queue_rules.hpp"
#include "adapters/sqlite/database.hpp"
#include "adapters/sealed_secrets.hpp"

namespace motcua::adapters {
namespace {

using Time = ChainStatus::Time;

constexpr const char* vault_schema =
    "CREATE TABLE IF NOT EXISTS token_key(one INTEGER PRIMARY KEY CHECK(one = 1), proof TEXT NOT NULL) "
    "STRICT;"
    "CREATE TABLE IF NOT EXISTS tokens(account TEXT PRIMARY KEY, revision INTEGER NOT NULL, state TEXT NOT "
    "NULL, "
    "generation INTEGER NOT NULL, fence INTEGER NOT NULL, issued_at INTEGER NOT NULL, expires_at INTEGER NOT "
    "NULL, "
    "attempt_at INTEGER NOT NULL, not_before INTEGER NOT NULL, failures INTEGER NOT NULL, last_error TEXT "
    "NOT NULL, "
    "last_error_at INTEGER NOT NULL, secrets TEXT NOT NULL) STRICT;";
constexpr const char* columns =
    "revision, state, generation, fence, issued_at, expires_at, attempt_at, not_before, failures, "
    "last_error, "
    "last_error_at, secrets";

VaultError vault_error(const SqliteError& error) {
    switch (error.code()) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {VaultFault::busy, error.what()};
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return {VaultFault::bad_data, error.what()};
        default:
            return {VaultFault::unavailable, error.what()};
    }
}

/// The row as a record, or nothing when it is not one of ours.
std::optional<TokenRecord> record_of(const Statement& row, std::string_view account, const SecretBox& box) {
    TokenRecord record{.account = std::string(account), .revision = row.integer(0)};
    const auto state = chain_state_from(row.view(1));
    if (!state) return std::nullopt;
    record.status = {.state = *state,
                     .generation = row.integer(2),
                     .fence = row.integer(3),
                     .issued_at = time_from(row.integer(4)),
                     .expires_at = time_from(row.integer(5)),
                     .attempt_at = time_from(row.integer(6)),
                     .not_before = time_from(row.integer(7)),
                     .failures = static_cast<int>(row.integer(8)),
                     .last_error = row.text(9),
                     .last_error_at = time_from(row.integer(10))};
    if (!open_secrets(box, row.view(11), record)) return std::nullopt;
    return record;
}

/// Rows changed: 1, or 0 when the revision is another by now.
std::int64_t put(Database& database, const TokenRecord& record, const std::string& sealed) {
    auto statement = database.prepare(
        record.revision == 0
            ? "INSERT INTO tokens VALUES(?1, ?2 + 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) ON "
              "CONFLICT DO NOTHING"
            : "UPDATE tokens SET revision = ?2 + 1, state = ?3, generation = ?4, fence = ?5, issued_at = ?6, "
              "expires_at = ?7, attempt_at = ?8, not_before = ?9, failures = ?10, last_error = ?11, "
              "last_error_at = ?12, "
              "secrets = ?13 WHERE account = ?1 AND revision = ?2");
    const ChainStatus& status = record.status;
    statement.bind(1, record.account).bind(2, record.revision).bind(3, name_of(status.state));
    statement.bind(4, status.generation).bind(5, status.fence);
    statement.bind(6, milliseconds_of(status.issued_at)).bind(7, milliseconds_of(status.expires_at));
    statement.bind(8, milliseconds_of(status.attempt_at)).bind(9, milliseconds_of(status.not_before));
    statement.bind(10, std::int64_t{status.failures}).bind(11, status.last_error);
    statement.bind(12, milliseconds_of(status.last_error_at)).bind(13, sealed);
    statement.run();
    return database.changes();
}

/// SQLite gives its side files the rights of the file itself.
void make_private(const std::filesystem::path& file) {
    if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path());
    const int number = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (number < 0) throw std::runtime_error(fmt::format("{}: cannot be opened for writing", file.string()));
    ::close(number);
}

}  // namespace

SqliteTokenVault::SqliteTokenVault(const std::filesystem::path& file, SecretBox box) : box_(std::move(box)) {
    make_private(file);
    try {
        database_ = std::make_unique<Database>(file, Durability::full);
        check_key(file);
    } catch (const SqliteError& error) {
        throw std::runtime_error(fmt::format("{}: {}", file.string(), error.what()));
    }
}

SqliteTokenVault::~SqliteTokenVault() = default;

void SqliteTokenVault::check_key(const std::filesystem::path& file) {
    Transaction transaction(*database_);
    database_->execute(vault_schema);
    auto insert = database_->prepare("INSERT OR IGNORE INTO token_key VALUES(1, ?1)");
    insert.bind(1, box_.seal(vault_proof)).run();
    auto row = database_->prepare("SELECT proof FROM token_key");
    if (!row.step() || box_.open(row.view(0)) != vault_proof) {
        throw std::runtime_error(fmt::format(
            "{}: sealed under another key; put back the key file that it was made with (nothing was changed)",
            file.string()));
    }
    row.reset();
    transaction.commit();
}

VaultResult<std::optional<TokenRecord>> SqliteTokenVault::read(std::string_view account) {
    const std::lock_guard lock(mutex_);
    try {
        auto row = database_->prepare(fmt::format("SELECT {} FROM tokens WHERE account = ?1", columns));
        row.bind(1, account);
        if (!row.step()) return std::optional<TokenRecord>{};
        auto record = record_of(row, account, box_);
        if (!record) return tl::unexpected(VaultError{VaultFault::bad_data, "token record cannot be opened"});
        return record;
    } catch (const SqliteError& error) {
        return tl::unexpected(vault_error(error));
    }
}

VaultResult<bool> SqliteTokenVault::write(const TokenRecord& record) {
    const auto sealed = seal_secrets(box_, record);
    if (!sealed) return tl::unexpected(VaultError{VaultFault::bad_data, "a token holds a line break"});
    const std::lock_guard lock(mutex_);
    try {
        Transaction transaction(*database_);
        const bool is_written = put(*database_, record, *sealed) == 1;
        transaction.commit();
        return is_written;
    } catch (const SqliteError& error) {
        return tl::unexpected(vault_error(error));
    }
}

}  // namespace motcua::adapters
