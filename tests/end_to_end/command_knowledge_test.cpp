// `kb`: imports all or nothing, tells every fault, shows, searches, counts and checks.
#include <catch2/catch.hpp>

#include <iostream>
#include <nlohmann/json.hpp>

#include "tests/end_to_end/child_process.hpp"
#include "tests/end_to_end/command_run.hpp"
#include "tests/end_to_end/file_search.hpp"
#include "tests/support/shared_data.hpp"

using namespace motcua;
using nlohmann::json;

namespace {

/// A base of our own: two small procedures that no portal knows.
json kite_licence() {
    return {{"code", "9.100001"},
            {"name", "Cấp giấy phép thả diều sáo"},
            {"field", "Diều"},
            {"level", "Cấp xã"},
            {"competent_agency", "Ủy ban nhân dân cấp xã"},
            {"data_date", "2026-07"},
            {"url", "https://example.org/9.100001"},
            {"methods", {{{"channel", "Trực tiếp"}, {"duration", "3 Ngày làm việc"}, {"fee", "Phí: 20.000 Đồng"}}}},
            {"documents", {{{"name", "Đơn xin thả diều sáo"}, {"original", 1}, {"copy", 0}}}}};
}
json lantern_licence() {
    json other = kite_licence();
    other["code"] = "9.100002";
    other["name"] = "Đăng ký thả đèn hoa đăng";
    other["url"] = "https://example.org/9.100002";
    return other;
}

struct Base {
    tests::TemporaryFolder folder;

    std::string data() const { return (folder.path() / "data").string(); }
    std::string file(const std::string& name, const std::string& bytes) const {
        tests::write_file(folder.path() / name, bytes);
        return (folder.path() / name).string();
    }
    tests::CommandResult kb(std::vector<std::string> words) const {
        words.insert(words.begin(), "kb");
        words.insert(words.end(), {"--data", data()});
        return tests::run_command(words);
    }
};

}  // namespace

TEST_CASE("an import with faults tells them all and imports nothing", "[command]") {
    const Base base;
    json no_name = lantern_licence();
    no_name.erase("name");
    json bad_fields = kite_licence();
    bad_fields["code"] = "9.100003";
    bad_fields["url"] = "ftp://example.org";
    bad_fields["valid_from"] = "soon";
    bad_fields["documents"][0]["original"] = "one";
    json bad_code = kite_licence();
    bad_code["code"] = "12";
    const std::string file = base.file("faulty.jsonl", kite_licence().dump() + "\n" + no_name.dump() + "\nno json\n" +
                                                           bad_fields.dump() + "\n" + bad_code.dump() + "\n" +
                                                           kite_licence().dump() + "\n[]\n");
    const auto result = base.kb({"import", "--format", "jsonl", file, "/nowhere/else.jsonl"});
    CHECK(result.exit_code == 1);
    struct Row {
        const char* why;
        const char* told;
    };
    for (const Row& row : {Row{"line and field of a missing name", "faulty.jsonl:2: 9.100002: name"},
                           Row{"a line that is no JSON", "faulty.jsonl:3: "},
                           Row{"an address of another kind", "faulty.jsonl:4: 9.100003: url"},
                           Row{"a date that is none", "faulty.jsonl:4: 9.100003: valid_from"},
                           Row{"a count that is a text", "faulty.jsonl:4: 9.100003: documents[0].original"},
                           Row{"a code of another form", "faulty.jsonl:5: code"},
                           Row{"a code that came before, and where", "faulty.jsonl:6: 9.100001: code"},
                           Row{"a line that is no object", "faulty.jsonl:7: "},
                           Row{"a file that is not there", "/nowhere/else.jsonl: "}}) {
        INFO(row.why << "\n" << result.out);
        CHECK(tests::holds(result.out, row.told));
    }
    CHECK(tests::holds(result.out, "nothing was imported"));
    CHECK(base.kb({"show", "9.100001"}).exit_code == 1);
    CHECK(tests::holds(base.kb({"stats"}).out, "procedures: 88"));  // the starter base
}

