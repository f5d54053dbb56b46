// Matters: the files that staff edit, which name covers a question, and what is then offered.
#include <catch2/catch.hpp>

#include "knowledge-base/built_in_files.hpp"
#include "knowledge-base/matter_book.hpp"
#include "tests/knowledge-base/ranking_town.hpp"

using namespace motcua;
using tests::birth;
using tests::foreign_birth;
using tests::licence_again;
using tests::licence_exchange;

namespace {

kb::MatterBook town_matters(const kb::Catalog& catalog) {
    return kb::MatterBook({{"Bằng lái xe",
                            {"bằng lái", "làm cái bằng lái", "giấy phép lái xe"},
                            {licence_exchange, licence_again},
                            {"làm lại bằng lái"}},
                           {"Khai sinh", {"khai sinh"}, {birth, foreign_birth, "1.999999"}, {}},
                           {"Khai sinh nước ngoài", {"khai sinh nước ngoài"}, {foreign_birth, birth}, {}},
                           {"Đi chợ", {"đi chợ"}, {"1.999999", birth}, {}}},
                          catalog);
}

}  // namespace

TEST_CASE("a matter holds its title, names and codes", "[ranking]") {
    const auto file = kb::read_matters(
        "# land\n[Sổ đỏ]\r\n- sổ đỏ\n? làm lại sổ đỏ\n-  so\u0302\u0309 hồng \n> 1.000001\n>1.000002\n\n[Đò]\n- đò\n> 1.000003\n> 1.000004", "land.txt");
    CHECK(file.faults.empty());
    REQUIRE(file.matters.size() == 2);
    CHECK(file.matters[0].title == "Sổ đỏ");
    CHECK(file.matters[0].phrases == std::vector<std::string>{"sổ đỏ", "sổ hồng"});
    CHECK(file.matters[0].unclear == std::vector<std::string>{"làm lại sổ đỏ"});
    CHECK(file.matters[0].codes == std::vector<std::string>{"1.000001", "1.000002"});
    CHECK(file.matters[1].codes.size() == 2);
}

TEST_CASE("a fault of a matter is told with file, line and what is allowed", "[ranking]") {
    struct Row {
        const char* why;
        std::string text;
        std::size_t line;
        const char* says;
    };
    std::string long_title = "[";
    for (int i = 0; i < 61; ++i) long_title += "ề";
    const std::string good = "[Đò]\n- đò\n> 1.000003\n> 1.000004\n";
    const std::vector<Row> rows{
        {"a name before any title", "- đò\n" + good, 1, "under a [title]"},
        {"a title without its bracket", good + "[Sổ đỏ\n", 5, "[title]"},
        {"a line without its sign", good + "sổ đỏ\n", 5, "`- phrase`"},
        {"a sign without words", good + "-\n", 5, "`- phrase`"},
        {"an unclear name before any title", "? làm lại đò\n" + good, 1, "under a [title]"},
        {"one code leaves nothing to choose", "# x\n[Đò]\n- đò\n> 1.000003\n", 2, "at least 2"},
        {"no name", "[Đò]\n> 1.000003\n> 1.000004\n", 1, "needs a `- phrase`"},
        {"a title of 61 characters", good + long_title + "]\n", 5, "60 characters"},
    };
    for (const Row& row : rows) {
        INFO(row.why);
        const auto file = kb::read_matters(row.text, "x.txt");
        REQUIRE(file.faults.size() == 1);
        CHECK(file.faults[0].file == "x.txt");
        CHECK(file.faults[0].line == row.line);
        CHECK(file.faults[0].message.find(row.says) != std::string::npos);
    }
}

