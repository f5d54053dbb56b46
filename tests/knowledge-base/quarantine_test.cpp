// Groups of records with one another's content are quarantined, and nothing else is.
#include <catch2/catch.hpp>

#include "tests/knowledge-base/procedure_samples.hpp"

namespace motcua::tests {

using kb::Flag;

TEST_CASE("records equal in all but code, url and ministry are quarantined together", "[kb][quarantine]") {
    std::vector<kb::Procedure> base{sound_procedure("1.900001"), sound_procedure("1.900002"),
                                    sound_procedure("1.900003")};
    base[1].url = "https://example.vn/thu-tuc/2";
    base[1].ministry = "Bộ Khác";
    base[2].steps = "Một việc khác.";
    CHECK(kb::quarantine_miscaptured(base) == 2);
    CHECK(base[0].has(Flag::miscaptured));
    CHECK(base[1].has(Flag::miscaptured));
    CHECK_FALSE(base[2].has(Flag::miscaptured));
}

TEST_CASE("a group is marked once, and a mark is never taken away", "[kb][quarantine]") {
    std::vector<kb::Procedure> base{sound_procedure("1.900001"), sound_procedure("1.900002")};
    CHECK(kb::quarantine_miscaptured(base) == 2);
    CHECK(kb::quarantine_miscaptured(base) == 0);
    base.pop_back();
    CHECK(kb::quarantine_miscaptured(base) == 0);
    CHECK(base.front().has(Flag::miscaptured));
}

TEST_CASE("flags do not make records differ", "[kb][quarantine]") {
    std::vector<kb::Procedure> base{sound_procedure("1.900001"), sound_procedure("1.900002")};
    base[0].url.clear();
    for (auto& procedure : base) kb::lint(procedure);
    REQUIRE(base[0].flags != base[1].flags);
    CHECK(kb::quarantine_miscaptured(base) == 2);
}

TEST_CASE("each part of the content can tell namesakes apart", "[kb][quarantine]") {
    struct Row {
        const char* why;
        void (*change)(kb::Procedure&);
    };
    const auto row = GENERATE(values<Row>({
        {"decision", [](kb::Procedure& p) { p.decision = "9/QĐ"; }},
        {"agency", [](kb::Procedure& p) { p.agency += " 2"; }},
        {"a fee", [](kb::Procedure& p) { p.methods[0].fee = "1"; }},
        {"a count", [](kb::Procedure& p) { p.documents[0].copy = 2; }},
        {"a law", [](kb::Procedure& p) { p.legal_basis[0].code = "1"; }},
        {"a result", [](kb::Procedure& p) { p.result.emplace_back("2"); }},
        {"text moved from one row to the next", [](kb::Procedure& p) { p.documents[0] = {"Tờ khai", " mượn sách", "TV01", 1, 0}; }},
    }));
    INFO(row.why);
    std::vector<kb::Procedure> base{sound_procedure("1.900001"), sound_procedure("1.900002")};
    row.change(base[1]);
    CHECK(kb::quarantine_miscaptured(base) == 0);
}

}  // namespace motcua::tests