TEST_CASE("a good import can be shown, searched, counted and checked", "[command]") {
    const Base base;
    const std::string file = base.file("kites.jsonl", "# two of our own\n" + kite_licence().dump() + "\n\n" +
                                                          lantern_licence().dump() + "\n");
    const auto result = base.kb({"import", "--format", "jsonl", file});
    INFO(result.out << result.err);
    REQUIRE(result.exit_code == 0);
    CHECK(tests::holds(result.out, "imported 2 procedures from 1 files"));

    const auto shown = base.kb({"show", "9.100001"});
    CHECK(shown.exit_code == 0);
    CHECK(tests::holds(shown.out, "Cấp giấy phép thả diều sáo"));
    CHECK(tests::holds(shown.out, "Đơn xin thả diều sáo"));
    const auto as_json = base.kb({"show", "9.100001", "--json"});
    REQUIRE(as_json.exit_code == 0);
    CHECK(json::parse(as_json.out).at("name") == "Cấp giấy phép thả diều sáo");
    CHECK(json::parse(as_json.out).at("methods").at(0).at("channel") == "Trực tiếp");
    const auto absent = base.kb({"show", "9.100009"});
    CHECK(absent.exit_code == 1);
    CHECK(tests::holds(absent.out, "9.100009"));

    const auto found = base.kb({"search", "xin phep tha dieu sao"});
    CHECK(found.exit_code == 0);
    REQUIRE_FALSE(found.lines().empty());
    CHECK(tests::holds(found.lines()[0], "9.100001"));
    CHECK(tests::holds(base.kb({"stats"}).out, "procedures: 2"));
    const auto checked = base.kb({"validate"});
    CHECK((checked.exit_code == 0 || checked.exit_code == 1));
    CHECK(tests::holds(checked.out, "records flagged"));
}

TEST_CASE("an import adds or replaces by code, and --replace replaces the whole base", "[command]") {
    const Base base;
    const std::string both = base.file("both.jsonl", kite_licence().dump() + "\n" + lantern_licence().dump() + "\n");
    REQUIRE(base.kb({"import", "--format", "jsonl", both}).exit_code == 0);
    json renamed = kite_licence();
    renamed["name"] = "Cấp giấy phép thả diều lớn";
    const std::string one = base.file("one.jsonl", renamed.dump() + "\n");
    REQUIRE(base.kb({"import", "--format", "jsonl", one}).exit_code == 0);
    CHECK(tests::holds(base.kb({"stats"}).out, "procedures: 2"));
    CHECK(tests::holds(base.kb({"show", "9.100001"}).out, "thả diều lớn"));
    REQUIRE(base.kb({"import", "--replace", "--format", "jsonl", one}).exit_code == 0);
    CHECK(tests::holds(base.kb({"stats"}).out, "procedures: 1"));
    CHECK(base.kb({"show", "9.100002"}).exit_code == 1);
}

TEST_CASE("kb validate lists the records whose facts cannot be shown bare", "[command]") {
    const Base base;
    json bare = kite_licence();
    bare["methods"][0]["duration"] = "3";
    const std::string file = base.file("bare.jsonl", bare.dump() + "\n");
    REQUIRE(base.kb({"import", "--format", "jsonl", file}).exit_code == 0);
    const auto checked = base.kb({"validate"});
    INFO(checked.out);
    CHECK(checked.exit_code == 1);
    CHECK(tests::holds(checked.out, "9.100001"));
    CHECK(tests::holds(checked.out, "duration_without_unit"));
    CHECK(tests::holds(checked.out, "1 records flagged"));
}

TEST_CASE("an import of a folder without files says so", "[command]") {
    const Base base;
    const auto result = base.kb({"import", "--format", "jsonl", base.folder.path().string()});
    CHECK(result.exit_code == 2);
    CHECK(tests::holds(result.out, "nothing to import"));
}

TEST_CASE("the portal's 2,849 procedures and its raw samples are imported", "[command]") {
    const auto procedures = tests::shared_file("data/procedures.jsonl.gz");
    MOTCUA_SKIP_WITHOUT(procedures, "data/procedures.jsonl.gz");
    const Base base;
    const auto result = base.kb({"import", "--format", "jsonl", procedures->string()});
    INFO(result.out << result.err);
    REQUIRE(result.exit_code == 0);
    CHECK(tests::holds(result.out, "imported 2849 procedures from 1 files"));
    CHECK(tests::holds(result.out, "flags"));
    std::cout << "kb import: " << result.lines().back() << '\n';
    CHECK(base.kb({"show", "1.001193"}).exit_code == 0);

    const auto samples = tests::shared_file("data/raw-samples");
    MOTCUA_SKIP_WITHOUT(samples, "data/raw-samples");
    const Base raw;
    const auto pages = raw.kb({"import", "--format", "portal-json", samples->string()});
    INFO(pages.out);
    CHECK(pages.exit_code == 0);
    CHECK(tests::holds(pages.out, "imported 12 procedures from 12 files"));
}
