// SQLite calls behind Database, Statement and Transaction.
#include "adapters/sqlite/database.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <chrono>
#include <thread>

namespace motcua::adapters {
namespace {

void require(int code, sqlite3* database) {
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
    throw SqliteError(code & 0xff, fmt::format("sqlite {}: {}", code, sqlite3_errmsg(database)));
}

}  // namespace

void CloseDatabase::operator()(sqlite3* handle) const noexcept { sqlite3_close_v2(handle); }
void FinalizeStatement::operator()(sqlite3_stmt* handle) const noexcept { sqlite3_finalize(handle); }

Statement::Statement(sqlite3* database, std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    const int code =
        sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    handle_.reset(statement);
    require(code, database);
}

void Statement::check(int code) const { require(code, sqlite3_db_handle(handle_.get())); }

Statement& Statement::bind(int position, std::string_view text) {
    check(sqlite3_bind_text(handle_.get(), position, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT));
    return *this;
}
Statement& Statement::bind(int position, std::int64_t number) {
    check(sqlite3_bind_int64(handle_.get(), position, number));
    return *this;
}
Statement& Statement::bind(int position, double number) {
    check(sqlite3_bind_double(handle_.get(), position, number));
    return *this;
}
Statement& Statement::bind_null(int position) {
    check(sqlite3_bind_null(handle_.get(), position));
    return *this;
}

bool Statement::step() {
    const int code = sqlite3_step(handle_.get());
    check(code);
    return code == SQLITE_ROW;
}

void Statement::run() {
    while (step()) {
    }
    reset();
}

void Statement::reset() noexcept {
    sqlite3_reset(handle_.get());
    sqlite3_clear_bindings(handle_.get());
}

std::string_view Statement::view(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(handle_.get(), column));
    const int size = sqlite3_column_bytes(handle_.get(), column);
    return bytes == nullptr ? std::string_view{} : std::string_view{bytes, static_cast<std::size_t>(size)};
}
std::string Statement::text(int column) const { return std::string(view(column)); }
std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(handle_.get(), column); }
double Statement::real(int column) const { return sqlite3_column_double(handle_.get(), column); }
bool Statement::is_null(int column) const {
    return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
}

namespace {

constexpr std::chrono::milliseconds busy_time{5000};

/// The change to WAL is refused at once while another process makes it: SQLite's own waiting does not cover it.
void use_write_ahead_log(sqlite3* database) {
    const auto deadline = std::chrono::steady_clock::now() + busy_time;
    while (true) {
        const int code = sqlite3_exec(database, "PRAGMA journal_mode=WAL;", nullptr, nullptr, nullptr);
        const bool busy = (code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED;
        if (!busy || std::chrono::steady_clock::now() >= deadline) return require(code, database);
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}

}  // namespace

Database::Database(const std::filesystem::path& file, Durability durability) {
    if (file != ":memory:" && file.has_parent_path()) std::filesystem::create_directories(file.parent_path());
    sqlite3* database = nullptr;
    const int code = sqlite3_open_v2(file.c_str(), &database,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    handle_.reset(database);
    if (code != SQLITE_OK) {
        throw SqliteError(code & 0xff, fmt::format("cannot open {}: {}", file.string(), sqlite3_errstr(code)));
    }
    sqlite3_busy_timeout(database, static_cast<int>(busy_time.count()));
    use_write_ahead_log(database);
    execute("PRAGMA foreign_keys=ON;");
    execute(durability == Durability::full ? "PRAGMA synchronous=FULL;" : "PRAGMA synchronous=NORMAL;");
}

Statement Database::prepare(std::string_view sql) { return {handle_.get(), sql}; }

void Database::execute(const std::string& sql) {
    require(sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr), handle_.get());
}

std::int64_t Database::changes() const noexcept { return sqlite3_changes64(handle_.get()); }
std::int64_t Database::last_row_id() const noexcept { return sqlite3_last_insert_rowid(handle_.get()); }

Transaction::Transaction(Database& database) : database_(database) { database_.execute("BEGIN IMMEDIATE;"); }

Transaction::~Transaction() {
    if (open_) sqlite3_exec(database_.handle(), "ROLLBACK;", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
    database_.execute("COMMIT;");
    open_ = false;
}

}  // namespace motcua::adapters
