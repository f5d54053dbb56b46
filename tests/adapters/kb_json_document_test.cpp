// JSON text to a plain tree, and typed fields out of it with every fault told.
#include <catch2/catch.hpp>

#include "adapters/json/field_reader.hpp"
#include "adapters/json/json_document.hpp"

namespace motcua::tests {

using adapters::FieldFault;
using adapters::FieldReader;
using adapters::JsonNode;

TEST_CASE("JSON text becomes a tree in its order", "[kb][json]") {
    const auto tree = adapters::parse_json(R"({"b": [1, 2.50, "ba", null], "a": {"c": true}})");
    REQUIRE(tree);
    REQUIRE(tree->kind == JsonNode::Kind::object);
    CHECK(tree->names == std::vector<std::string>{"b", "a"});
    const auto* list = tree->find("b");
    REQUIRE(list != nullptr);
    REQUIRE(list->children.size() == 4);
    CHECK(list->children[0].text == "1");
    CHECK(list->children[1].text == "2.50");
    CHECK(list->children[2].text == "ba");
    CHECK(list->children[3].kind == JsonNode::Kind::null);
    CHECK(tree->find("a")->find("c")->truth);
    CHECK(tree->find("z") == nullptr);
}

TEST_CASE("what is no JSON is told with its place and without its text", "[kb][json]") {
    struct Row {
        const char* why;
        std::string text;
        const char* message;
    };
    const auto row = GENERATE(values<Row>({
        {"cut short", R"({"a": "bí mật)", "not JSON"},
        {"nothing", "", "ends too early"},
        {"ill-formed bytes", "{\"a\": \"\xff\"}", "ill-formed UTF-8"},
        {"half a pair", R"({"a": "\ud800"})", "half a surrogate pair"},
        {"something behind", "{} x", "not JSON"},
        {"too deep", std::string(100, '[') + std::string(100, ']'), "nested too deeply"},
    }));
    INFO(row.why);
    const auto tree = adapters::parse_json(row.text);
    REQUIRE_FALSE(tree);
    CHECK(tree.error().message == row.message);
    CHECK(tree.error().byte <= row.text.size());
}

TEST_CASE("64 levels are read", "[kb][json]") {
    CHECK(adapters::parse_json(std::string(64, '[') + std::string(64, ']')));
    CHECK_FALSE(adapters::parse_json(std::string(65, '[') + std::string(65, ']')));
}

TEST_CASE("every wrong field is told with its path", "[kb][json]") {
    const auto tree = adapters::parse_json(
        R"({"t": 1, "l": ["a", 2], "n": "x", "b": "yes", "rows": [{"n": -1}, 5, {"n": "12"}], "o": [], "extra": 0})");
    REQUIRE(tree);
    std::vector<FieldFault> faults;
    const FieldReader reader(*tree, faults);
    CHECK(reader.text("t").empty());
    CHECK(reader.texts("l").empty());
    CHECK(reader.whole_number("n") == 0);
    CHECK_FALSE(reader.truth("b"));
    const auto rows = reader.objects("rows");
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].whole_number("n") == 0);
    CHECK(rows[1].whole_number("n") == 12);
    CHECK(reader.object("o").text("any").empty());
    std::vector<std::string> paths;
    for (const auto& fault : faults) paths.push_back(fault.field);
    CHECK(paths == std::vector<std::string>{"t", "l", "n", "b", "rows[1]", "rows[0].n", "o"});
    CHECK(reader.others_than({"t", "l", "n", "b", "rows", "o"}) == std::vector<std::string>{"extra"});
}

TEST_CASE("absent and null fields read as empty without a fault", "[kb][json]") {
    const auto tree = adapters::parse_json(R"({"t": null, "n": "", "rows": null})");
    REQUIRE(tree);
    std::vector<FieldFault> faults;
    const FieldReader reader(*tree, faults);
    CHECK(reader.text("t").empty());
    CHECK(reader.whole_number("n") == 0);
    CHECK(reader.objects("rows").empty());
    CHECK(reader.texts("absent").empty());
    CHECK(faults.empty());
}

}  // namespace motcua::tests
