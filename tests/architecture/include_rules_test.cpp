// Includes run down, and adapters do not know one another: in our tree, and in made-up ones that break it.
#include "tests/architecture/include_rules.hpp"

#include <catch2/catch.hpp>

#include "tests/architecture/code_text.hpp"

using namespace motcua::tests;

namespace {

/// A house of one file a floor, plus the one under test.
SourceTree house_with(const std::string& path, const std::string& text) {
    return {{"intents/facet.hpp", ""},          {"knowledge-base/answer.hpp", ""},
            {"adapters/channel.hpp", ""},       {"adapters/json/json_document.hpp", ""},
            {"adapters/zalo/zalo_channel.hpp", ""}, {"adapters/sqlite/database.hpp", ""},
            {"gateway/http/router.hpp", ""},    {"tests/support/shared_data.hpp", ""},
            {path, text}};
}

}  // namespace

TEST_CASE("our includes run down only", "[architecture]") {
    const Findings findings = floor_findings(source_tree());
    INFO(text_of(findings));
    CHECK(findings.empty());
}

TEST_CASE("our adapters do not include one another", "[architecture]") {
    const Findings findings = sibling_findings(source_tree());
    INFO(text_of(findings));
    CHECK(findings.empty());
}

TEST_CASE("the tree that is read is the whole house", "[architecture]") {
    for (const char* floor : {"intents", "knowledge-base", "adapters", "gateway", "tests", "docs", "cmake"}) {
        INFO(floor);
        bool there = false;
        for (const SourceFile& file : source_tree()) there = there || floor_of(file.path) == floor;
        CHECK(there);
    }
    CHECK(source_tree().size() > 100);
}

TEST_CASE("an include that runs up, or to nowhere, is found", "[architecture]") {
    struct Row {
        const char* why;
        const char* path;
        const char* include;
        std::size_t findings;
    };
    const auto row = GENERATE(values<Row>({
        {"down one floor", "knowledge-base/x.cpp", "#include \"intents/facet.hpp\"\n", 0},
        {"down three floors", "gateway/x.cpp", "#include \"intents/facet.hpp\"\n", 0},
        {"tests see all", "tests/x.cpp", "#include \"gateway/http/router.hpp\"\n", 0},
        {"up one floor", "intents/x.cpp", "#include \"knowledge-base/answer.hpp\"\n", 1},
        {"up to the top", "adapters/x.cpp", "#include \"gateway/http/router.hpp\"\n", 1},
        {"nobody looks at tests", "gateway/x.cpp", "#include \"tests/support/shared_data.hpp\"\n", 1},
        {"no path from the root", "gateway/http/x.cpp", "#include \"router.hpp\"\n", 1},
        {"no such file", "gateway/x.cpp", "#include \"gateway/gone.hpp\"\n", 1},
        {"ours in angle brackets", "gateway/x.cpp", "#include <intents/facet.hpp>\n", 1},
        {"commented out", "intents/x.cpp", "// #include \"gateway/http/router.hpp\"\n", 0},
        {"inside a block comment", "intents/x.cpp", "/*\n#include \"gateway/http/router.hpp\"\n*/\n", 0},
        {"inside a raw string", "intents/x.cpp", "auto x = R\"(\n#include \"gateway/http/router.hpp\"\n)\";\n", 0},
    }));
    INFO(row.why);
    CHECK(floor_findings(house_with(row.path, row.include)).size() == row.findings);
}

TEST_CASE("an adapter that includes another one is found", "[architecture]") {
    struct Row {
        const char* why;
        const char* path;
        const char* include;
        std::size_t findings;
    };
    const auto row = GENERATE(values<Row>({
        {"its own folder", "adapters/zalo/x.cpp", "#include \"adapters/zalo/zalo_channel.hpp\"\n", 0},
        {"a port", "adapters/zalo/x.cpp", "#include \"adapters/channel.hpp\"\n", 0},
        {"JSON is for all", "adapters/sqlite/x.cpp", "#include \"adapters/json/json_document.hpp\"\n", 0},
        {"a sibling", "adapters/zalo/x.cpp", "#include \"adapters/sqlite/database.hpp\"\n", 1},
        {"JSON knows nobody", "adapters/json/x.cpp", "#include \"adapters/sqlite/database.hpp\"\n", 1},
        {"a port knows no adapter", "adapters/channel.hpp", "#include \"adapters/zalo/zalo_channel.hpp\"\n", 1},
        {"the gateway may name them", "gateway/x.cpp", "#include \"adapters/sqlite/database.hpp\"\n", 0},
    }));
    INFO(row.why);
    CHECK(sibling_findings(house_with(row.path, row.include)).size() == row.findings);
}

TEST_CASE("code is told from comments and literals", "[architecture]") {
    struct Row {
        const char* why;
        const char* text;
        const char* code;
    };
    const auto row = GENERATE(values<Row>({
        {"a line comment", "a; // b\nc;", "a;     \nc;"},
        {"an address is no comment", "f(\"https://x\"); g;", "f(           ); g;"},
        {"an escaped quote", "f(\"a\\\"b\"); g;", "f(      ); g;"},
        {"a digit separator opens nothing", "int a = 4'000; int b = 1'0;", "int a = 4'000; int b = 1'0;"},
        {"a quote as a character", "f('\"'); g;", "f(   ); g;"},
        {"a raw string with quotes", "f(R\"({\"a\": 1})\"); g;", "f(R            ); g;"},
    }));
    INFO(row.why);
    CHECK(code_of(row.text) == row.code);
}
