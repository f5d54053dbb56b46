// The words of the fixed replies, ours.
#include "knowledge-base/notices.hpp"

namespace motcua::kb {
namespace {

using intents::Notice;

constexpr const char* secret_stop =
    "Tin nhắn vừa rồi có dấu hiệu chứa bí mật nhà nước nên hệ thống không nhận và không lưu lại gì. Anh/chị "
    "vui lòng "
    "xóa tin nhắn khỏi cuộc trò chuyện và báo ngay người phụ trách bảo vệ bí mật nhà nước của cơ quan mình.";
constexpr const char* internal_doc_channel =
    "Kênh này chỉ hướng dẫn thủ tục hành chính công khai, không nhận, không chuyển và không cung cấp văn "
    "bản, dự thảo hay "
    "tài liệu nội bộ của cơ quan. Anh/chị dùng Hệ thống quản lý văn bản và điều hành, thư điện tử công vụ "
    "hoặc Trục liên "
    "thông văn bản quốc gia. Nội dung vừa gửi không được lưu. Nếu cần hỏi về một thủ tục, anh/chị cứ nhắn "
    "tên thủ tục.";
constexpr const char* no_attachment =
    "Kênh này không nhận tệp, hình ảnh, âm thanh hay video; tệp vừa gửi không được mở và không được lưu. "
    "Anh/chị vui lòng "
    "gõ câu hỏi thành chữ, ví dụ: \"đăng ký khai sinh cần giấy tờ gì\". Hồ sơ xin nộp tại dichvucong.gov.vn "
    "hoặc Trung tâm "
    "Phục vụ hành chính công xã/phường.";
constexpr const char* no_attachment_type_number =
    "Kênh này không nhận ảnh hoặc tệp văn bản và đã không lưu lại. Anh/chị vui lòng gõ số, ký hiệu của văn "
    "bản (ví dụ: "
    "12/2025/TT-BTP) hoặc điều cần hỏi. Văn bản đã ban hành có thể tra cứu tại vbpl.vn và "
    "vanban.chinhphu.vn.";
constexpr const char* no_id_photo =
    "Để bảo vệ dữ liệu cá nhân, kênh này không nhận ảnh hay tệp giấy tờ và đã không lưu lại. Anh/chị nộp hồ "
    "sơ tại "
    "dichvucong.gov.vn bằng tài khoản VNeID hoặc tại Trung tâm Phục vụ hành chính công xã/phường. Nếu muốn "
    "hỏi thủ tục, "
    "anh/chị chỉ cần gõ câu hỏi, không cần gửi giấy tờ.";
constexpr const char* no_location =
    "Kênh này không nhận vị trí và đã không lưu lại. Anh/chị gõ tên xã/phường và tỉnh/thành phố để hỏi nơi "
    "nộp hồ sơ, hoặc "
    "tra cứu tại dichvucong.gov.vn.";
constexpr const char* no_link =
    "Để an toàn, kênh này không mở đường dẫn (link) và đã không lưu lại. Anh/chị vui lòng gõ điều cần hỏi thành chữ, ví "
    "dụ: \"đăng ký khai sinh cần giấy tờ gì\". Nếu nghi đường dẫn là giả mạo, anh/chị đừng bấm vào; trang của cơ quan nhà "
    "nước có địa chỉ đuôi .gov.vn.";
constexpr const char* malware_file =
    "Tệp vừa gửi thuộc loại có thể cài phần mềm hoặc dẫn tới trang giả mạo; hệ thống không mở và không lưu. "
    "Anh/chị đừng "
    "mở hay cài tệp này. Cơ quan nhà nước không gửi ứng dụng qua tin nhắn; VNeID chỉ cài từ App Store hoặc "
    "Google Play. "
    "Nếu đã cài, hãy tắt mạng, gọi ngân hàng để khóa tài khoản và báo công an xã/phường hoặc gọi 113.";
constexpr const char* rights_access =
    "Hệ thống đã ghi nhận yêu cầu xem, nhận hoặc sửa dữ liệu cá nhân của anh/chị trên kênh này. Yêu cầu được "
    "phản hồi trong "
    "2 ngày làm việc và thực hiện trong 10 ngày theo Luật Bảo vệ dữ liệu cá nhân. Kết quả chỉ gửi về đúng "
    "cuộc trò chuyện "
    "này. Anh/chị không cần gửi thêm giấy tờ.";
constexpr const char* rights_delete =
    "Hệ thống đã ghi nhận yêu cầu xóa dữ liệu của anh/chị trên kênh này. Yêu cầu được phản hồi trong 2 ngày "
    "làm việc và dữ "
    "liệu được xóa trong 20 ngày theo Luật Bảo vệ dữ liệu cá nhân. Tin nhắn trên máy và trên nền tảng nhắn "
    "tin, anh/chị tự "
    "xóa trong ứng dụng. Sau khi xóa, anh/chị vẫn hỏi thủ tục bình thường.";
constexpr const char* rights_withdraw =
    "Hệ thống đã ghi nhận việc anh/chị rút lại sự đồng ý hoặc yêu cầu ngừng xử lý dữ liệu cá nhân. Yêu cầu "
    "được phản hồi "
    "trong 2 ngày làm việc và thực hiện trong 15 ngày. Anh/chị vẫn được trả lời về thủ tục như trước, không "
    "cần đồng ý cho "
    "lưu tin nhắn.";
constexpr const char* fakenews_channels =
    "Kênh này không xác nhận tin đồn. Anh/chị xem thông báo chính thức trên cổng thông tin của cơ quan nhà "
    "nước (địa chỉ có "
    "đuôi .gov.vn) và chưa nên chia sẻ tin khi chưa rõ nguồn. Báo tin giả: tingia.gov.vn hoặc điện thoại "
    "1800 8108. Nếu muốn "
    "biết một thủ tục có thay đổi hay không, anh/chị gõ tên thủ tục đó.";
constexpr const char* scam_channels =
    "Đây có thể là lừa đảo. Anh/chị đừng chuyển tiền, đừng đọc mã OTP hay mật khẩu, đừng bấm đường dẫn hoặc "
    "cài ứng dụng lạ. "
    "Cơ quan nhà nước không yêu cầu làm việc, nộp tiền hay cập nhật VNeID qua điện thoại. Cuộc gọi, tin nhắn "
    "lừa đảo: báo "
    "đầu số 156 hoặc 5656. Nếu đã mất tiền: gọi ngay ngân hàng để khóa tài khoản, rồi báo công an xã/phường "
    "gần nhất hoặc 113.";

}  // namespace

std::string notice_text(Notice notice) {
    switch (notice) {
        case Notice::none:
            return {};
        case Notice::secret_stop:
            return secret_stop;
        case Notice::internal_doc_channel:
            return internal_doc_channel;
        case Notice::no_attachment:
            return no_attachment;
        case Notice::no_attachment_type_number:
            return no_attachment_type_number;
        case Notice::no_id_photo:
            return no_id_photo;
        case Notice::no_location:
            return no_location;
        case Notice::no_link:
            return no_link;
        case Notice::malware_file:
            return malware_file;
        case Notice::rights_access:
            return rights_access;
        case Notice::rights_delete:
            return rights_delete;
        case Notice::rights_withdraw:
            return rights_withdraw;
        case Notice::fakenews_channels:
            return fakenews_channels;
        case Notice::scam_channels:
            return scam_channels;
    }
    return {};
}

}  // namespace motcua::kb
