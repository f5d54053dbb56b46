// Greeting, thanks, help, a human, complaint, emergency, not found: short, polite, with the next step.
#include "gateway/conversation/phrases.hpp"

#include <fmt/format.h>

namespace motcua::gateway {
namespace {

using intents::Purpose;

std::string office_text(const Office& office) {
    const std::string phone = office.phone.empty() ? std::string{} : fmt::format(", điện thoại {}", office.phone);
    return fmt::format("{} ({}{})", office.name, office.hours, phone);
}

std::vector<kb::Button> examples() {
    return {{"Đăng ký khai sinh", "#m:p:1.001193:general"},
            {"Cấp lại bằng lái xe", "#m:p:3.000348:general"},
            {"Đăng ký thường trú", "#m:p:1.004222:general"}};
}

std::string help_text() {
    return "Anh/chị gõ điều cần làm, có dấu hay không dấu đều được, ví dụ:\n"
           "• “làm lại bằng lái xe mất cần giấy gì”\n• “đăng ký khai sinh cho con ở đâu”\n"
           "• “xác nhận độc thân bao lâu có”\n"
           "Em trả lời giấy tờ, lệ phí, thời gian, nơi nộp, kèm nguồn của Cổng Dịch vụ công.";
}

kb::Reply person_wanted_reply(const Office& office) {
    return {fmt::format("Em đã chuyển cuộc trò chuyện cho cán bộ; anh/chị nhắn tiếp tại đây, cán bộ sẽ đọc và trả lời. Trong lúc "
                        "chờ em không trả lời thay. Sau {} phút chưa có cán bộ, em sẽ báo và trả lời tiếp. Việc gấp xin liên "
                        "hệ {}.",
                        office.wait.count(), office_text(office)),
            {}};
}

}  // namespace

kb::Reply reply_to(Purpose purpose, const Office& office) {
    switch (purpose) {
        case Purpose::greeting:
            return {"Chào anh/chị! Đây là trợ lý tự động tra cứu thủ tục hành chính. Anh/chị cần làm thủ tục gì ạ?\n"
                    "(Xin đừng gửi giấy tờ tùy thân, mã OTP hay văn bản của cơ quan qua đây.)",
                    examples()};
        case Purpose::thanks: return {"Dạ không có gì ạ. Anh/chị cần hỏi thêm thủ tục nào cứ nhắn nhé.", {}};
        case Purpose::bye: return {"Chào anh/chị, hẹn gặp lại ạ.", {}};
        case Purpose::who:
            return {"Đây là trợ lý tự động (máy trả lời) tra cứu thủ tục hành chính công khai, không phải cán bộ. "
                    "Câu trả lời lấy nguyên từ Cổng Dịch vụ công quốc gia, có mã thủ tục và nguồn để anh/chị kiểm tra.",
                    {}};
        case Purpose::help: return {help_text(), examples()};
        case Purpose::chat:
            return {"Dạ em là máy tra cứu thủ tục hành chính nên chuyện khác em không biết nhiều. Anh/chị cần làm giấy tờ gì cứ "
                    "nhắn em nhé.",
                    examples()};
        case Purpose::handoff:
            if (office.wait.count() > 0) return person_wanted_reply(office);
            return {fmt::format("Anh/chị muốn gặp cán bộ, xin liên hệ {}. Câu hỏi về thủ tục em vẫn trả lời ngay tại đây.",
                                office_text(office)),
                    {}};
        case Purpose::complaint:
            return {fmt::format("Em là máy tra cứu nên không giải quyết được phản ánh, rất mong anh/chị thông cảm. Anh/chị gửi "
                                "phản ánh, kiến nghị tại mục “Phản ánh kiến nghị” của dichvucong.gov.vn để được trả lời bằng "
                                "văn bản, hoặc gặp {}.",
                                office_text(office)),
                    {}};
        case Purpose::abuse:
            return {"Em xin lỗi nếu câu trả lời chưa đúng ý. Anh/chị cho biết cần làm thủ tục gì, em tra lại ngay ạ.", {}};
        case Purpose::status:
            return {"Em không xem được hồ sơ riêng của anh/chị và không cần mã hồ sơ. Anh/chị tra tại dichvucong.gov.vn, mục "
                    "“Tra cứu hồ sơ” (đăng nhập VNeID), hoặc hỏi nơi đã nộp theo giấy hẹn.",
                    {}};
        case Purpose::emergency:
            return {"Nếu đang nguy hiểm, anh/chị gọi ngay: 113 (công an), 114 (cháy, cứu nạn), 115 (cấp cứu), "
                    "111 (bảo vệ trẻ em). Em chỉ là máy tra cứu thủ tục nên không chuyển tin khẩn cấp được.",
                    {}};
    }
    return {help_text(), {}};
}

std::string ask_back_text(const std::string& matter, std::size_t options) {
    if (!matter.empty()) return fmt::format("Về “{}”, anh/chị cần việc nào trong {} việc này ạ?", matter, options);
    return fmt::format("Em chưa chắc ý anh/chị. Anh/chị cần việc nào trong {} việc này ạ?", options);
}

std::string others_text() { return "Nếu anh/chị cần việc khác gần với việc này, xin chọn bên dưới ạ."; }

kb::Reply not_found_reply(const Office& office, const std::vector<kb::Button>& near) {
    std::string text = "Em chưa tìm thấy thủ tục này trong cơ sở dữ liệu nên không dám trả lời bừa. ";
    if (!near.empty()) text += "Nếu gần với một trong các việc dưới đây, anh/chị bấm chọn; nếu không, ";
    text += fmt::format("{}nhắn lại cụ thể hơn (làm giấy gì, cho ai, mới hay làm lại), tra tại dichvucong.gov.vn, hoặc hỏi {}.",
                        near.empty() ? "Anh/chị " : "xin ", office_text(office));
    return {std::move(text), near};
}

kb::Reply outside_reply(const Office& office, const kb::CatalogEntry& gap) {
    if (gap.private_matter) return {fmt::format("{} Anh/chị cần làm thủ tục nào thì cứ nhắn em ạ.", gap.outside), {}};
    return {fmt::format("“{}”: thủ tục này chưa có trong cơ sở dữ liệu của em nên em không dám trả lời bừa. {} Anh/chị tra tại "
                        "dichvucong.gov.vn hoặc hỏi {}.",
                        gap.short_name, gap.outside, office_text(office)),
            {}};
}

kb::Reply which_procedure_reply() {
    return {"Anh/chị hỏi về thủ tục nào ạ? Xin nhắn tên việc cần làm, ví dụ “cấp lại bằng lái xe”, hoặc chọn một trong 3 việc dưới đây.",
            examples()};
}

kb::Reply nobody_came_reply(const Office& office) {
    return {fmt::format("Rất tiếc, lúc này chưa có cán bộ trả lời tại đây. Anh/chị xin liên hệ {}. Từ bây giờ em lại trả lời câu "
                        "hỏi về thủ tục, anh/chị cứ nhắn ạ.",
                        office_text(office)),
            {}};
}

kb::Reply unavailable_reply(const Office& office) {
    return {fmt::format("Hệ thống tra cứu đang gặp trục trặc, mong anh/chị thông cảm và nhắn lại sau ít phút. Việc gấp xin hỏi {}.",
                        office_text(office)),
            {}};
}

}  // namespace motcua::gateway
