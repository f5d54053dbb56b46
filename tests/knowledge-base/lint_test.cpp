// Each flag that lint() sets, and what must not set it.
#include <catch2/catch.hpp>
#include <functional>

#include "tests/knowledge-base/procedure_samples.hpp"

namespace motcua::tests {
namespace {

using kb::Flag;

struct LintRow {
    const char* why;
    std::function<void(kb::Procedure&)> change;
    Flag flag;
    bool set;
};

void check_lint(const LintRow& row) {
    INFO(row.why);
    auto procedure = sound_procedure();
    row.change(procedure);
    kb::lint(procedure);
    CHECK(procedure.has(row.flag) == row.set);
}

}  // namespace

TEST_CASE("a sound record gets no flag at all", "[kb][lint]") {
    auto procedure = sound_procedure();
    kb::lint(procedure);
    CHECK(procedure.flags.empty());
}

TEST_CASE("lint flags what is missing or far too long", "[kb][lint]") {
    const auto row = GENERATE(values<LintRow>({
        {"no papers", [](auto& p) { p.documents.clear(); }, Flag::no_documents, true},
        {"no way to file", [](auto& p) { p.methods.clear(); }, Flag::no_methods, true},
        {"nobody named", [](auto& p) { p.agency.clear(); }, Flag::no_agency, true},
        {"one of the two authorities is enough",
         [](auto& p) { p.agency.clear(); p.competent_agency = "Sở Văn hóa"; }, Flag::no_agency, false},
        {"no page", [](auto& p) { p.url.clear(); }, Flag::no_url, true},
        {"longer than the limit", [](auto& p) { p.steps.assign(kb::very_long_bytes + 1, 'x'); }, Flag::very_long, true},
        {"long, within the limit", [](auto& p) { p.steps.assign(20'000, 'x'); }, Flag::very_long, false},
    }));
    check_lint(row);
}

TEST_CASE("lint flags times without a unit", "[kb][lint]") {
    const auto duration = [](const char* text, bool marked = false) {
        return [=](kb::Procedure& p) {
            p.methods.front().duration = text;
            p.methods.front().duration_unit_missing = marked;
        };
    };
    const auto row = GENERATE_COPY(values<LintRow>({
        {"a bare number", duration("1"), Flag::duration_without_unit, true},
        {"a bare range", duration("10-25"), Flag::duration_without_unit, true},
        {"marked by the source", duration("", true), Flag::duration_without_unit, true},
        {"with its unit", duration("1 Giờ"), Flag::duration_without_unit, false},
        {"words", duration("Không quy định"), Flag::duration_without_unit, false},
        {"nothing stated", duration(""), Flag::duration_without_unit, false},
    }));
    check_lint(row);
}

TEST_CASE("lint flags fees under a thousand dong and free beside an amount", "[kb][lint]") {
    const auto fee = [](const char* text, const char* note = "") {
        return [=](kb::Procedure& p) {
            p.methods.front().fee = text;
            p.methods.front().fee_note = note;
        };
    };
    const auto row = GENERATE_COPY(values<LintRow>({
        {"thousands were meant", fee("50 VNĐ"), Flag::fee_suspiciously_small, true},
        {"just below", fee("999 Việt Nam Đồng"), Flag::fee_suspiciously_small, true},
        {"a thousand is a fee", fee("1,000 VNĐ"), Flag::fee_suspiciously_small, false},
        {"both marks part thousands", fee("10.000 đồng"), Flag::fee_suspiciously_small, false},
        {"ten dollars", fee("10 USD"), Flag::fee_suspiciously_small, false},
        {"an export's nought", fee("Phí : 0 Đồng"), Flag::fee_suspiciously_small, false},
        {"the second line of an export", fee("Phí : 20.000 Đồng (a)\nPhí : 30 Đồng (b)"), Flag::fee_suspiciously_small, true},
        {"free, note with an amount", fee("Miễn phí", "150.000 đồng/giấy"), Flag::free_but_amount_in_note, true},
        {"glued currency", fee("Miễn phí", "nộp 5.000.000đồng/lần"), Flag::free_but_amount_in_note, true},
        {"a percentage", fee("Miễn phí", "5% của mức thu"), Flag::free_but_amount_in_note, true},
        {"free, harmless note", fee("Miễn phí", "theo Thông tư số 94/2021/TT-BTC"), Flag::free_but_amount_in_note, false},
        {"papers are no money", fee("Miễn phí", "kèm 01 đơn"), Flag::free_but_amount_in_note, false},
        {"a fee with the same amount", fee("150,000 VNĐ", "150.000 đồng/giấy"), Flag::free_but_amount_in_note, false},
    }));
    check_lint(row);
}

TEST_CASE("lint flags authorities of the abolished tier as words of their own", "[kb][lint]") {
    const auto agency = [](const char* text) { return [=](kb::Procedure& p) { p.agency = text; }; };
    const auto competent = [](const char* text) { return [=](kb::Procedure& p) { p.competent_agency = text; }; };
    const auto address = [](const char* text) { return [=](kb::Procedure& p) { p.receiving_address = text; }; };
    const auto row = GENERATE_COPY(values<LintRow>({
        {"cấp huyện", agency("Bảo hiểm xã hội cấp huyện"), Flag::abolished_tier, true},
        {"capital", agency("Công an Huyện"), Flag::abolished_tier, true},
        {"quận", agency("UBND quận 1"), Flag::abolished_tier, true},
        {"thị xã", competent("Chi cục thuế thị xã"), Flag::abolished_tier, true},
        {"quân is another word", agency("Ban chỉ huy quân sự cấp xã"), Flag::abolished_tier, false},
        {"xã and thị trấn", agency("Ủy ban nhân dân xã, phường, thị trấn"), Flag::abolished_tier, false},
        {"inside another word", agency("Trung tâm huyệnly"), Flag::abolished_tier, false},
        {"a street's old place", address("Số 1, quận Ba Đình, Hà Nội"), Flag::abolished_tier, false},
        {"an office in the address", address("Ban chỉ huy quân sự cấp huyện"), Flag::abolished_tier, true},
    }));
    check_lint(row);
}

TEST_CASE("lint keeps what only an importer can know and forgets the rest", "[kb][lint]") {
    auto procedure = sound_procedure();
    procedure.flags = {Flag::was_nfd,           Flag::glued_cell, Flag::miscaptured, Flag::private_use_characters,
                       Flag::template_file_name, Flag::no_url,     Flag::very_long};
    kb::lint(procedure);
    CHECK(procedure.flags == std::vector<Flag>{Flag::glued_cell, Flag::private_use_characters, Flag::was_nfd,
                                               Flag::template_file_name, Flag::miscaptured});
}

TEST_CASE("every flag has a name of its own that reads back", "[kb][lint]") {
    for (const auto flag : kb::all_flags()) CHECK(kb::flag_from(kb::name_of(flag)) == flag);
    CHECK(kb::all_flags().size() == 14);
    CHECK_FALSE(kb::flag_from("no_such_flag").has_value());
}

}  // namespace motcua::tests
