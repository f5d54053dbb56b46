// The ledger of accounts in SQLite: its contract through restarts, and a file that cannot be opened.
#include <catch2/catch.hpp>

#include "adapters/sqlite/sqlite_account_ledger.hpp"
#include "tests/contract/account_ledger_contract.hpp"
#include "tests/support/temp_folder.hpp"

using namespace motcua;
using adapters::SqliteAccountLedger;

TEST_CASE("the ledger in SQLite keeps the later of two notes", "[queue][contract]") {
    const tests::TempFolder folder;
    tests::check_account_ledger([&] { return std::make_shared<SqliteAccountLedger>(folder / "channels.db"); });
}

TEST_CASE("a ledger that cannot be opened says so at once", "[queue]") {
    const tests::TempFolder folder;
    std::filesystem::create_directory(folder.path() / "channels.db");
    CHECK_THROWS_AS(SqliteAccountLedger(folder.path() / "channels.db"), std::runtime_error);
}
