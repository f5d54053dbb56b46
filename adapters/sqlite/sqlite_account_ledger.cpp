// The statements of the ledger.
#include "adapters/sqlite/sqlite_account_ledger.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "adapters/queue_rules.hpp"
#include "adapters/sqlite/database.hpp"

namespace motcua::adapters {
namespace {

using Time = AccountNote::Time;

constexpr const char* ledger_schema =
    "CREATE TABLE IF NOT EXISTS accounts(channel TEXT NOT NULL, account TEXT NOT NULL, event_at INTEGER NOT NULL, "
    "sent_at INTEGER NOT NULL, error_at INTEGER NOT NULL, error TEXT NOT NULL, PRIMARY KEY(channel, account)) STRICT;";
constexpr const char* upsert =
    "INSERT INTO accounts VALUES(?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE SET "
    "error = CASE WHEN excluded.error_at >= error_at THEN excluded.error ELSE error END, "
    "event_at = max(event_at, excluded.event_at), sent_at = max(sent_at, excluded.sent_at), "
    "error_at = max(error_at, excluded.error_at)";

}  // namespace

SqliteAccountLedger::SqliteAccountLedger(const std::filesystem::path& file) {
    try {
        database_ = std::make_unique<Database>(file, Durability::normal);
        database_->execute(ledger_schema);
    } catch (const SqliteError& error) {
        throw std::runtime_error(fmt::format("{}: {}", file.string(), error.what()));
    }
}

SqliteAccountLedger::~SqliteAccountLedger() = default;

LedgerResult<void> SqliteAccountLedger::merge(const std::vector<AccountNote>& notes) {
    const std::lock_guard lock(mutex_);
    try {
        Transaction transaction(*database_);
        auto statement = database_->prepare(upsert);
        for (const AccountNote& note : notes) {
            statement.bind(1, intents::name_of(note.channel)).bind(2, note.account);
            statement.bind(3, milliseconds_of(note.event_at)).bind(4, milliseconds_of(note.sent_at));
            statement.bind(5, milliseconds_of(note.error_at)).bind(6, note.error);
            statement.run();
        }
        transaction.commit();
        return {};
    } catch (const SqliteError& error) {
        return tl::unexpected(std::string(error.what()));
    }
}

LedgerResult<std::vector<AccountNote>> SqliteAccountLedger::read() {
    const std::lock_guard lock(mutex_);
    try {
        std::vector<AccountNote> notes;
        auto row = database_->prepare(
            "SELECT channel, account, event_at, sent_at, error_at, error FROM accounts ORDER BY channel, account");
        while (row.step()) {
            const auto channel = intents::channel_from(row.text(0));
            if (!channel) continue;  // of a newer version
            notes.push_back({*channel, row.text(1), time_from(row.integer(2)), time_from(row.integer(3)),
                             time_from(row.integer(4)), row.text(5)});
        }
        return notes;
    } catch (const SqliteError& error) {
        return tl::unexpected(std::string(error.what()));
    }
}

}  // namespace motcua::adapters
