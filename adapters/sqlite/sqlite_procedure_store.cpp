// The statements of the knowledge base and the pool of connections.
#include "adapters/sqlite/sqlite_procedure_store.hpp"

#include <sqlite3.h>

#include <mutex>
#include <set>
#include <utility>

#include "adapters/json/procedure_document.hpp"
#include "adapters/sqlite/database.hpp"

namespace motcua::adapters {
namespace {

constexpr const char* store_schema =
    "CREATE TABLE IF NOT EXISTS procedures(code TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT;"
    "CREATE TABLE IF NOT EXISTS knowledge_state(one INTEGER PRIMARY KEY CHECK(one = 1), version INTEGER NOT NULL) STRICT;"
    "INSERT OR IGNORE INTO knowledge_state VALUES(1, 1);";
constexpr std::size_t most_idle_connections = 4;

/// Thrown and caught in this file: a row that is no document of ours.
class BadRow : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

kb::StoreError store_error(const SqliteError& error) {
    switch (error.code()) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return {kb::StoreFault::timed_out, error.what()};
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB: return {kb::StoreFault::bad_data, error.what()};
        default: return {kb::StoreFault::unavailable, error.what()};
    }
}

/// Runs `work` and turns what it throws into a value; no exception crosses the port.
template <class Work>
auto guarded(Work&& work) -> kb::StoreResult<decltype(work())> {
    try {
        if constexpr (std::is_void_v<decltype(work())>) {
            work();
            return {};
        } else {
            return work();
        }
    } catch (const SqliteError& error) {
        return tl::make_unexpected(store_error(error));
    } catch (const BadRow& error) {
        return tl::make_unexpected(kb::StoreError{kb::StoreFault::bad_data, error.what()});
    }
}

kb::Procedure procedure_of(const Statement& row) {
    auto procedure = procedure_from(row.view(1));
    if (!procedure) throw BadRow("procedure " + row.text(0) + ": " + procedure.error());
    return std::move(*procedure);
}

/// Rows that were new or other than before.
std::int64_t write_procedure(Database& database, const std::vector<kb::Procedure>& procedures) {
    auto statement = database.prepare(
        "INSERT INTO procedures(code, document) VALUES(?1, ?2) "
        "ON CONFLICT(code) DO UPDATE SET document = excluded.document WHERE document <> excluded.document");
    std::int64_t changed = 0;
    for (const auto& procedure : procedures) {
        statement.bind(1, procedure.code).bind(2, json_text_of(procedure));
        statement.run();
        changed += database.changes();
    }
    return changed;
}

std::int64_t remove_others(Database& database, const std::vector<kb::Procedure>& kept) {
    std::set<std::string_view> codes;
    for (const auto& procedure : kept) codes.insert(procedure.code);
    std::vector<std::string> gone;
    auto all = database.prepare("SELECT code FROM procedures");
    while (all.step()) {
        if (!codes.contains(all.view(0))) gone.push_back(all.text(0));
    }
    auto remove = database.prepare("DELETE FROM procedures WHERE code = ?1");
    for (const auto& code : gone) remove.bind(1, code).run();
    return static_cast<std::int64_t>(gone.size());
}

void count_change(Database& database) { database.execute("UPDATE knowledge_state SET version = version + 1"); }

}  // namespace

/// Lends connections; one that is brought back while the pool is full is closed.
class SqliteProcedureStore::Pool {
  public:
    explicit Pool(std::filesystem::path file) : file_(std::move(file)) {
        auto first = std::make_unique<Database>(file_, Durability::full);
        Transaction transaction(*first);
        first->execute(store_schema);
        transaction.commit();
        idle_.push_back(std::move(first));
    }

    /// A connection for as long as it lives.
    class Lease {
      public:
        explicit Lease(Pool& pool) : pool_(pool), database_(pool.take()) {}
        ~Lease() { pool_.give_back(std::move(database_)); }
        Lease& operator=(Lease&&) = delete;  // neither copied nor moved
        Database& operator*() const noexcept { return *database_; }
        Database* operator->() const noexcept { return database_.get(); }

      private:
        Pool& pool_;
        std::unique_ptr<Database> database_;
    };

  private:
    std::unique_ptr<Database> take() {
        {
            const std::lock_guard lock(mutex_);
            if (!idle_.empty()) {
                auto database = std::move(idle_.back());
                idle_.pop_back();
                return database;
            }
        }
        return std::make_unique<Database>(file_, Durability::full);
    }
    void give_back(std::unique_ptr<Database> database) {
        const std::lock_guard lock(mutex_);
        if (idle_.size() < most_idle_connections) idle_.push_back(std::move(database));
    }

    const std::filesystem::path file_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Database>> idle_;
};

SqliteProcedureStore::SqliteProcedureStore(std::filesystem::path file) : pool_(std::make_unique<Pool>(std::move(file))) {}
SqliteProcedureStore::~SqliteProcedureStore() = default;

kb::StoreResult<std::optional<kb::Procedure>> SqliteProcedureStore::find(std::string_view code) const {
    return guarded([&]() -> std::optional<kb::Procedure> {
        const Pool::Lease database(*pool_);
        auto row = database->prepare("SELECT code, document FROM procedures WHERE code = ?1");
        row.bind(1, code);
        if (!row.step()) return std::nullopt;
        return procedure_of(row);
    });
}

kb::StoreResult<void> SqliteProcedureStore::each(const std::function<void(const kb::Procedure&)>& visit) const {
    return guarded([&] {
        const Pool::Lease database(*pool_);
        auto rows = database->prepare("SELECT code, document FROM procedures ORDER BY code");
        while (rows.step()) visit(procedure_of(rows));
    });
}

kb::StoreResult<void> SqliteProcedureStore::put_all(const std::vector<kb::Procedure>& procedures) {
    return guarded([&] {
        const Pool::Lease database(*pool_);
        Transaction transaction(*database);
        if (write_procedure(*database, procedures) > 0) count_change(*database);
        transaction.commit();
    });
}

kb::StoreResult<void> SqliteProcedureStore::replace_all(const std::vector<kb::Procedure>& procedures) {
    return guarded([&] {
        const Pool::Lease database(*pool_);
        Transaction transaction(*database);
        const auto removed = remove_others(*database, procedures);
        if (write_procedure(*database, procedures) + removed > 0) count_change(*database);
        transaction.commit();
    });
}

kb::StoreResult<std::size_t> SqliteProcedureStore::count() const {
    return guarded([&] {
        const Pool::Lease database(*pool_);
        auto row = database->prepare("SELECT count(*) FROM procedures");
        row.step();
        return static_cast<std::size_t>(row.integer(0));
    });
}

kb::StoreResult<std::int64_t> SqliteProcedureStore::version() const {
    return guarded([&] {
        const Pool::Lease database(*pool_);
        auto row = database->prepare("SELECT version FROM knowledge_state");
        row.step();
        return row.integer(0);
    });
}

}  // namespace motcua::adapters
