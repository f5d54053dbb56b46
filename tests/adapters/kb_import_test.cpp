// The import readers: what they take, and every fault they tell; own samples only.
#include "adapters/portal/import.hpp"

#include <catch2/catch.hpp>
#include <sstream>

#include "adapters/portal/import_report.hpp"

namespace motcua::tests {
namespace {

using adapters::ImportBatch;
using kb::Flag;

ImportBatch jsonl(const std::string& text) {
    std::istringstream lines(text);
    return adapters::read_jsonl(lines, "a.jsonl");
}

std::vector<std::string> told(const ImportBatch& batch) {
    std::vector<std::string> texts;
    for (const auto& fault : batch.faults) texts.push_back(adapters::text_of(fault));
    return texts;
}

std::string line_of(const std::string& code, const std::string& more = {}) {
    return R"({"code": ")" + code + R"(", "name": "Cấp thẻ")" + more + "}\n";
}

const std::string page = R"json({
  "ma_thu_tuc": "1.900001", "ten_thu_tuc": "Cấp thẻ\nCấp thẻ", "detail_url": "https://example.vn/1",
  "so_quyet_dinh": "1/QĐ-X", "cap_thuc_hien": "Cấp Xã", "linh_vuc": "Thư viện",
  "doi_tuong_thuc_hien": "Công dân Việt Nam, Tổ chức (không gồm X, Y)", "co_quan_thuc_hien": "Không có thông tin",
  "trinh_tu_thuc_hien": "", "cach_thuc_thuc_hien": "Hình thức nộpThời gianPhí, lệ phíMô tảTrực tiếp3 NgàyMiễn phí",
  "thanh_phan_ho_so": "--Tên giấy tờMẫu đơn, tờ khaiSố lượngTờ khai1 bản chínhẢnh",
  "can_cu_phap_ly": "Tên văn bản pháp lýMã văn bảnLuật Sách46/2019/QH14", "yeu_cau_dieu_kien": "Không",
  "ket_qua_xu_ly": "ThẻMã: KQ.G15.000001Từ khóaKhông có thông tin", "mau_la": "x",
  "raw_text": "Cấp thẻTên thủ tụcCấp thẻMã thủ tục1.900001Số quyết định1/QĐ-XTrình Tự Thực Hiện Bước 1: nộp hồ sơ theo Thành phần hồ sơ.Cách Thức Thực HiệnHình thức nộpThời gianPhí, lệ phíMô tảTrực tiếp3 NgàyMiễn phíThành phần hồ sơ--Tên giấy tờMẫu đơn, tờ khaiSố lượngTờ khai1 bản chínhẢnh thẻ2 bản saoCăn cứ pháp lýTên văn bản pháp lýMã văn bảnLuật Sách46/2019/QH14Cơ quan thực hiệnKhông có thông tinYêu cầu, điều kiện thực hiệnKhôngKết quả xử lýThẻ"
})json";

}  // namespace

TEST_CASE("JSON Lines are read line by line; empty lines and notes are passed over", "[kb][import]") {
    const auto batch = jsonl("# ghi chú\n\n" + line_of("1.900001") + "   \n" + line_of("1.900002"));
    CHECK(batch.faults.empty());
    REQUIRE(batch.procedures.size() == 2);
    CHECK(batch.procedures[1].code == "1.900002");
    CHECK(batch.procedures[0].has(Flag::no_documents));
}

TEST_CASE("all faults of a file are told at once with line, record and field", "[kb][import]") {
    const auto batch = jsonl(line_of("1.900001", R"(, "steps": 5, "documents": [{"name": "A", "copy": "x"}])") + "{oops\n" +
                             R"({"code": 1.9, "audience": [1]})" "\n" + line_of("1.900001") + "[]\n");
    CHECK(told(batch) == std::vector<std::string>{
                             "a.jsonl:1: 1.900001: steps: expected text, found number",
                             "a.jsonl:1: 1.900001: documents[0].copy: expected a whole number from 0 to 1000000",
                             "a.jsonl:2: not JSON at byte 1",
                             "a.jsonl:3: code: expected text, found number",
                             "a.jsonl:3: audience: expected a list of texts, found list",
                             "a.jsonl:3: name: is missing",
                             "a.jsonl:4: 1.900001: code: occurs before, at a.jsonl:1",
                             "a.jsonl:5: expected an object",
                         });
}

TEST_CASE("ill-formed UTF-8 is told with its record and field", "[kb][import]") {
    const auto batch = jsonl("{\"code\": \"1.900001\", \"name\": \"A\", \"methods\": [{\"fee\": \"\xff\"}]}\n");
    CHECK(told(batch) == std::vector<std::string>{"a.jsonl:1: 1.900001: methods[0].fee: ill-formed UTF-8"});
}

TEST_CASE("a line of more than 4 MiB is a fault, and the next line is read", "[kb][import]") {
    const auto batch = jsonl("{\"x\": \"" + std::string(adapters::most_line_bytes, 'x') + "\"}\n" + line_of("1.900001"));
    CHECK(told(batch) == std::vector<std::string>{"a.jsonl:1: longer than 4194304 bytes"});
    CHECK(batch.procedures.size() == 1);
}

