// First lines, sizes, machine paths: in our tree, and in made-up files that break the rules.
#include "tests/architecture/file_rules.hpp"

#include <catch2/catch.hpp>

using namespace motcua::tests;

TEST_CASE("each file of ours says in its first line what it is for", "[architecture]") {
    const Findings findings = first_line_findings(source_tree());
    INFO(text_of(findings));
    CHECK(findings.empty());
}

TEST_CASE("no code file of ours has more than 300 lines", "[architecture]") {
    const Findings findings = size_findings(source_tree());
    INFO(text_of(findings));
    CHECK(findings.empty());
}

TEST_CASE("no file of ours names a place of one machine", "[architecture]") {
    const Findings findings = machine_path_findings(source_tree());
    INFO(text_of(findings));
    CHECK(findings.empty());
}

TEST_CASE("a file without a first line that explains it is found", "[architecture]") {
    struct Row {
        const char* path;
        const char* text;
        std::size_t findings;
    };
    const auto row = GENERATE(values<Row>({
        {"intents/x.cpp", "// Says what it does.\nint x;\n", 0},
        {"intents/x.cpp", "#include <vector>\n", 1},
        {"intents/x.cpp", "\n// Too late by a line.\n", 1},
        {"intents/x.cpp", "// Sources.\n", 1},
        {"intents/x.cpp", "//\n", 1},
        {"docs/x.md", "<!-- Says what it is. -->\n# X\n", 0},
        {"docs/x.md", "# Only a heading here\n", 1},
        {"gateway/x/CMakeLists.txt", "# The sources of x.\n", 0},
        {"gateway/x/CMakeLists.txt", "target_sources(x PRIVATE y.cpp)\n", 1},
        {"run", "#!/usr/bin/env bash\n# Builds and starts it.\n", 0},
        {"run", "#!/usr/bin/env bash\nset -e\n", 1},
        {"gateway/x/web/x.html", "<!doctype html>\n<!-- The page of x. -->\n", 0},
        {"gateway/x/web/x.html", "<!doctype html>\n<title>x</title>\n", 1},
        {"knowledge-base/starter/x.jsonl", "{\"code\": \"1.000001\"}\n", 0},
        {"LICENSE", "Apache License\n", 0},
        {"tests/fuzz/corpus/x/seed.txt", "anything\n", 0},
    }));
    INFO(row.path << ": " << row.text);
    CHECK(first_line_findings({{row.path, row.text}}).size() == row.findings);
}

TEST_CASE("a code file of 301 lines is found, a data file is not", "[architecture]") {
    const std::string long_text = "// A long file.\n" + std::string(300, '\n');
    const std::string fits = "// It just fits.\n" + std::string(299, '\n');
    CHECK(size_findings({{"gateway/x.cpp", long_text}}).size() == 1);
    CHECK(size_findings({{"gateway/x.cpp", fits}}).empty());
    CHECK(size_findings({{"test", "#!/bin/bash\n" + long_text}}).size() == 1);
    CHECK(size_findings({{"knowledge-base/aliases/x.txt", long_text}}).empty());
}

TEST_CASE("a place of one machine is found, an address that looks alike is not", "[architecture]") {
    const std::string house = std::string("/ho") + "me/me/data";
    CHECK(machine_path_findings({{"run", "cd " + house + "\n"}}).size() == 1);
    CHECK(machine_path_findings({{"a.cpp", "\"" + house + "\""}}).size() == 1);
    CHECK(machine_path_findings({{"a.md", "https://a.example" + house}}).empty());
    CHECK(machine_path_findings({{"a.md", "../shared" + house}}).empty());
    CHECK(machine_path_findings({{"a.cpp", "/usr/bin/env"}}).empty());
}
