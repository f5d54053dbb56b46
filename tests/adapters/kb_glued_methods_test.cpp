// The glued table of ways to file, split; own samples in the portal's shape.
#include "adapters/portal/glued_methods.hpp"

#include <catch2/catch.hpp>

#include "adapters/portal/swallowed_fee.hpp"

namespace motcua::tests {
namespace {

const std::string methods_heading = "Hình thức nộpThời gianPhí, lệ phíMô tả";

}  // namespace

TEST_CASE("rows, times, fees, notes and remarks come apart", "[kb][glued]") {
    const auto split = adapters::split_methods(
        methods_heading + "Trực tuyến7 Ngày làm việc10,000 Việt Nam Đồng(mỗi thẻ)Trực tiếp02 GiờMiễn phí(Không có)Nộp tại quầy."
                  "Dịch vụ bưu chínhKhông quy địnhKhông có thông tinGửi thư");
    CHECK(split.certain);
    REQUIRE(split.methods.size() == 3);
    CHECK(split.methods[0].channel == "Trực tuyến");
    CHECK(split.methods[0].duration == "7 Ngày làm việc");
    CHECK(split.methods[0].fee == "10,000 Việt Nam Đồng");
    CHECK(split.methods[0].fee_note == "mỗi thẻ");
    CHECK(split.methods[1].duration == "02 Giờ");
    CHECK(split.methods[1].fee == "Miễn phí");
    CHECK(split.methods[1].fee_note.empty());
    CHECK(split.methods[1].note == "Nộp tại quầy.");
    CHECK(split.methods[2].duration == "Không quy định");
    CHECK(split.methods[2].fee.empty());
    CHECK(split.methods[2].note == "Gửi thư");
}

TEST_CASE("the name of a way inside a remark begins no row", "[kb][glued]") {
    const auto split = adapters::split_methods(
        "Trực tiếp3 NgàyMiễn phíTrực tuyến tại Cổng hoặc (Trực tiếp1 lần) tại quầyTrực tuyến3 NgàyMiễn phí");
    REQUIRE(split.methods.size() == 2);
    CHECK(split.methods[0].note == "Trực tuyến tại Cổng hoặc (Trực tiếp1 lần) tại quầy");
}

TEST_CASE("a cell that says nothing has no rows", "[kb][glued]") {
    for (const auto* cell : {"", "--", "Không có thông tin"}) {
        CHECK(adapters::split_methods(cell).methods.empty());
        CHECK(adapters::split_methods(cell).certain);
    }
    CHECK(adapters::split_methods(methods_heading).methods.empty());
}

TEST_CASE("a time without a unit is marked", "[kb][glued]") {
    const auto split = adapters::split_methods("Trực tuyến1Miễn phíTrực tiếp12Miễn phí");
    REQUIRE(split.methods.size() == 2);
    CHECK(split.methods[0].duration == "1");
    CHECK(split.methods[0].duration_unit_missing);
    CHECK(split.methods[1].duration == "12");
}

TEST_CASE("without a time the fee is still found", "[kb][glued]") {
    const auto split = adapters::split_methods("Trực tiếpKhông có thông tin30,000 VNĐ(/giao dịch)Trực tuyếnKhôngMiễn phí");
    REQUIRE(split.methods.size() == 2);
    CHECK(split.methods[0].duration.empty());
    CHECK(split.methods[0].fee == "30,000 VNĐ");
    CHECK(split.methods[0].fee_note == "/giao dịch");
    CHECK(split.methods[1].duration.empty());
    CHECK(split.methods[1].fee == "Miễn phí");
}

TEST_CASE("several fees of one row become lines with their notes", "[kb][glued]") {
    const auto split = adapters::split_methods("Trực tiếp3 Ngày10,000 VNĐ(trẻ em)20,000 VNĐ(người lớn)Nộp tiền mặt");
    REQUIRE(split.methods.size() == 1);
    CHECK(split.methods[0].fee == "10,000 VNĐ (trẻ em)\n20,000 VNĐ (người lớn)");
    CHECK(split.methods[0].fee_note.empty());
    CHECK(split.methods[0].note == "Nộp tiền mặt");
}

TEST_CASE("text that cannot be split stays in one piece and says so", "[kb][glued]") {
    auto split = adapters::split_methods("Nộp ở đâu cũng được");
    CHECK_FALSE(split.certain);
    REQUIRE(split.methods.size() == 1);
    CHECK(split.methods[0].note == "Nộp ở đâu cũng được");
    split = adapters::split_methods("Trực tiếp3 Ngày10,000 VNĐ(chưa đóng ngoặc");
    CHECK_FALSE(split.certain);
    CHECK(split.methods[0].fee_note == "chưa đóng ngoặc");
}

TEST_CASE("time and fee that were glued are told apart, or left when two cuts are possible", "[kb][glued]") {
    struct Row {
        const char* why;
        const char* number;
        const char* rest;
        int cut;  // -1: open
    };
    const auto row = GENERATE(values<Row>({
        {"four digits before a comma are none of a fee", "1100,000", "VNĐ", 1},
        {"no fee has a leading nought", "1200", "VNĐ", 1},
        {"two cuts are possible", "120", "VNĐ", -1},
        {"the note confirms one", "120", "VNĐ(20.000 vnđ/tờ)", 1},
        {"thousands, confirmed", "120,000", "VNĐ(thu 20.000 đồng)", 1},
        {"the whole is confirmed", "120,000", "VNĐ(thu 120.000 đồng)", 0},
        {"thousands, open", "140,000", "Việt Nam Đồng(xe to)", -1},
        {"the note confirms two", "125", "VNĐ(25.000 hoặc 125.000 đồng)", -1},
        {"one digit is all fee", "5", "VNĐ", 0},
    }));
    INFO(row.why);
    const auto cut = adapters::digits_before_fee(row.number, row.rest);
    if (row.cut < 0) {
        CHECK_FALSE(cut.has_value());
    } else {
        REQUIRE(cut.has_value());
        CHECK(*cut == static_cast<std::size_t>(row.cut));
    }
}

TEST_CASE("a row whose time swallowed the fee is read anew", "[kb][glued]") {
    kb::Method row{"Trực tuyến", "120", true, "", "", "VNĐ(20.000 vnđ/tờ)"};
    CHECK(adapters::unglue(row));
    CHECK(row.duration == "1");
    CHECK(row.duration_unit_missing);
    CHECK(row.fee == "20 VNĐ");
    CHECK(row.fee_note == "20.000 vnđ/tờ");
    kb::Method open{"Trực tuyến", "120,000", true, "", "", "VNĐ(theo Thông tư)"};
    CHECK_FALSE(adapters::unglue(open));
    CHECK(open.duration.empty());
    CHECK(open.fee.empty());
    CHECK(open.fee_note == "120,000 VNĐ(theo Thông tư)");
    kb::Method sound{"Trực tuyến", "3 Ngày", false, "Miễn phí", "", "VNĐ"};
    CHECK(adapters::unglue(sound));
    CHECK(sound.duration == "3 Ngày");
}

}  // namespace motcua::tests