TEST_CASE("unknown fields are ignored and told once", "[kb][import]") {
    const auto batch = jsonl(line_of("1.900001", R"(, "mau": 1, "methods": [{"x": 1}, {"x": 2}])") + line_of("1.900002", R"(, "mau": 2)"));
    CHECK(batch.faults.empty());
    CHECK(batch.warnings == std::vector<std::string>{"a.jsonl: field 'mau' is not known; ignored 2 time(s)",
                                                     "a.jsonl: field 'methods.x' is not known; ignored 2 time(s)"});
}

TEST_CASE("texts come in NFC, tidy, and without what says nothing", "[kb][import]") {
    const auto batch = jsonl(
        R"({"code": "1.900001", "name": "Ca\u0302\u0301p the\u0309\nbậc  cao", "level": "Cấp Tỉnh, Cấp Xã", "requirements": "KhôngTừ khóaKhông có thông tinMô tảKhông", )"
        R"("steps": " a\n\n\n\uf0fcb ", "methods": [{"channel": "Trực tiếp", "duration": "2", "fee_note": "Không có"}], )"
        R"("documents": [{"name": "--"}, {"name": "Đơn xin.Mẫu số 1.docx", "original": "1"}]})" "\n");
    REQUIRE(batch.faults.empty());
    const auto& procedure = batch.procedures.front();
    CHECK(procedure.name == "Cấp thẻ bậc cao");
    CHECK(procedure.level == "Cấp tỉnh, Cấp xã");
    CHECK(procedure.requirements.empty());
    CHECK(procedure.steps == "a\n\nb");
    CHECK(procedure.methods.front().fee_note.empty());
    REQUIRE(procedure.documents.size() == 1);
    CHECK(procedure.documents.front().name == "Đơn xin.");
    CHECK(procedure.documents.front().original == 1);
    for (const auto flag : {Flag::was_nfd, Flag::private_use_characters, Flag::template_file_name, Flag::duration_without_unit}) {
        CHECK(procedure.has(flag));
    }
}

TEST_CASE("damaged tables of a JSON line are split anew from the glued text, sound ones stay", "[kb][import]") {
    const std::string glued = R"("documents_text": "Tên giấy tờMẫu đơn, tờ khaiSố lượngĐơn theo mẫu năm 20261 bản chính", )"
                              R"("methods_text": "Trực tiếp1200 VNĐ", "legal_basis_text": "Luật Sách46/2019/QH14Về báo4/2020/NĐ-CP")";
    auto batch = jsonl(line_of("1.900001", R"(, "documents": [{"name": "Đơn theo mẫu năm", "original": 20261}], )"
                                           R"("methods": [{"channel": "Trực tiếp", "duration": "1200", "note": "VNĐ"}], )"
                                           R"("legal_basis": [{"name": "Luật Sách46/2019/QH14Về báo", "code": "4/2020/NĐ-CP"}], )" + glued));
    REQUIRE(batch.faults.empty());
    CHECK(batch.procedures[0].documents.front().name == "Đơn theo mẫu năm 2026");
    CHECK(batch.procedures[0].methods.front().fee == "200 VNĐ");
    CHECK(batch.procedures[0].legal_basis.size() == 2);
    batch = jsonl(line_of("1.900001", R"(, "documents": [{"name": "Đơn đã sửa tay", "original": 1}], )"
                                      R"("methods": [{"channel": "Trực tiếp", "duration": "1 Ngày"}], )"
                                      R"("legal_basis": [{"name": "Luật Sách", "code": "46/2019/QH14"}], )" + glued));
    CHECK(batch.procedures[0].documents.front().name == "Đơn đã sửa tay");
    CHECK(batch.procedures[0].methods.front().duration == "1 Ngày");
    CHECK(batch.procedures[0].legal_basis.size() == 1);
}

TEST_CASE("a page of the portal is read, its cut table from the whole text", "[kb][import]") {
    const auto batch = adapters::read_portal_json(page, "p.json");
    REQUIRE(batch.faults.empty());
    CHECK(batch.warnings == std::vector<std::string>{"p.json: field 'mau_la' is not known; ignored 1 time(s)"});
    REQUIRE(batch.procedures.size() == 1);
    const auto& procedure = batch.procedures.front();
    CHECK(procedure.name == "Cấp thẻ");
    CHECK(procedure.level == "Cấp xã");
    CHECK(procedure.agency.empty());
    CHECK(procedure.audience == std::vector<std::string>{"Công dân Việt Nam", "Tổ chức (không gồm X, Y)"});
    CHECK(procedure.steps == "Bước 1: nộp hồ sơ theo Thành phần hồ sơ.");
    REQUIRE(procedure.documents.size() == 2);
    CHECK(procedure.documents[1].name == "Ảnh thẻ");
    CHECK(procedure.documents[1].copy == 2);
    CHECK(procedure.legal_basis.front().code == "46/2019/QH14");
    CHECK(procedure.result == std::vector<std::string>{"Thẻ"});
    CHECK(procedure.flags == std::vector<Flag>{Flag::no_agency});
}

