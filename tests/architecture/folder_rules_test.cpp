// Folders explain themselves: in our tree, and in made-up ones that do not.
#include "tests/architecture/folder_rules.hpp"

#include <catch2/catch.hpp>

using namespace motcua::tests;

namespace {

const std::string whole_readme =
    "<!-- Says it. -->\n# x\n## What lives here\n## What never does\n## How data passes through\n## Files\n`room`\n"
    "## To add a room\n";

}  // namespace

TEST_CASE("each folder of ours has a README", "[architecture]") {
    const Findings findings = readme_findings(source_tree());
    INFO(text_of(findings));
    CHECK(findings.empty());
}

TEST_CASE("each README of our floors has the five headings", "[architecture]") {
    const Findings findings = heading_findings(source_tree());
    INFO(text_of(findings));
    CHECK(findings.empty());
}

TEST_CASE("each source of ours is named in the README beside it", "[architecture]") {
    const Findings findings = unnamed_findings(source_tree());
    INFO(text_of(findings));
    CHECK(findings.empty());
}

TEST_CASE("a folder of code without a README is found, a folder of data is not", "[architecture]") {
    const SourceFile floor{"gateway/README.md", whole_readme};
    CHECK(readme_findings({floor, {"gateway/x/room.cpp", ""}}).size() == 1);
    CHECK(readme_findings({floor, {"gateway/x/room.cpp", ""}, {"gateway/x/README.md", ""}}).empty());
    CHECK(readme_findings({floor, {"gateway/x/web/page.js", ""}}).empty());
    CHECK(readme_findings({floor, {"gateway/x/words/word_files.hpp", ""}, {"gateway/x/words/a.txt", ""}}).empty());
    CHECK(readme_findings({{"docs/decisions/0001-x.md", ""}}).size() == 2);
}

TEST_CASE("a README without one of the five headings is found", "[architecture]") {
    CHECK(heading_findings({{"intents/README.md", whole_readme}}).empty());
    const SourceFile short_readme{"intents/x/README.md", "# x\n\n## Files\n"};
    CHECK(heading_findings({short_readme, {"intents/x/room.cpp", ""}}).size() == 4);
    CHECK(heading_findings({short_readme, {"intents/x/words.txt", ""}}).empty());
    CHECK(heading_findings({{"docs/README.md", "# x\n"}}).empty());
}

TEST_CASE("a source that its README does not name is found", "[architecture]") {
    const SourceFile readme{"intents/README.md", whole_readme};
    CHECK(unnamed_findings({readme, {"intents/room.cpp", ""}, {"intents/room.hpp", ""}}).empty());
    CHECK(unnamed_findings({readme, {"intents/cellar.cpp", ""}}).size() == 1);
    // "bedroom" and "room_key" do not name "room".
    CHECK(unnamed_findings({{"intents/README.md", "bedroom room_key"}, {"intents/room.cpp", ""}}).size() == 1);
}
