// No file, picture, voice, film, place or contact is taken; what its name tells only chooses the reply.
#include "tests/intents/policy_case.hpp"

namespace motcua::tests {
namespace {

using Kind = intents::AttachmentKind;

struct FileCase {
    const char* why;
    Kind kind;
    const char* name;
    const char* caption;
    const char* label;
    const char* notice;
};

TEST_CASE("every attachment but a sticker and a link is refused", "[policy]") {
    const std::vector<FileCase> cases{
        {"draft by name", Kind::file, "123-ubnd-du-thao.docx", "Em gửi anh ạ", "internal_document",
         "internal_doc_channel"},
        {"number in the name", Kind::file, "45_TTr-STC.pdf", "", "internal_document", "internal_doc_channel"},
        {"minutes", Kind::file, "Biên bản họp 12.10.docx", "", "internal_document", "internal_doc_channel"},
        {"by caption", Kind::image, "IMG_2031.jpg", "nhờ anh chuyển công văn này cho sở", "internal_document",
         "internal_doc_channel"},
        {"secret name", Kind::file, "TUYET MAT - phuong an.docx", "", "internal_document", "secret_stop"},
        {"secret name with marks", Kind::file, "Báo cáo Mật.pdf", "", "internal_document", "secret_stop"},
        {"secret caption", Kind::image, "1.jpg", "văn bản tối mật của tỉnh", "internal_document",
         "secret_stop"},
        {"front of a card", Kind::image, "cccd_mat_truoc.jpg", "", "personal_data", "no_id_photo"},
        {"front of a card, capitals", Kind::image, "CCCD_MAT_SAU.JPG", "", "personal_data", "no_id_photo"},
        {"lost card", Kind::image, "anh.jpg", "toi mat cccd", "personal_data", "no_id_photo"},
        {"birth certificate", Kind::file, "giay khai sinh con.pdf", "", "personal_data", "no_id_photo"},
        {"land certificate", Kind::image, "so-do-nha.png", "", "personal_data", "no_id_photo"},
        {"a person's CV", Kind::file, "cv-nguyen-van-a.pdf", "", "personal_data", "no_id_photo"},
        {"plain picture", Kind::image, "", "", "normal", "no_attachment"},
        {"plain file", Kind::file, "mau-to-khai.docx", "mẫu này đúng chưa ạ", "normal", "no_attachment"},
        {"voice", Kind::audio, "", "", "normal", "no_attachment"},
        {"film", Kind::video, "clip.mp4", "", "normal", "no_attachment"},
        {"place", Kind::location, "", "", "normal", "no_location"},
        {"contact", Kind::contact, "", "", "personal_data", "no_attachment"},
        {"unknown kind", Kind::other, "", "", "normal", "no_attachment"},
        {"programme", Kind::file, "VNeID_capnhat.apk", "", "scam_report", "malware_file"},
        {"double suffix", Kind::file, "giay_moi.pdf.exe", "", "scam_report", "malware_file"},
        {"archive behind a paper", Kind::file, "thong-bao.pdf.zip", "", "scam_report", "malware_file"},
        {"web page", Kind::file, "dichvucong.html", "", "scam_report", "malware_file"},
        {"hidden direction", Kind::file, "bien-lai\u202Efdp.scr", "", "scam_report", "malware_file"},
        {"published decision", Kind::image, "anh1.jpg", "quyết định 1998/QĐ-UBND này còn hiệu lực không",
         "public_reference", "no_attachment_type_number"},
    };
    for (const auto& row : cases) {
        check_verdict({row.why, row.name, row.label, "refuse", row.notice},
                      intents::admit(with_file(row.kind, row.name, row.caption)));
    }
}

TEST_CASE("the reply to an attachment fits its name and its caption", "[policy]") {
    const std::vector<FileCase> cases{
        {"by name", Kind::file, "QD bo nhiem ke toan truong.doc", "", "internal_document",
         "internal_doc_channel"},
        {"by name", Kind::file, "TB_ket_luan_giao_ban_T11.pdf", "", "internal_document",
         "internal_doc_channel"},
        {"by name", Kind::file, "KeHoach_UBND_2026.xlsx", "", "internal_document", "internal_doc_channel"},
        {"by caption", Kind::image, "IMG_9.jpg", "sếp xem giúp em tờ trình này", "internal_document",
         "internal_doc_channel"},
        {"by caption", Kind::file, "scan0001.pdf", "công văn đến sáng nay, nhờ chị chuyển văn thư",
         "internal_document", "internal_doc_channel"},
        {"by name", Kind::file, "DuThao_NQ_HDND_v3_final.docx", "", "internal_document",
         "internal_doc_channel"},
        {"by name", Kind::file, "Phiếu trình - trình ký.docx", "", "internal_document",
         "internal_doc_channel"},
        {"by name", Kind::file, "bao cao quy 4 phong noi vu.docx", "", "internal_document",
         "internal_doc_channel"},
        {"by caption", Kind::audio, "", "ghi âm cuộc họp giao ban, đánh máy giúp em biên bản họp",
         "internal_document", "internal_doc_channel"},
        {"by name", Kind::file, "danh sach can bo.xlsx", "", "internal_document", "internal_doc_channel"},
        {"by name", Kind::file, "KH_TOI_MAT_2026.docx", "", "internal_document", "secret_stop"},
        {"by caption", Kind::image, "a.jpg", "công văn đóng dấu mật, ad đọc hộ", "internal_document",
         "secret_stop"},
        {"by name", Kind::file, "Tài liệu mật.pdf", "", "internal_document", "secret_stop"},
        {"by caption", Kind::image, "IMG.jpg", "sổ đỏ nhà em đây ad xem giúp có sai không", "personal_data",
         "no_id_photo"},
        {"by name", Kind::image, "CAN CUOC MAT TRUOC.png", "", "personal_data", "no_id_photo"},
        {"by caption", Kind::image, "matsau.jpg", "căn cước của em", "personal_data", "no_id_photo"},
        {"by name", Kind::file, "don de nghi cap lai gplx.docx", "", "personal_data", "no_id_photo"},
        {"by name", Kind::file, "hop dong mua ban xe.pdf", "", "personal_data", "no_id_photo"},
        {"by name", Kind::image, "hokhau.jpg", "", "personal_data", "no_id_photo"},
        {"by caption", Kind::image, "z123.jpg", "giấy báo tử của ông nội", "personal_data", "no_id_photo"},
        {"by name", Kind::file, "Giay ra vien.pdf", "", "personal_data", "no_id_photo"},
        {"by name", Kind::image, "TOI MAT CCCD.jpg", "", "personal_data", "no_id_photo"},
        {"by name", Kind::image, "sunset.jpg", "", "normal", "no_attachment"},
        {"by caption", Kind::video, "VID_1.mp4", "đường hỏng nặng quá", "normal", "no_attachment"},
        {"by name", Kind::audio, "voice.m4a", "", "normal", "no_attachment"},
        {"by caption", Kind::location, "", "nhà tôi đây", "normal", "no_location"},
        {"by name", Kind::file, "Luat-Dat-dai-2024.pdf", "", "public_reference", "no_attachment_type_number"},
        {"by caption", Kind::image, "1.png", "thông tư này còn dùng không ạ", "public_reference",
         "no_attachment_type_number"},
        {"by name", Kind::file, "TT-01-2024-TT-BTP.pdf", "", "public_reference", "no_attachment_type_number"},
        {"by caption", Kind::file, "VNeID.apk", "ad cài được không", "scam_report", "malware_file"},
        {"by name", Kind::file, "hoa don.pdf.exe", "", "scam_report", "malware_file"},
        {"by name", Kind::file, "update.dmg", "", "scam_report", "malware_file"},
        {"by name", Kind::file, "giay-moi.docm", "", "scam_report", "malware_file"},
        {"by caption", Kind::image, "1.jpg", "tin nhắn lừa đảo đây ad, nó bắt chuyển tiền", "scam_report",
         "scam_channels"},
        {"by caption", Kind::image, "1.jpg", "tin này trên fb có thật không ad", "misinformation_report",
         "fakenews_channels"},
    };
    for (const auto& row : cases) {
        check_verdict({row.why, row.name, row.label, "refuse", row.notice},
                      intents::admit(with_file(row.kind, row.name, row.caption)));
    }
}

TEST_CASE("a sticker brings nothing and a link brings only its text", "[policy]") {
    const auto sticker = intents::admit(with_file(Kind::sticker, "1234567890"));
    REQUIRE(sticker);
    CHECK(sticker->text().empty());
    const auto link = intents::admit(with_file(Kind::link, "https://evil.example/abc", "đăng ký khai sinh"));
    REQUIRE(link);
    CHECK(link->text() == "đăng ký khai sinh");
}

TEST_CASE("a link and nothing else is not opened, and the writer is told why", "[policy]") {
    struct Row {
        const char* why;
        intents::AttachmentKind kind;
        const char* text;
        intents::Notice notice;  // none: admitted
    };
    using intents::Notice;
    const auto row = GENERATE(values<Row>({
        {"shared, no text", Kind::link, "", Notice::no_link},
        {"shared, Zalo repeats the address as text", Kind::link, "https://developers.zalo.me/", Notice::no_link},
        {"typed alone", Kind::sticker, "  http://a.example/x?y=1\n", Notice::no_link},
        {"with a question", Kind::link, "https://vbpl.vn/a còn hiệu lực không", Notice::none},
        {"a question that names no scheme", Kind::sticker, "dichvucong.gov.vn", Notice::none},
        {"an internal system stays an internal document", Kind::link, "https://qlvb.laocai.example/vbden/112?id=889",
         Notice::internal_doc_channel},
        {"a picture beside it stays a picture", Kind::image, "https://a.example/x", Notice::no_attachment},
    }));
    INFO(row.why);
    const auto verdict = intents::admit(with_file(row.kind, "", row.text));
    CHECK((verdict ? Notice::none : verdict.error().notice) == row.notice);
}

TEST_CASE("one refused attachment among many refuses the message", "[policy]") {
    auto message = with_file(Kind::sticker, "");
    message.attachments.push_back({Kind::link, ""});
    message.attachments.push_back({Kind::image, "a.jpg"});
    CHECK_FALSE(intents::admit(message));
}

}  // namespace
}  // namespace motcua::tests
