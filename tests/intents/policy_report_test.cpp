// Rumours and frauds that people report are admitted, labelled, and answered with the places that take
// reports.
#include "tests/intents/policy_case.hpp"

namespace motcua::tests {
namespace {

TEST_CASE("a rumour is labelled and gets the channels for false news", "[policy]") {
    const char* label = "misinformation_report";
    const char* notice = "fakenews_channels";
    check_all({
        {"named so", "Báo tin giả về sáp nhập tỉnh ở đâu", label, "allow", notice},
        {"seen on the net", "trên facebook bảo từ mai bỏ hết cccd có thật không", label, "allow", notice},
        {"heard", "nghe đồn sắp đổi tiền phải không ạ", label, "allow", notice},
        {"forged paper", "có công văn giả cho học sinh nghỉ học đang lan truyền", label, "allow", notice},
        {"false page", "Trang fanpage này giả mạo UBND phường phải không", label, "allow", notice},
        {"true or false", "tin tăng lệ phí gấp đôi thật hay giả vậy", label, "allow", notice},
        {"no marks", "tren tiktok noi ai ko dinh danh muc 2 bi phat co dung khong", label, "allow", notice},
        {"teencode", "fb đăng là bỏ xã phường, thiệt hong dzậy", label, "allow", notice},
    });
}

TEST_CASE("a fraud is labelled and gets the channels for frauds", "[policy]") {
    const char* label = "scam_report";
    const char* notice = "scam_channels";
    check_all({
        {"named so", "Tôi bị lừa đảo chuyển khoản thì báo ai", label, "allow", notice},
        {"false police", "Có người tự xưng công an gọi điện yêu cầu cài app", label, "allow", notice},
        {"code asked for", "họ bảo đọc mã OTP để cập nhật VNeID", label, "allow", notice},
        {"look-alike host", "trang dichvucong-gov.com có phải của nhà nước không", label, "allow", notice},
        {"look-alike host, other end", "vneid.top bắt nhập mật khẩu", label, "allow", notice},
        {"threat", "số lạ gọi doạ có lệnh bắt, đòi nộp tiền vào tài khoản", label, "allow", notice},
        {"no marks", "co nguoi goi xung la can bo phuong bao chuyen tien lam dinh danh", label, "allow",
         notice},
        {"prize", "nhắn tin trúng thưởng của bhxh bắt đóng phí trước", label, "allow", notice},
    });
}

TEST_CASE("a real site or a real call is no fraud", "[policy]") {
    check_all({
        {"the portal", "dichvucong.gov.vn không vào được", "normal", "allow"},
        {"police invites", "công an xã gọi điện mời lên làm căn cước thì mang gì", "normal", "allow"},
        {"fine by transfer", "nộp phạt giao thông chuyển khoản được không", "normal", "allow"},
        {"install the real app", "cài app vneid trên điện thoại thế nào", "normal", "allow"},
        {"one-time code late", "không nhận được mã otp khi đăng ký dịch vụ công", "normal", "allow"},
        {"cattle, not a forgery", "bán gia súc cho thương lái có cần giấy kiểm dịch không", "normal", "allow"},
        {"an heirloom, not a forgery", "thanh kiếm cổ để lại làm gia bảo phải khai báo thế nào", "normal", "allow"},
        {"is it right", "làm lại bằng lái phải khám sức khỏe đúng không", "normal", "allow"},
    });
}

TEST_CASE("a forgery is told with accents or without, when it says what of", "[policy]") {
    check_all({
        {"with accents", "có người bán giả sổ đỏ", "scam_report", "allow", "scam_channels"},
        {"without accents", "co nguoi lam gia giay to", "scam_report", "allow", "scam_channels"},
    });
}

}  // namespace
}  // namespace motcua::tests
