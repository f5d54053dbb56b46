// SQLite in RAII: one connection and its statements; the only file pair that turns SQLite's errors into ours.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace motcua::adapters {

/// Thrown inside adapters/sqlite only; ports turn it into their own fault.
class SqliteError : public std::runtime_error {
  public:
    SqliteError(int code, const std::string& what) : std::runtime_error(what), code_(code) {}
    /// The primary result code, e.g. SQLITE_BUSY.
    int code() const noexcept { return code_; }

  private:
    int code_;
};

struct CloseDatabase {
    void operator()(sqlite3* handle) const noexcept;
};
struct FinalizeStatement {
    void operator()(sqlite3_stmt* handle) const noexcept;
};

/// A prepared statement, bound and stepped by position. Belongs to one thread at a time.
class Statement {
  public:
    Statement(sqlite3* database, std::string_view sql);

    /// Binds from 1. Text is copied.
    Statement& bind(int position, std::string_view text);
    Statement& bind(int position, std::int64_t number);
    Statement& bind(int position, double number);
    Statement& bind_null(int position);

    /// True while there is a row. Throws SqliteError.
    bool step();
    /// For statements without rows: steps to the end, then resets for the next use.
    void run();
    /// Clears bindings and rows for the next use.
    void reset() noexcept;

    std::string text(int column) const;
    std::string_view view(int column) const;  // valid until the next step() or reset()
    std::int64_t integer(int column) const;
    double real(int column) const;
    bool is_null(int column) const;

  private:
    void check(int code) const;

    std::unique_ptr<sqlite3_stmt, FinalizeStatement> handle_;
};

enum class Durability {
    full,    // synchronous=FULL: a committed transaction survives power loss
    normal,  // synchronous=NORMAL: it survives a killed process
};

/// A connection in WAL mode, foreign keys on, 5 s busy time-out. Belongs to one thread at a time;
/// several connections to one file may be used by several threads.
class Database {
  public:
    /// Opens or creates the file (parents too); ":memory:" for a private one. Throws SqliteError.
    Database(const std::filesystem::path& file, Durability durability);

    Statement prepare(std::string_view sql);
    /// Runs one or more statements without rows.
    void execute(const std::string& sql);
    /// Rows changed by the last statement.
    std::int64_t changes() const noexcept;
    std::int64_t last_row_id() const noexcept;
    sqlite3* handle() const noexcept { return handle_.get(); }

  private:
    std::unique_ptr<sqlite3, CloseDatabase> handle_;
};

/// BEGIN IMMEDIATE now; rolls back when destroyed without commit().
class Transaction {
  public:
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction& operator=(Transaction&&) = delete;  // neither copied nor moved

    void commit();

  private:
    Database& database_;
    bool open_ = true;
};

}  // namespace motcua::adapters
