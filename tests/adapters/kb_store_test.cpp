// The knowledge base in SQLite: all or nothing, several connections, and the import into it.
#include <sqlite3.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <filesystem>
#include <sstream>
#include <thread>

#include "adapters/portal/import.hpp"
#include "adapters/sqlite/database.hpp"
#include "adapters/sqlite/sqlite_procedure_store.hpp"
#include "tests/knowledge-base/procedure_samples.hpp"

namespace motcua::tests {
namespace {

using adapters::SqliteProcedureStore;
using kb::Flag;

/// A folder of its own that goes with the test.
class ScratchFolder {
  public:
    ScratchFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "motcua-kb-XXXXXX").string();
        REQUIRE(mkdtemp(pattern.data()) != nullptr);
        path_ = pattern;
    }
    ~ScratchFolder() { std::filesystem::remove_all(path_); }
    ScratchFolder& operator=(ScratchFolder&&) = delete;  // neither copied nor moved
    std::filesystem::path base() const { return path_ / "knowledge.db"; }

  private:
    std::filesystem::path path_;
};

kb::Procedure other_procedure(const std::string& code) {
    auto procedure = sound_procedure(code);
    procedure.steps = "Việc của " + code;
    return procedure;
}

std::vector<std::string> codes_in(const SqliteProcedureStore& store) {
    std::vector<std::string> codes;
    REQUIRE(store.each([&](const kb::Procedure& procedure) { codes.push_back(procedure.code); }));
    return codes;
}

adapters::ImportBatch batch_of(std::vector<kb::Procedure> procedures) { return {std::move(procedures), {}, {}}; }

}  // namespace

SCENARIO("the store keeps procedures by their code", "[kb][store]") {
    GIVEN("a new base") {
        const ScratchFolder folder;
        SqliteProcedureStore store(folder.base());
        CHECK(store.count().value() == 0);
        CHECK_FALSE(store.find("1.900001").value().has_value());
        const auto first = store.version().value();
        WHEN("two are put") {
            REQUIRE(store.put_all({other_procedure("1.900002"), other_procedure("1.900001")}));
            THEN("they are found, in the order of codes, by a second store of the same file too") {
                CHECK(codes_in(store) == std::vector<std::string>{"1.900001", "1.900002"});
                const SqliteProcedureStore second(folder.base());
                CHECK(second.find("1.900002").value()->steps == "Việc của 1.900002");
                CHECK(second.version().value() > first);
            }
            AND_WHEN("the same are put again") {
                const auto before = store.version().value();
                REQUIRE(store.put_all({other_procedure("1.900001")}));
                THEN("the version stays") { CHECK(store.version().value() == before); }
            }
            AND_WHEN("the base is replaced") {
                const auto before = store.version().value();
                REQUIRE(store.replace_all({other_procedure("1.900003"), other_procedure("1.900002")}));
                THEN("only the new ones are there, and the version grew") {
                    CHECK(codes_in(store) == std::vector<std::string>{"1.900002", "1.900003"});
                    CHECK(store.version().value() > before);
                }
            }
        }
    }
}

TEST_CASE("a write that fails half-way leaves the base as it was", "[kb][store]") {
    const ScratchFolder folder;
    SqliteProcedureStore store(folder.base());
    REQUIRE(store.put_all({other_procedure("1.900001")}));
    const auto before = store.version().value();
    adapters::Database side(folder.base(), adapters::Durability::full);
    side.execute("CREATE TRIGGER refuse BEFORE INSERT ON procedures WHEN new.code = '1.900003' "
                 "BEGIN SELECT RAISE(ABORT, 'refused'); END;");
    const auto put = store.replace_all({other_procedure("1.900002"), other_procedure("1.900003")});
    REQUIRE_FALSE(put);
    CHECK(put.error().fault == kb::StoreFault::unavailable);
    CHECK(codes_in(store) == std::vector<std::string>{"1.900001"});
    CHECK(store.version().value() == before);
}

TEST_CASE("a row that is no document of ours is bad data, not a crash", "[kb][store]") {
    const ScratchFolder folder;
    const SqliteProcedureStore store(folder.base());
    adapters::Database side(folder.base(), adapters::Durability::full);
    side.execute("INSERT INTO procedures VALUES('1.900001', '{\"code\": 5}')");
    const auto found = store.find("1.900001");
    REQUIRE_FALSE(found);
    CHECK(found.error().fault == kb::StoreFault::bad_data);
    CHECK(store.each([](const kb::Procedure&) {}).error().fault == kb::StoreFault::bad_data);
}

