// A procedure to our JSON and back.
#include "adapters/json/procedure_document.hpp"

#include <catch2/catch.hpp>

#include "tests/knowledge-base/procedure_samples.hpp"

namespace motcua::tests {
namespace {

kb::Procedure full_procedure() {
    auto procedure = sound_procedure();
    procedure.decision = "1/QĐ-TV";
    procedure.kind = "Loại khác";
    procedure.ministry = "Bộ Sách";
    procedure.competent_agency = "Thư viện tỉnh";
    procedure.receiving_address = "Số 1";
    procedure.audience = {"Công dân Việt Nam", "Tổ chức"};
    procedure.methods.front() = {"Trực tuyến", "1", true, "50 VNĐ", "ghi chú", "mô tả \"trong\" ngoặc"};
    procedure.requirements = "Đủ 6 tuổi.\nCó ảnh.";
    procedure.data_date = "2026-07";
    procedure.valid_from = "2026-01-01";
    procedure.valid_to = "2026-12-31";
    procedure.overrides = {{"01", "Thư viện Hà Nội", "Miễn phí", "1 Ngày", "mùa hè"}};
    procedure.flags = {kb::Flag::duration_without_unit, kb::Flag::was_nfd};
    return procedure;
}

std::vector<std::string> fault_fields(const std::string& json) {
    const auto tree = adapters::parse_json(json);
    REQUIRE(tree);
    std::vector<std::string> fields;
    for (const auto& fault : adapters::read_procedure(*tree).faults) fields.push_back(fault.field);
    return fields;
}

}  // namespace

TEST_CASE("a procedure comes back from its JSON as it was", "[kb][document]") {
    const auto procedure = full_procedure();
    const auto text = adapters::json_text_of(procedure);
    CHECK(text.find('\n') == std::string::npos);
    const auto back = adapters::procedure_from(text);
    REQUIRE(back);
    CHECK(adapters::json_text_of(*back) == text);
    CHECK(back->methods.front().note == procedure.methods.front().note);
    CHECK(back->methods.front().duration_unit_missing);
    CHECK(back->overrides.front().place == "Thư viện Hà Nội");
    CHECK(back->flags == procedure.flags);
    CHECK(back->requirements == procedure.requirements);
    CHECK(adapters::procedure_from(adapters::pretty_json_text_of(procedure)));
}

TEST_CASE("each field that JSON keeps makes two texts differ", "[kb][document]") {
    const auto base = adapters::json_text_of(full_procedure());
    for (const auto member : {&kb::Procedure::code, &kb::Procedure::name, &kb::Procedure::decision, &kb::Procedure::kind,
                         &kb::Procedure::field, &kb::Procedure::level, &kb::Procedure::ministry,
                         &kb::Procedure::agency, &kb::Procedure::competent_agency, &kb::Procedure::receiving_address,
                         &kb::Procedure::steps, &kb::Procedure::requirements, &kb::Procedure::url,
                         &kb::Procedure::data_date, &kb::Procedure::valid_from, &kb::Procedure::valid_to}) {
        auto changed = full_procedure();
        changed.*member = "khác";
        CHECK(adapters::json_text_of(changed) != base);
    }
}

TEST_CASE("the wrong parts of a document are all named", "[kb][document]") {
    using Fields = std::vector<std::string>;
    struct Row {
        const char* why;
        const char* json;
        Fields fields;
    };
    const auto row = GENERATE(values<Row>({
        {"sound", R"({"code": "1.900001", "name": "A"})", {}},
        {"code as a number", R"({"code": 1.900001, "name": "A"})", {"code"}},
        {"code too short", R"({"code": "1.90000", "name": "A"})", {"code"}},
        {"letters in the code", R"({"code": "1.90000x", "name": "A"})", {"code"}},
        {"neither", R"({})", {"code", "name"}},
        {"no list", R"({"code": "1.900001", "name": "A", "methods": {}})", {"methods"}},
        {"counts", R"({"code": "1.900001", "name": "A", "documents": [{"name": "B", "original": "2", "copy": -1}]})",
         {"documents[0].copy"}},
        {"several", R"({"code": "x", "name": 7, "audience": "B", "url": "ftp://x"})", {"name", "audience", "code", "name", "url"}},
        {"dates", R"({"code": "1.900001", "name": "A", "data_date": "07/2026", "valid_from": "2026-13-01", "valid_to": "2026-1-1"})",
         {"data_date", "valid_from", "valid_to"}},
        {"flag", R"({"code": "1.900001", "name": "A", "flags": ["odd"]})", {"flags"}},
        {"override without its area", R"({"code": "1.900001", "name": "A", "overrides": [{"fee": "1"}]})", {"overrides[0].area"}},
        {"no object", R"([])", {""}},
    }));
    INFO(row.why);
    CHECK(fault_fields(row.json) == row.fields);
}

TEST_CASE("unknown fields are named, known ones that are not kept are not", "[kb][document]") {
    const auto tree = adapters::parse_json(
        R"({"code": "1.900001", "name": "A", "methods_text": "x", "fee": "y", "colour": 1, "methods": [{"speed": 2}]})");
    REQUIRE(tree);
    const auto reading = adapters::read_procedure(*tree);
    CHECK(reading.faults.empty());
    CHECK(reading.unknown_fields == std::vector<std::string>{"methods[0].speed", "colour"});
}

TEST_CASE("a text that is no procedure says why", "[kb][document]") {
    CHECK(adapters::procedure_from("{").error() == "ends too early");
    CHECK(adapters::procedure_from("{}").error() == "code: expected N.NNNNNN");
}

}  // namespace motcua::tests
