// The alias files hold: ours, and made-up ones with each mistake that an editor can make.
#include "tests/architecture/alias_rules.hpp"

#include <catch2/catch.hpp>

using namespace motcua::tests;

TEST_CASE("our alias files keep to their format, and no phrase stands twice", "[architecture]") {
    const Findings findings = alias_findings(source_tree());
    INFO(text_of(findings));
    CHECK(findings.empty());
}

TEST_CASE("a mistake in an alias file is found", "[architecture]") {
    struct Row {
        const char* why;
        std::string text;
        std::size_t findings;
    };
    const std::string longest(60, 'a');
    const auto row = GENERATE_COPY(values<Row>({
        {"whole", "# Words.\n[1.001193] Title\n= Short\nlam khai sinh\n", 0},
        {"short name of 60", "[1.001193] Title\n= " + longest + "\nlam khai sinh\n", 0},
        {"short name of 61", "[1.001193] Title\n= a" + longest + "\nlam khai sinh\n", 2},
        {"two short names", "[1.001193] Title\n= A\n= B\nlam khai sinh\n", 1},
        {"no short name", "[1.001193] Title\nlam khai sinh\n", 1},
        {"no phrase", "[1.001193] Title\n= Short\n", 1},
        {"code of five digits", "[1.00119] Title\n= Short\nlam khai sinh\n", 1},
        {"code with a letter", "[1.00119a] Title\n= Short\nlam khai sinh\n", 1},
        {"a topic outside this base", "[out.visa] Visa\n= Visa\n> Đại sứ quán.\nxin visa\n", 0},
        {"such a topic without a note", "[out.visa] Visa\n= Visa\nxin visa\n", 1},
        {"no closing bracket", "[1.001193 Title\n= Short\nlam khai sinh\n", 3},
        {"a phrase before any block", "lam khai sinh\n", 1},
        {"a code twice", "[1.001193] T\n= A\nmot\n[1.001193] T\n= B\nhai\n", 1},
        {"a phrase twice in a block", "[1.001193] T\n= A\nkhai sinh\nkhai sinh\n", 1},
        {"a phrase under two codes", "[1.001193] T\n= A\nkhai sinh\n[1.000689] T\n= B\nkhai sinh\n", 1},
        {"a phrase that differs in case only", "[1.001193] T\n= A\nKhai Sinh?\nkhai sinh\n", 1},
        {"accents make another phrase", "[1.001193] T\n= A\nkhai sinh\nkhái sinh\n", 0},
    }));
    INFO(row.why);
    CHECK(alias_findings({{"knowledge-base/aliases/x.txt", row.text}}).size() == row.findings);
}

TEST_CASE("a phrase that stands in two alias files is found", "[architecture]") {
    const std::string one = "[1.001193] T\n= A\nkhai sinh\n";
    const std::string two = "[1.000689] T\n= B\nkhai sinh\n";
    CHECK(alias_findings({{"knowledge-base/aliases/a.txt", one}, {"knowledge-base/aliases/b.txt", two}}).size() == 1);
}