TEST_CASE("a page that bears another code in its text is quarantined", "[kb][import]") {
    auto wrong = page;
    wrong.replace(wrong.find("Mã thủ tục1.900001"), std::string("Mã thủ tục1.900001").size(), "Mã thủ tục3.900009");
    const auto batch = adapters::read_portal_json(wrong, "p.json");
    REQUIRE(batch.faults.empty());
    CHECK(batch.procedures.front().has(Flag::miscaptured));
}

TEST_CASE("an export is read, member names in NFD too", "[kb][import]") {
    const auto batch = adapters::read_portal_json(
        "{\"metadata\": {\"ma\u0303_thu\u0309_tu\u0323c\": \"1.900002\", \"tên_thủ_tục\": \"Cấp thẻ\", \"cấp_thực_hiện\": \"Cấp Bộ\"},"
        "\"content\": {\"cơ_quan_thực_hiện\": \"Thư viện\", \"kết_quả_thực_hiện\": \"Thẻ\"},"
        "\"tables\": {\"hinh_thuc_nop\": [{\"hinh_thuc\": \"Trực tiếp\", \"thoi_han_giai_quyet\": \"2 Giờ\", \"phi_le_phi\": \"Phí : 0 Đồng\"}],"
        "\"thanh_phan_ho_so\": [{\"ten_giay_to\": \"Đơn\", \"so_luong\": \"Mẫu số 1.doc\", \"ghi_chu\": \"Bản chính: 1\\nBản sao: 12\"}],"
        "\"can_cu_phap_ly\": [{\"so_ky_hieu\": \"46/2019/QH14\", \"trich_yeu\": \"\"}]}}",
        "d.json");
    CHECK(told(batch).empty());
    REQUIRE(batch.procedures.size() == 1);
    const auto& procedure = batch.procedures.front();
    CHECK(procedure.code == "1.900002");
    CHECK(procedure.level == "Cấp bộ");
    CHECK(procedure.methods.front().duration == "2 Giờ");
    CHECK(procedure.documents.front().form == "Mẫu số 1");
    CHECK(procedure.documents.front().copy == 12);
    CHECK(procedure.legal_basis.front().name == "46/2019/QH14");
    CHECK(procedure.has(Flag::was_nfd));
}

TEST_CASE("raw records may come in a list, and each fault names its place", "[kb][import]") {
    const auto batch = adapters::read_portal_json(R"([{"ma_thu_tuc": "1", "ten_thu_tuc": "Không"}, {"x": 1}, {"metadata": 3}])", "l.json");
    CHECK(told(batch) == std::vector<std::string>{
                             "l.json#1: ma_thu_tuc: expected N.NNNNNN",
                             "l.json#1: ten_thu_tuc: is missing",
                             "l.json#2: expected a portal page (ma_thu_tuc, …) or an export (metadata, content, tables)",
                             "l.json#3: metadata: expected an object, found number",
                             "l.json#3: metadata.mã_thủ_tục: expected N.NNNNNN",
                             "l.json#3: metadata.tên_thủ_tục: is missing",
                         });
    CHECK(told(adapters::read_portal_json("", "e.json")) == std::vector<std::string>{"e.json: ends too early at byte 0"});
}

TEST_CASE("joined batches are sorted, checked across files and searched for mis-captured groups", "[kb][import]") {
    const std::string body = R"(, "steps": "Nộp.", "url": "https://example.vn/)";
    auto all = adapters::joined({jsonl(line_of("1.900002", body + "2\"")), jsonl(line_of("1.900001", body + "1\""))});
    CHECK(all.faults.empty());
    REQUIRE(all.procedures.size() == 2);
    CHECK(all.procedures[0].code == "1.900001");
    CHECK(all.procedures[0].has(Flag::miscaptured));
    all = adapters::joined({jsonl(line_of("1.900001")), jsonl(line_of("1.900001"))});
    CHECK(told(all) == std::vector<std::string>{"1.900001: code: occurs in more than one file"});
}

TEST_CASE("a report counts flags, ministries and fields", "[kb][import]") {
    const auto batch = jsonl(line_of("1.900001", R"(, "field": "Sách", "ministry": "Bộ A")") + line_of("1.900002", R"(, "field": "Sách")"));
    const auto report = adapters::report_of(batch.procedures);
    CHECK(report.procedures == 2);
    CHECK(report.by_flag.at(Flag::no_url) == 2);
    CHECK(report.by_field.at("Sách") == 2);
    CHECK(report.by_ministry.at("") == 1);
    const auto text = adapters::text_of(report);
    CHECK(text.find("     2  no_url\n") != std::string::npos);
    CHECK(text.find("     1  (none given)\n") != std::string::npos);
}

}  // namespace motcua::tests
