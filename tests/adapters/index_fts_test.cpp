// FtsProcedureIndex: the contract, and when it is stale, made anew, or broken.
#include <catch2/catch.hpp>

#include "adapters/sqlite/fts_procedure_index.hpp"
#include "adapters/sqlite/sqlite_procedure_store.hpp"
#include "tests/contract/procedure_index_contract.hpp"
#include "tests/support/temp_folder.hpp"

using namespace motcua;
using namespace motcua::tests;
using adapters::FtsProcedureIndex;
using adapters::SqliteProcedureStore;

namespace {

struct Library {
    TempFolder folder;
    SqliteProcedureStore store{folder / "knowledge.db"};
    FtsProcedureIndex index{folder / "index.db"};

    void fill(const std::vector<kb::Procedure>& procedures) { REQUIRE(store.replace_all(procedures)); }
    std::int64_t version() const { return store.version().value(); }
};

const std::vector<kb::AliasBlock> no_aliases;

}  // namespace

TEST_CASE("the FTS5 index keeps the promises of ProcedureIndex", "[index][contract]") {
    check_procedure_index("fts5", [](const auto& procedures, const auto& aliases) {
        auto library = std::make_shared<Library>();
        library->fill(procedures);
        REQUIRE(library->index.rebuild(library->store, aliases));
        return std::shared_ptr<kb::ProcedureIndex>(library, &library->index);
    });
}

TEST_CASE("a new index finds nothing and fits nothing", "[index]") {
    Library library;
    CHECK_FALSE(library.index.fits(library.version(), no_aliases));
    CHECK(codes_of(library.index, {.words = {{"khai", 1.0}}}).empty());
}

TEST_CASE("an index fits the store's version and the aliases that it was made from", "[index]") {
    Library library;
    library.fill(shelf());
    const std::vector<kb::AliasBlock> aliases{{"1.000001", "Khai sinh", {"em bé"}, ""}};
    CHECK(library.index.rebuild(library.store, aliases).value() == 4);  // the quarantined one is left out
    CHECK(library.index.fits(library.version(), aliases));
    CHECK(FtsProcedureIndex(library.folder / "index.db").fits(library.version(), aliases));
    CHECK_FALSE(library.index.fits(library.version(), no_aliases));
    CHECK_FALSE(library.index.fits(library.version() + 1, aliases));
    auto edited = aliases;
    edited[0].phrases[0] = "em be";
    CHECK_FALSE(library.index.fits(library.version(), edited));
    edited = aliases;
    edited[0].short_name = "Khai sin";
    edited[0].phrases[0] = "h em bé";  // the same letters, cut elsewhere
    CHECK_FALSE(library.index.fits(library.version(), edited));
    REQUIRE(library.store.put_all({named("1.000008", "Đăng ký nhận cha, mẹ, con")}));
    CHECK_FALSE(library.index.fits(library.version(), aliases));
}

TEST_CASE("making it anew replaces the old one whole", "[index]") {
    Library library;
    library.fill(shelf());
    REQUIRE(library.index.rebuild(library.store, {{"1.000002", "Khai tử", {"ông mất"}, ""}}));
    CHECK(has(codes_of(library.index, {.words = {{"ong", 1.0}}}), "1.000002"));
    library.fill({named("1.000005", "Đăng ký kết hôn")});
    CHECK(library.index.rebuild(library.store, no_aliases).value() == 1);
    CHECK(codes_of(library.index, {.words = {{"ong", 1.0}, {"tu", 1.0}}}).empty());
    CHECK(codes_of(library.index, {.pairs = {{"ket_hon", 1.0}}}) == std::vector<std::string>{"1.000005"});
}

TEST_CASE("searches see the old index until the new one is done", "[index]") {
    Library library;
    std::vector<kb::Procedure> many;
    for (int i = 0; i < 600; ++i) many.push_back(named("2.000" + std::to_string(100 + i), "Thủ tục mới"));
    library.fill(shelf());
    REQUIRE(library.index.rebuild(library.store, no_aliases));
    library.fill(many);
    int looked = 0;
    REQUIRE(library.index.rebuild(library.store, no_aliases, [&](std::size_t) {
        ++looked;
        CHECK(codes_of(library.index, {.pairs = {{"khai_sinh", 1.0}}}) == std::vector<std::string>{"1.000001"});
        CHECK(codes_of(library.index, {.pairs = {{"thu_tuc", 1.0}}}).empty());
    }));
    CHECK(looked == 1);
    CHECK(codes_of(library.index, {.pairs = {{"khai_sinh", 1.0}}}).empty());
    CHECK(codes_of(library.index, {.pairs = {{"thu_tuc", 1.0}}}, 20).size() == 20);
}

TEST_CASE("an index that breaks under way is a fault, not an empty answer", "[index]") {
    Library library;
    library.fill(shelf());
    REQUIRE(library.index.rebuild(library.store, no_aliases));
    {
        adapters::Database other(library.folder / "index.db", adapters::Durability::normal);
        other.execute("DROP TABLE body_text; DROP TABLE name_text;");
    }
    const auto hits = library.index.search({.words = {{"khai", 1.0}}}, 10);
    REQUIRE_FALSE(hits);
    CHECK(hits.error().fault == kb::StoreFault::unavailable);
}

TEST_CASE("a file that is no index is named", "[index]") {
    TempFolder folder;
    folder.write("index.db", std::string(8192, 'x'));
    CHECK_THROWS_WITH(FtsProcedureIndex(folder / "index.db"), Catch::Contains((folder / "index.db").string()));
}