TEST_CASE("a matter is named by what covers most of the question", "[ranking]") {
    const kb::Catalog catalog = tests::town_catalog();
    const kb::MatterBook matters = town_matters(catalog);
    CHECK(matters.size() == 3);  // one has a single code that the base holds
    struct Row {
        const char* why;
        const char* typed;
        const char* title;  // empty: none
        float least;
        float most;
    };
    const std::vector<Row> rows{
        {"the name alone", "bằng lái", "Bằng lái xe", 1, 1},
        {"without accents, with courtesies", "cho em hoi bang lai a", "Bằng lái xe", 0.9F, 1},
        {"a filler inside the name", "làm bằng cái lái", "Bằng lái xe", 0.6F, 1},
        {"the longer name of two that cover all", "khai sinh nước ngoài", "Khai sinh nước ngoài", 1, 1},
        {"other words beside it", "khai sinh con trâu nhà hàng xóm", "Khai sinh", 0.1F, 0.49F},
        {"typed accents that say otherwise", "bảng lãi", "", 0, 0},
        {"nothing of it", "nuôi trâu", "", 0, 0},
        {"nothing at all", "", "", 0, 0},
    };
    for (const Row& row : rows) {
        INFO(row.why << ": " << row.typed);
        const auto named = matters.named_in(tests::asked(catalog, row.typed));
        CHECK((named ? named->matter->title : "") == row.title);
        CHECK((named ? named->cover : 0) >= row.least);
        CHECK((named ? named->cover : 0) <= row.most);
    }
}

TEST_CASE("a name says whether it is unclear, the other names of its matter are not", "[ranking]") {
    const kb::Catalog catalog = tests::town_catalog();
    const kb::MatterBook matters = town_matters(catalog);
    const auto named = [&](const char* typed) { return matters.named_in(tests::asked(catalog, typed)); };
    REQUIRE(named("lam lai bang lai"));
    CHECK(named("lam lai bang lai")->matter->title == "Bằng lái xe");
    CHECK(named("lam lai bang lai")->unclear);
    REQUIRE(named("lam lai bang lai bi mat"));
    CHECK_FALSE(named("lam lai bang lai bi mat")->unclear);  // says which one
    REQUIRE(named("bằng lái"));
    CHECK_FALSE(named("bằng lái")->unclear);
    REQUIRE(named("khai sinh"));
    CHECK(named("khai sinh")->matter->title == "Khai sinh");
    CHECK_FALSE(named("khai sinh")->unclear);
}

TEST_CASE("what ranks close stands first, then what is asked every day", "[ranking]") {
    const kb::Catalog catalog = tests::town_catalog();
    const kb::Matter matter{"Bằng lái xe", {"bằng lái"}, {licence_exchange, licence_again}, {}};
    const auto row = [&](const std::string& code, float score) {
        return kb::Ranked{static_cast<std::size_t>(catalog.find(code) - catalog.entries().data()), score, 0};
    };
    const std::vector<kb::Ranked> near{row(birth, 9), row(licence_again, 8), row(licence_exchange, 7)};
    const std::vector<kb::Ranked> far{row(licence_again, 8), row(licence_exchange, 2)};
    using Codes = std::vector<std::string>;
    CHECK(kb::options_of(matter, catalog, near, {}, 4) == Codes{licence_again, licence_exchange});
    CHECK(kb::options_of(matter, catalog, far, {}, 4) == Codes{licence_again, licence_exchange});
    CHECK(kb::options_of(matter, catalog, {}, {}, 4) == Codes{licence_exchange, licence_again});
    CHECK(kb::options_of(matter, catalog, near, {birth}, 4) == Codes{birth, licence_again, licence_exchange});
    CHECK(kb::options_of(matter, catalog, near, {birth}, 2) == Codes{birth, licence_again});
}

TEST_CASE("the built-in matters have no fault and no name twice", "[ranking]") {
    std::vector<std::string> names;
    for (const EmbeddedFile& file : matter_files()) {
        const auto read = kb::read_matters(file.text(), file.path);
        for (const auto& fault : read.faults) FAIL_CHECK(fault.file << ":" << fault.line << ": " << fault.message);
        for (const kb::Matter& matter : read.matters) {
            names.insert(names.end(), matter.phrases.begin(), matter.phrases.end());
            names.insert(names.end(), matter.unclear.begin(), matter.unclear.end());
        }
    }
    std::sort(names.begin(), names.end());
    CHECK(names.size() > 300);
    const auto twice = std::adjacent_find(names.begin(), names.end());
    CHECK((twice == names.end() ? "" : *twice) == "");
}