TEST_CASE("a file that is no database is refused at the start", "[kb][store]") {
    CHECK_THROWS_AS(SqliteProcedureStore("/dev/null/knowledge.db"), std::exception);
}

TEST_CASE("readers and a writer of several threads never see half a base", "[kb][store]") {
    const ScratchFolder folder;
    SqliteProcedureStore store(folder.base());
    const std::vector<kb::Procedure> even{other_procedure("1.900002"), other_procedure("1.900004")};
    const std::vector<kb::Procedure> odd{other_procedure("1.900001"), other_procedure("1.900003"), other_procedure("1.900005")};
    REQUIRE(store.replace_all(even));
    std::atomic<bool> done{false};
    std::atomic<int> torn{0};
    std::atomic<int> failed{0};
    std::vector<std::thread> readers;
    for (int i = 0; i < 3; ++i) {
        readers.emplace_back([&] {
            while (!done) {
                std::size_t seen = 0;
                int odds = 0;
                const auto read = store.each([&](const kb::Procedure& procedure) {
                    ++seen;
                    odds += procedure.code.back() % 2;
                });
                if (!read) ++failed;
                if (read && !((seen == 2 && odds == 0) || (seen == 3 && odds == 3))) ++torn;
            }
        });
    }
    for (int round = 0; round < 20; ++round) {
        if (!store.replace_all(round % 2 == 0 ? odd : even)) ++failed;
    }
    done = true;
    for (auto& reader : readers) reader.join();
    CHECK(torn == 0);
    CHECK(failed == 0);
}

TEST_CASE("an import with any fault changes nothing", "[kb][store][import]") {
    const ScratchFolder folder;
    SqliteProcedureStore store(folder.base());
    std::istringstream lines("{\"code\": \"1.900001\", \"name\": \"A\"}\n{\"code\": \"1.900002\"}\n");
    const auto result = adapters::import_into(store, {adapters::read_jsonl(lines, "a.jsonl")}, {});
    REQUIRE(result.faults.size() == 1);
    CHECK(result.faults.front().record == "1.900002");
    CHECK(store.count().value() == 0);
}

TEST_CASE("an import adds, or replaces the base, and dates what bears no date", "[kb][store][import]") {
    const ScratchFolder folder;
    SqliteProcedureStore store(folder.base());
    auto dated = other_procedure("1.900002");
    dated.data_date = "2025";
    REQUIRE(adapters::import_into(store, {batch_of({other_procedure("1.900001")}), batch_of({dated})}, {false, "2026-07"}).faults.empty());
    CHECK(store.find("1.900001").value()->data_date == "2026-07");
    CHECK(store.find("1.900002").value()->data_date == "2025");
    REQUIRE(adapters::import_into(store, {batch_of({other_procedure("1.900003")})}, {}).faults.empty());
    CHECK(store.count().value() == 3);
    REQUIRE(adapters::import_into(store, {batch_of({other_procedure("1.900003")})}, {true, ""}).faults.empty());
    CHECK(store.count().value() == 1);
}

TEST_CASE("a record equal to a stored one is quarantined together with it", "[kb][store][import]") {
    const ScratchFolder folder;
    SqliteProcedureStore store(folder.base());
    REQUIRE(adapters::import_into(store, {batch_of({sound_procedure("1.900001")})}, {}).faults.empty());
    const auto result = adapters::import_into(store, {batch_of({sound_procedure("1.900002")})}, {});
    REQUIRE(result.procedures.size() == 1);
    CHECK(result.procedures.front().has(Flag::miscaptured));
    CHECK(store.find("1.900001").value()->has(Flag::miscaptured));
    CHECK(store.find("1.900002").value()->has(Flag::miscaptured));
}

TEST_CASE("a store that fails is a fault of the import", "[kb][store][import]") {
    const ScratchFolder folder;
    SqliteProcedureStore store(folder.base());
    adapters::Database side(folder.base(), adapters::Durability::full);
    side.execute("DROP TABLE procedures");
    const auto result = adapters::import_into(store, {batch_of({sound_procedure()})}, {true, ""});
    REQUIRE(result.faults.size() == 1);
    CHECK(result.faults.front().source == "store");
}

}  // namespace motcua::tests
