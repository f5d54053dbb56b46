// The vaults keep the port's promises; the one on disk is sealed, private, and touches nothing under a wrong
// key.
#include <sqlite3.h>
#include <catch2/catch.hpp>

#include "adapters/sqlite/sqlite_token_vault.hpp"
#include "tests/adapters/token_fakes.hpp"
#include "tests/contract/token_vault_contract.hpp"

using namespace motcua;
using namespace motcua::tests;
using adapters::SqliteTokenVault;

namespace {

std::string file_bytes(const std::filesystem::path& file) {
    std::ostringstream bytes;
    bytes << std::ifstream(file, std::ios::binary).rdbuf();
    return std::move(bytes).str();
}

void run_sql(const std::filesystem::path& file, const char* sql) {
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
    CHECK(sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(database);
}

}  // namespace

TEST_CASE("every vault keeps the promises of the port", "[tokens][contract]") {
    SECTION("in memory") {
        check_token_vault_contract([] {
            const auto vault = std::make_shared<MemoryTokenVault>();
            return TokenVaultUnderTest{"memory", [vault] { return vault; }};
        });
    }
    SECTION("in SQLite") {
        check_token_vault_contract([] {
            const auto folder = std::make_shared<TempFolder>();
            key_file(*folder);
            return TokenVaultUnderTest{"sqlite", [folder] {
                                           return std::make_shared<SqliteTokenVault>(
                                               *folder / "tokens.db", box_from(*folder / "key"));
                                       }};
        });
    }
}

TEST_CASE("no token is readable on disk, and nobody else may read the files", "[tokens]") {
    TempFolder folder;
    SqliteTokenVault vault(folder / "data/tokens.db", box_from(key_file(folder)));
    REQUIRE(vault.write(record_for_contract()).value());
    const std::string bytes = folder.all_bytes();
    for (const char* secret : {"access-7", "refresh-7", "verifier"})
        CHECK(bytes.find(secret) == std::string::npos);
    CHECK(bytes.find("zalo oauth -118") != std::string::npos);  // what is no secret can be looked at
    for (const auto& entry : std::filesystem::directory_iterator(folder / "data")) {
        INFO(entry.path());
        CHECK((entry.status().permissions() &
               (std::filesystem::perms::group_all | std::filesystem::perms::others_all)) ==
              std::filesystem::perms::none);
    }
}

TEST_CASE("under a wrong key the vault does not open, says so, and nothing in it changes", "[tokens]") {
    TempFolder folder;
    const auto right = key_file(folder);
    const auto wrong = key_file(folder, 'b', "other");
    { CHECK(SqliteTokenVault(folder / "tokens.db", box_from(right)).write(record_for_contract()).value()); }
    const std::string before = file_bytes(folder / "tokens.db");
    CHECK_THROWS_WITH(SqliteTokenVault(folder / "tokens.db", box_from(wrong)),
                      Catch::Contains("tokens.db") && Catch::Contains("another key"));
    CHECK(file_bytes(folder / "tokens.db") == before);
    const auto read = SqliteTokenVault(folder / "tokens.db", box_from(right)).read("oa-1").value();
    REQUIRE(read);
    check_same(*read, record_for_contract());
}

TEST_CASE("a record that was tampered with does not open", "[tokens]") {
    struct Row {
        const char* why;
        const char* sql;
    };
    const auto row = GENERATE(values<Row>({
        {"secrets of another account",
         "UPDATE tokens SET secrets = (SELECT secrets FROM tokens WHERE account = 'oa-2')"},
        {"secrets of another generation", "UPDATE tokens SET generation = generation - 1"},
        {"damaged", "UPDATE tokens SET secrets = 'AAAA' || substr(secrets, 5)"},
        {"cut", "UPDATE tokens SET secrets = substr(secrets, 1, 20)"},
        {"empty", "UPDATE tokens SET secrets = ''"},
        {"an unknown state", "UPDATE tokens SET state = 'fine'"},
    }));
    INFO(row.why);
    TempFolder folder;
    SqliteTokenVault vault(folder / "tokens.db", box_from(key_file(folder)));
    auto record = record_for_contract();
    REQUIRE(vault.write(record).value());
    record.account = "oa-2";
    REQUIRE(vault.write(record).value());
    run_sql(folder / "tokens.db", row.sql);
    const auto read = vault.read("oa-1");
    REQUIRE_FALSE(read);
    CHECK(read.error().fault == adapters::VaultFault::bad_data);
}

TEST_CASE("a file that is no vault, or cannot be made, is told by its name", "[tokens]") {
    TempFolder folder;
    key_file(folder);
    folder.write("tokens.db", std::string(8192, 'x'));
    CHECK_THROWS_WITH(SqliteTokenVault(folder / "tokens.db", box_from(folder / "key")),
                      Catch::Contains("tokens.db"));
    CHECK(file_bytes(folder / "tokens.db") == std::string(8192, 'x'));
    std::filesystem::create_directory(folder / "folder.db");
    CHECK_THROWS_WITH(SqliteTokenVault(folder / "folder.db", box_from(folder / "key")),
                      Catch::Contains("folder.db"));
}

TEST_CASE("a record whose parts hold line breaks is refused, not mixed up", "[tokens]") {
    TempFolder folder;
    SqliteTokenVault vault(folder / "tokens.db", box_from(key_file(folder)));
    auto record = record_for_contract();
    record.pair.access = "a\nb";
    const auto written = vault.write(record);
    REQUIRE_FALSE(written);
    CHECK(written.error().fault == adapters::VaultFault::bad_data);
    CHECK_FALSE(vault.read("oa-1").value());
}
