// The lines that answers quote: nothing barer than the data allow.
#include "knowledge-base/published_facts.hpp"

#include <catch2/catch.hpp>

#include "knowledge-base/excerpt.hpp"
#include "tests/knowledge-base/procedure_samples.hpp"

namespace motcua::tests {
namespace {

bool has(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("fees that agree are told once, others by way to file", "[kb][facts]") {
    auto procedure = with_fee("20,000 Việt Nam Đồng");
    procedure.methods.push_back({"Dịch vụ bưu chính", "", false, "20,000 Việt Nam Đồng", "", ""});
    CHECK(kb::fee_text(procedure) == "20.000 đồng");
    procedure.methods.push_back({"Trực tuyến", "", false, "10,000 Việt Nam Đồng", "", ""});
    CHECK(kb::fee_text(procedure) == "Trực tiếp, Dịch vụ bưu chính: 20.000 đồng; Trực tuyến: 10.000 đồng");
}

TEST_CASE("a suspicious fee is only quoted, with its note and whom to ask", "[kb][facts]") {
    const auto text = kb::fee_text(with_fee("50 VNĐ", "áp dụng 25.000 đồng/hồ sơ"));
    CHECK(text == "Trên Cổng ghi “50 VNĐ”, ghi chú: “áp dụng 25.000 đồng/hồ sơ” (mức phí chưa rõ, anh/chị hỏi nơi tiếp nhận)");
}

TEST_CASE("free stands alone only when nothing speaks against it", "[kb][facts]") {
    CHECK(kb::fee_text(with_fee("Miễn phí")) == "Miễn phí");
    CHECK(kb::fee_text(with_fee("Phí : 0 Đồng")) == "Miễn phí");
    auto noted = with_fee("Miễn phí", "trừ trường hợp làm mất");
    CHECK(kb::fee_text(noted) == "Trên Cổng ghi “Miễn phí”, ghi chú: “trừ trường hợp làm mất”");
    noted.methods.front().fee_note = "150.000 đồng/giấy";
    CHECK(has(kb::fee_text(noted), "“150.000 đồng/giấy” (mức phí chưa rõ"));
    auto remarked = with_fee("Miễn phí");
    remarked.methods.front().note = "Phí cấp lại: 40.000 đồng";
    CHECK(has(kb::fee_text(remarked), "mô tả: “Phí cấp lại: 40.000 đồng”"));
    auto mixed = with_fee("Miễn phí");
    mixed.methods.push_back({"Trực tuyến", "", false, "5,000 VNĐ", "", ""});
    CHECK(kb::fee_text(mixed) == "Trực tiếp: Miễn phí; Trực tuyến: 5.000 đồng");
}

TEST_CASE("a fee that is not given is not made up", "[kb][facts]") {
    auto procedure = with_fee("");
    CHECK(kb::fee_text(procedure) == "Cổng không ghi mức phí, anh/chị hỏi nơi tiếp nhận");
    procedure.methods.clear();
    CHECK(kb::fee_text(procedure) == "Cổng không ghi mức phí, anh/chị hỏi nơi tiếp nhận");
    CHECK(has(kb::fee_text(with_fee("", "120 VNĐ")), "Cổng chỉ ghi “120 VNĐ” (mức phí chưa rõ"));
    CHECK(has(kb::fee_text(with_fee("Phí : 50% mức thu")), "theo Cổng: “50% mức thu”"));
}

TEST_CASE("a long note is cut to 300 characters", "[kb][facts]") {
    std::string note;
    for (int i = 0; i < 40; ++i) note += "Một câu dài về lệ phí. ";
    const auto text = kb::fee_text(with_fee("20,000 VNĐ", note));
    CHECK(has(text, "…)"));
    CHECK(kb::characters_in(text) <= kb::most_note_characters + 20);
}

TEST_CASE("durations come with their unit or say that it is unclear", "[kb][facts]") {
    struct Row {
        const char* why;
        kb::Method method;
        const char* text;
    };
    const auto row = GENERATE(values<Row>({
        {"plain", {"Trực tiếp", "5 Ngày làm việc", false, "", "", ""}, "5 ngày làm việc"},
        {"padded", {"Trực tiếp", "07 Ngày", false, "", "", ""}, "7 ngày"},
        {"a fraction", {"Trực tiếp", "0.5 Giờ", false, "", "", ""}, "0.5 giờ"},
        {"bare", {"Trực tiếp", "1", true, "", "", ""}, "Cổng ghi “1”, chưa rõ đơn vị trên Cổng"},
        {"bare, not marked", {"Trực tiếp", "3", false, "", "", ""}, "Cổng ghi “3”, chưa rõ đơn vị trên Cổng"},
        {"lost in a glued cell", {"Trực tiếp", "", true, "", "", ""}, "chưa rõ thời hạn trên Cổng"},
        {"not given", {"Trực tiếp", "", false, "", "", ""}, "Cổng không ghi thời hạn"},
        {"told by the remark", {"Trực tiếp", "", false, "", "", "Thời hạn: 02 ngày"}, "Cổng không ghi thời hạn, mô tả: “Thời hạn: 02 ngày”"},
        {"a remark on something else", {"Trực tiếp", "", false, "", "", "Nộp tại quầy 3"}, "Cổng không ghi thời hạn"},
        {"nothing takes no time", {"Trực tiếp", "0 Giờ", false, "", "", "Ngay sau khi nộp"}, "Cổng ghi “0 Giờ”, mô tả: “Ngay sau khi nộp”"},
        {"words", {"Trực tiếp", "Không quy định", false, "", "", ""}, "Không quy định"},
    }));
    INFO(row.why);
    auto procedure = sound_procedure();
    procedure.methods = {row.method};
    CHECK(kb::duration_text(procedure) == row.text);
}

TEST_CASE("durations that differ are told by way to file", "[kb][facts]") {
    auto procedure = sound_procedure();
    procedure.methods = {{"Trực tiếp", "5 Ngày làm việc", false, "", "", ""},
                         {"Trực tuyến", "3 Ngày làm việc", false, "", "", ""}};
    CHECK(kb::duration_text(procedure) == "Trực tiếp: 5 ngày làm việc; Trực tuyến: 3 ngày làm việc");
    procedure.methods[1].channel = "Trực tiếp";
    CHECK(kb::duration_text(procedure) == "5 ngày làm việc hoặc 3 ngày làm việc");
    procedure.methods.clear();
    CHECK(kb::duration_text(procedure) == "Cổng không ghi thời hạn");
}

TEST_CASE("many different facts end in where to read on", "[kb][facts]") {
    auto procedure = sound_procedure();
    procedure.methods.clear();
    for (int i = 1; i <= 9; ++i) {
        procedure.methods.push_back({"Trực tiếp", std::to_string(i) + " Ngày", false, "", "", ""});
    }
    const auto text = kb::duration_text(procedure);
    CHECK(has(text, "4 ngày; còn trường hợp khác, anh/chị xem trên Cổng"));
    CHECK_FALSE(has(text, "5 ngày"));
}

TEST_CASE("the place is told in today's two tiers", "[kb][facts]") {
    constexpr auto moved = "từ 01/7/2025 nộp tại Trung tâm Phục vụ hành chính công xã/phường hoặc cấp tỉnh";
    auto procedure = sound_procedure();
    CHECK(kb::place_text(procedure) == "Thư viện xã");
    procedure.receiving_address = "Số 5, quận Cũ";
    CHECK(kb::place_text(procedure) == "Thư viện xã; nơi tiếp nhận: Số 5, quận Cũ (địa chỉ ghi theo tên cũ)");
    procedure.receiving_address.clear();
    procedure.agency = "Thư viện cấp huyện";
    CHECK(kb::place_text(procedure) == std::string("Theo Cổng: “Thư viện cấp huyện”; ") + moved);
    procedure.agency = "Phòng Tư pháp";
    procedure.competent_agency = "UBND cấp huyện";
    CHECK(has(kb::place_text(procedure), moved));
    procedure.agency = "Ban chỉ huy quân sự cấp xã";
    CHECK(kb::place_text(procedure) == "Ban chỉ huy quân sự cấp xã");
}

TEST_CASE("without an authority the level says whom to ask", "[kb][facts]") {
    auto procedure = sound_procedure();
    procedure.agency.clear();
    CHECK(has(kb::place_text(procedure), "(Cấp xã): anh/chị hỏi tại Trung tâm Phục vụ hành chính công xã/phường"));
    procedure.level = "Cấp tỉnh";
    CHECK(has(kb::place_text(procedure), "Trung tâm Phục vụ hành chính công cấp tỉnh"));
    procedure.level.clear();
    CHECK(has(kb::place_text(procedure), "Cổng không ghi nơi tiếp nhận: "));
}

TEST_CASE("ways to file are told once, the online one with its page", "[kb][facts]") {
    auto procedure = sound_procedure();
    procedure.methods = {{"Trực tiếp", "", false, "", "", ""}, {"Trực tuyến", "", false, "", "", ""},
                         {"Trực tiếp", "", false, "", "", ""}};
    CHECK(kb::channels_text(procedure) == "Trực tiếp, Trực tuyến (https://example.vn/thu-tuc/1)");
    procedure.methods.clear();
    CHECK(kb::channels_text(procedure) == "Cổng không ghi cách nộp hồ sơ");
}

}  // namespace motcua::tests
