// The parts of an export and the rows of its three tables.
#include "adapters/portal/portal_export.hpp"

#include "adapters/portal/letters.hpp"
#include "adapters/portal/portal_values.hpp"
#include "adapters/portal/template_files.hpp"

namespace motcua::adapters {
namespace {

using namespace std::string_view_literals;

/// The number behind a label of "Bản chính: 1\nBản sao: 0"; 0 when it is not there.
int count_behind(std::string_view text, std::string_view label) noexcept {
    auto at = text.find(label);
    if (at == std::string_view::npos) return 0;
    at += label.size();
    while (at < text.size() && (text[at] == ' ' || text[at] == ':')) ++at;
    int count = 0;
    while (at < text.size() && is_digit(static_cast<unsigned char>(text[at])) && count < 1000) {
        count = count * 10 + (text[at++] - '0');
    }
    return count;
}

void read_tables(const FieldReader& tables, Record& record) {
    auto& procedure = record.procedure;
    for (const auto& row : tables.objects("hinh_thuc_nop")) {
        procedure.methods.push_back({row.text("hinh_thuc"), row.text("thoi_han_giai_quyet"), false,
                                     row.text("phi_le_phi"), "", row.text("mo_ta")});
    }
    for (const auto& row : tables.objects("thanh_phan_ho_so")) {
        const auto counts = row.text("ghi_chu");
        const auto beside = row.text("so_luong");  // a form file, where there is one
        kb::Document document{row.text("truong_hop"), row.text("ten_giay_to"), "", count_behind(counts, "Bản chính"),
                              count_behind(counts, "Bản sao")};
        if (holds_file_name(beside)) {
            auto cut = without_file_names(beside);
            cut.files.insert(cut.files.begin(), cut.name);  // all of the cell is file names
            document.form = form_title(cut.files);
        }
        procedure.documents.push_back(std::move(document));
    }
    for (const auto& row : tables.objects("can_cu_phap_ly")) {
        kb::LegalBasis law{row.text("trich_yeu"), row.text("so_ky_hieu")};
        if (law.name.empty()) law.name = law.code;
        procedure.legal_basis.push_back(std::move(law));
    }
    for (auto& path : tables.others_than({"hinh_thuc_nop", "thanh_phan_ho_so", "can_cu_phap_ly"})) {
        record.unknown_fields.push_back(std::move(path));
    }
}

}  // namespace

bool is_portal_export(const JsonNode& object) noexcept {
    return object.find("metadata") != nullptr || object.find("tables") != nullptr;
}

Record read_portal_export(const JsonNode& object) {
    Record record;
    const FieldReader reader(object, record.faults);
    const auto head = reader.object("metadata");
    const auto content = reader.object("content");
    auto& procedure = record.procedure;
    procedure.code = one_line(head.text("mã_thủ_tục"));
    procedure.name = head.text("tên_thủ_tục");
    procedure.decision = head.text("số_quyết_định");
    procedure.level = head.text("cấp_thực_hiện");
    procedure.kind = head.text("loại_thủ_tục");
    procedure.field = head.text("lĩnh_vực");
    procedure.steps = content.text("trình_tự_thực_hiện");
    procedure.audience = audience_from(content.text("đối_tượng_thực_hiện"));
    procedure.agency = content.text("cơ_quan_thực_hiện");
    procedure.competent_agency = content.text("cơ_quan_có_thẩm_quyền");
    procedure.receiving_address = content.text("địa_chỉ_tiếp_nhận_hs");
    procedure.requirements = content.text("yêu_cầu_điều_kiện_thực_hiện");
    procedure.result = results_from(content.text("kết_quả_thực_hiện"));
    read_tables(reader.object("tables"), record);
    tidy(procedure);
    check_portal_record(head, procedure, {"mã_thủ_tục", "tên_thủ_tục", "url"});
    for (auto& path : reader.others_than({"thu_tuc_id", "source_file", "metadata", "content", "tables"})) {
        record.unknown_fields.push_back(std::move(path));
    }
    return record;
}

}  // namespace motcua::adapters
