// What each spelling of a fee states.
#include "knowledge-base/published_fee.hpp"

#include <catch2/catch.hpp>

#include "tests/knowledge-base/procedure_samples.hpp"

namespace motcua::tests {

using kb::FeeKind;

TEST_CASE("a published fee is read into kind, amount and note", "[kb][fee]") {
    struct Row {
        const char* why;
        const char* fee;
        FeeKind kind;
        std::int64_t dong;
        const char* note;
    };
    const auto row = GENERATE(values<Row>({
        {"a page's comma", "10,000 Việt Nam Đồng", FeeKind::amount, 10'000, ""},
        {"a full stop", "50.000 đồng", FeeKind::amount, 50'000, ""},
        {"an export's line", "Lệ phí : 20000 Đồng (một lần)", FeeKind::amount, 20'000, "một lần"},
        {"millions", "1,025,000 VNĐ", FeeKind::amount, 1'025'000, ""},
        {"dollars", "Lệ phí : 1.5 USD", FeeKind::amount, 0, ""},
        {"free", "Miễn phí", FeeKind::free, 0, ""},
        {"nought", "Phí : 0 Đồng", FeeKind::free, 0, ""},
        {"the word", "Phí : Không Đồng", FeeKind::free, 0, ""},
        {"a letter for the digit", "Phí : o Đồng", FeeKind::free, 0, ""},
        {"no figure", "Phí :  Đồng", FeeKind::none, 0, ""},
        {"a condition only", "Lệ phí :   (theo Thông tư 249)", FeeKind::none, 0, "theo Thông tư 249"},
        {"a rule", "Phí : Mức thu bằng 50% mức thu phí", FeeKind::words, 0, ""},
        {"an amount that goes on", "50,000 VNĐ mỗi trang", FeeKind::words, 0, ""},
        {"more digits than money", "99999999999999999999 VNĐ", FeeKind::amount, 999'999'999'999'999, ""},
    }));
    INFO(row.why);
    const auto lines = kb::fee_lines(with_fee(row.fee).methods.front());
    REQUIRE(lines.size() == 1);
    CHECK(lines.front().kind == row.kind);
    CHECK(lines.front().dong == row.dong);
    CHECK(lines.front().note == row.note);
}

TEST_CASE("an export's fees are lines, and its attached files are none", "[kb][fee]") {
    const auto lines = kb::fee_lines(
        with_fee("Phí : 2.000.000 Đồng (lần đầu)\nFile đính kèm: a.pdf\nLệ phí : 5.000 Đồng (sau đó)").methods.front());
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].label == "Phí");
    CHECK(lines[1].label == "Lệ phí");
    CHECK(lines[1].dong == 5'000);
}

TEST_CASE("the note of a fee is read without its brackets", "[kb][fee]") {
    CHECK(kb::fee_lines(with_fee("50 VNĐ", "((từ 2026))").methods.front()).front().note == "từ 2026");
    CHECK(kb::fee_lines(with_fee("", "theo tỉnh").methods.front()).front().note == "theo tỉnh");
    CHECK(kb::fee_lines(with_fee("").methods.front()).empty());
}

TEST_CASE("an amount is a number with its currency or a percent sign", "[kb][fee]") {
    struct Row {
        const char* why;
        const char* text;
        bool amount;
    };
    const auto row = GENERATE(values<Row>({
        {"glued", "chỉ 50.000đ", true},
        {"apart", "20 VNĐ/tờ", true},
        {"small letters", "20.000 vnđ/tờ khai", true},
        {"millions in words", "01 triệu đồng/lần", true},
        {"share", "giảm 10%", true},
        {"dollars", "200 USD/lần", true},
        {"a law", "Thông tư 94/2021/TT-BTC", false},
        {"days", "05 ngày làm việc", false},
        {"application", "01 đơn", false},
        {"another word in đ", "16 độ", false},
        {"council", "15 đồng bào", true},  // rather once too often than a fee told wrongly
        {"nothing", "", false},
    }));
    INFO(row.why);
    CHECK(kb::names_an_amount(row.text) == row.amount);
}

TEST_CASE("amounts are written with full stops between thousands", "[kb][fee]") {
    CHECK(kb::dong_text(0) == "0 đồng");
    CHECK(kb::dong_text(999) == "999 đồng");
    CHECK(kb::dong_text(1'000) == "1.000 đồng");
    CHECK(kb::dong_text(1'025'000) == "1.025.000 đồng");
}

}  // namespace motcua::tests
