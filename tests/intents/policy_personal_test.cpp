// Personal data is masked by typed marks before anything is kept; figures that are not personal stay.
#include "tests/intents/policy_case.hpp"

namespace motcua::tests {
namespace {

struct Masked {
    const char* why;
    const char* typed;
    const char* kept;
};

void check_masked(const std::vector<Masked>& rows) {
    for (const auto& row : rows) {
        INFO(row.why << ": " << row.typed);
        const auto verdict = intents::admit(written(row.typed));
        REQUIRE(verdict);
        CHECK(verdict->text() == row.kept);
        CHECK((verdict->action() == intents::PolicyAction::redact) == (verdict->text() != row.typed));
    }
}

TEST_CASE("numbers of a person become typed marks", "[policy]") {
    check_masked({
        {"identity card", "cccd 001099012345 bị sai tên", "cccd [CCCD] bị sai tên"},
        {"no cue, by structure", "tra giúp 079201004567", "tra giúp [CCCD]"},
        {"spaced", "CCCD của tôi 001 099 012 345 nhé", "CCCD của tôi [CCCD] nhé"},
        {"dotted", "cccd: 001.099.012.345", "cccd: [CCCD]"},
        {"full width", "căn cước ００１０９９０１２３４５", "căn cước [CCCD]"},
        {"zero-width inside", "cccd 0010\u200b9901\u200b2345", "cccd [CCCD]"},
        {"o for 0", "cccd oo1o99o12345", "cccd [CCCD]"},
        {"old card", "số cmnd 123456789 đổi sang thẻ mới", "số cmnd [CMND] đổi sang thẻ mới"},
        {"old card, dotted", "cmnd 123.456.789", "cmnd [CMND]"},
        {"mobile", "gọi tôi 0912345678 nha", "gọi tôi [SĐT] nha"},
        {"mobile, spaced", "sdt 0912 345 678", "sdt [SĐT]"},
        {"mobile, dotted", "0912.345.678 gặp Hoa", "[SĐT] gặp Hoa"},
        {"mobile, hyphens", "0912-345-678", "[SĐT]"},
        {"mobile, letter O", "O912345678 zalo", "[SĐT] zalo"},
        {"mobile, abroad form", "liên hệ (+84) 912 345 678", "liên hệ [SĐT]"},
        {"mobile, 84", "số 84912345678", "số [SĐT]"},
        {"digit by digit", "0 9 1 2 3 4 5 6 7 8", "[SĐT]"},
        {"spelled", "số tôi là không chín một hai ba bốn năm sáu bảy tám", "số tôi là [SĐT]"},
        {"fixed line", "máy bàn 02438123456", "máy bàn [SĐT]"},
        {"glued to its cue", "sdt0912345678", "sdt[SĐT]"},
        {"two in one line", "cccd 001099012345 sđt 0987654321", "cccd [CCCD] sđt [SĐT]"},
        {"slash between", "0912345678/0987654321", "[SĐT]/[SĐT]"},
        {"social insurance", "mã số bhxh 0123456789 tra giúp", "mã số bhxh [BHXH] tra giúp"},
        {"health card", "thẻ bhyt GD4010123456789", "thẻ bhyt [BHYT]"},
        {"health card, spaced", "DN 4 01 0123456789", "[BHYT]"},
        {"passport", "hộ chiếu B1234567 hết hạn", "hộ chiếu [HỘ CHIẾU] hết hạn"},
        {"tax number", "mst 0100109106", "mst [MST]"},
        {"tax number of a branch", "MST: 0100109106-001", "MST: [MST]"},
        {"bank account", "stk 19034567890123 vietcombank", "stk [STK] vietcombank"},
        {"account before the phone", "stk 0071001234567", "stk [STK]"},
        {"plate", "xe biển số 51F-123.45 sang tên", "xe biển số [BIỂN SỐ] sang tên"},
        {"motorbike plate", "biển 29-B1 123.45", "biển [BIỂN SỐ]"},
        {"dossier", "hồ sơ H38.12-250715-0012 xong chưa", "hồ sơ [MÃ HỒ SƠ] xong chưa"},
        {"dossier, long", "mã 000.00.12.H38-250715-0012", "mã [MÃ HỒ SƠ]"},
        {"mail", "mail nguyenvana@gmail.com nhé", "mail [EMAIL] nhé"},
        {"mail, spaced", "nguyenvana @ gmail.com", "[EMAIL]"},
        {"licence", "gplx số 790123456789 hết hạn", "gplx số [GPLX] hết hạn"},
        {"any long run", "mã tra cứu 987654321098", "mã tra cứu [DÃY SỐ]"},
        {"place on earth", "nhà tôi ở 21.028511, 105.804817", "nhà tôi ở [TỌA ĐỘ]"},
        {"password told", "mật khẩu: Hoa@1234 vào không được", "mật khẩu: [MẬT KHẨU] vào không được"},
    });
}

TEST_CASE("numbers of everybody stay as they are", "[policy]") {
    for (const char* text : {
             "thủ tục 1.001193 làm ở đâu",
             "mã 1.004194 và 2.000815",
             "12/2025/TT-BCA còn hiệu lực không",
             "luật 60/2014/QH13 điều 15",
             "nghị định 30/2020/NĐ-CP",
             "lệ phí 1.000.000 đồng",
             "phí 12.500.000đ",
             "500k hay 50.000đ",
             "lương 120000000 đồng có phải đóng thuế không",
             "ngày 01/7/2025 có hiệu lực",
             "từ 01-07-2025 đến 31.12.2026",
             "gọi 113 114 115 111",
             "tổng đài 1022",
             "hotline 19001234 hoặc 1900 1234",
             "miễn phí 18001091",
             "sinh năm 1990 cưới năm 2015",
             "năm 2024 2025 2026",
             "1998/QĐ-UBND",
             "công văn 4964/UBND-VX nói gì",
             "đất 120m2 nhà 3 tầng",
             "từ 8h30 đến 11h30",
             "tuổi 60 năm 2026",
             "1.001193.000.00.00.H38 là mã gì",
             "150.000.000.000 đồng vốn điều lệ",
         }) {
        INFO(text);
        const auto verdict = intents::admit(written(text));
        REQUIRE(verdict);
        CHECK(verdict->text() == text);
        CHECK(verdict->action() == intents::PolicyAction::allow);
    }
}

TEST_CASE("personal data gives its label, and yields to a report", "[policy]") {
    check_all({
        {"question with an identity number", "cccd 001099012345 hết hạn thì đổi ở đâu", "personal_data",
         "redact"},
        {"law beside a phone", "nghị định 118/2025/NĐ-CP, gọi tôi 0912345678", "personal_data", "redact"},
        {"one-time code", "mã OTP là 482913 nhập vào đâu", "personal_data", "redact"},
        {"court paper names a person", "bản án 123/2026/QĐST-HNGĐ lấy bản sao ở đâu", "personal_data",
         "redact"},
        {"parcel", "thửa đất số 125 tờ bản đồ số 37 có quy hoạch không", "personal_data", "redact"},
        {"fraud with a number", "số 0912345678 tự xưng công an bắt tôi chuyển tiền", "scam_report", "redact",
         "scam_channels"},
        {"rumour with a number", "tin đồn trên mạng bảo gọi 0912345678 nhận trợ cấp có thật không",
         "misinformation_report", "redact", "fakenews_channels"},
    });
}

TEST_CASE("a request about one's own data gets its fixed reply", "[policy]") {
    check_all({
        {"delete", "Xóa dữ liệu của tôi", "personal_data", "allow", "rights_delete"},
        {"delete, no marks", "xoa het tin nhan cua toi di", "personal_data", "allow", "rights_delete"},
        {"delete what was sent", "gỡ thông tin cá nhân tôi đã gửi ở đây", "personal_data", "allow",
         "rights_delete"},
        {"delete history", "làm ơn xoá lịch sử chat này", "personal_data", "allow", "rights_delete"},
        {"withdraw", "Tôi rút lại sự đồng ý cho xử lý dữ liệu cá nhân", "personal_data", "allow",
         "rights_withdraw"},
        {"object", "tôi không đồng ý cho lưu thông tin của tôi", "personal_data", "allow", "rights_withdraw"},
        {"access", "Các anh đang lưu những dữ liệu gì về tôi?", "personal_data", "allow", "rights_access"},
        {"copy", "cho tôi xin bản sao dữ liệu cá nhân của tôi ở kênh này", "personal_data", "allow",
         "rights_access"},
        {"delete with a number", "xóa số điện thoại 0912345678 của tôi khỏi hệ thống", "personal_data",
         "redact", "rights_delete"},
    });
}

}  // namespace
}  // namespace motcua::tests
