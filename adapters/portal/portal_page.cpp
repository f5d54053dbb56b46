// The fields of a page, and the sections of its raw text where a field fails.
#include "adapters/portal/portal_page.hpp"

#include <algorithm>
#include <array>

#include "adapters/json/procedure_document.hpp"
#include "adapters/portal/glued_documents.hpp"
#include "adapters/portal/glued_laws.hpp"
#include "adapters/portal/glued_methods.hpp"
#include "adapters/portal/portal_values.hpp"

namespace motcua::adapters {
namespace {

using namespace std::string_view_literals;

const std::vector<std::string_view> page_fields{
    "ma_thu_tuc",      "ten_thu_tuc",       "detail_url",           "formality_id",         "so_quyet_dinh",
    "cap_thuc_hien",   "loai_thu_tuc",      "linh_vuc",             "doi_tuong_thuc_hien",  "co_quan_thuc_hien",
    "co_quan_co_tham_quyen", "dia_chi_tiep_nhan", "co_quan_duoc_uy_quyen", "co_quan_phoi_hop", "thu_tuc_lien_quan",
    "trinh_tu_thuc_hien", "cach_thuc_thuc_hien", "thanh_phan_ho_so", "can_cu_phap_ly", "yeu_cau_dieu_kien",
    "ket_qua_xu_ly",   "raw_text"};

/// The page's headings in their order; a section runs to the next.
constexpr std::array headings{"Trình Tự Thực Hiện"sv, "Cách Thức Thực Hiện"sv, "Thành phần hồ sơ"sv,
                              "Căn cứ pháp lý"sv,     "Cơ quan thực hiện"sv,   "Yêu cầu, điều kiện thực hiện"sv,
                              "Kết quả xử lý"sv};
enum Section : std::size_t { steps, methods, documents, laws, agency, requirements, result };

/// The borders of the tables as the page glues them to its headings: headings also occur in running text.
constexpr std::array table_starts{""sv, "Hình thức nộp"sv, ""sv, "Tên văn bản pháp lý"sv, ""sv, ""sv, ""sv};

/// Where the section begins: its heading with its table, else its heading with "Không có thông tin", else plain.
std::size_t heading_at(std::string_view raw, Section section, std::size_t from) {
    const auto heading = std::string(headings[section]);
    if (!table_starts[section].empty()) {
        const auto with_table = raw.find(heading + std::string(table_starts[section]), from);
        if (with_table != std::string_view::npos) return with_table;
        const auto with_nothing = raw.find(heading + "Không có thông tin", from);
        if (with_nothing != std::string_view::npos) return with_nothing;
    }
    return raw.find(heading, from);
}

std::string_view section_of(std::string_view raw, Section section) {
    // Steps come first and may name other headings, so each heading is sought behind the one before it.
    std::size_t at = 0;
    for (std::size_t i = 0; i <= section; ++i) {
        const auto found = heading_at(raw, static_cast<Section>(i), at);
        if (found == std::string_view::npos) {
            if (i == section) return {};
            continue;
        }
        at = found + headings[i].size();
    }
    auto end = raw.size();
    if (section + 1 < headings.size()) end = std::min(end, heading_at(raw, static_cast<Section>(section + 1), at));
    return raw.substr(at, end - at);
}

/// The cell, or the page's section when that holds more of the same table.
std::string_view fuller(std::string_view cell, std::string_view section) noexcept {
    if (says_nothing(cell)) return section;
    const bool same = section.size() > cell.size() && section.starts_with(cell.substr(0, std::min<std::size_t>(cell.size(), 64)));
    return same ? section : cell;
}

/// "Mã thủ tục3.000579Số quyết định": the code that the page itself bears.
std::string code_on_page(std::string_view raw) {
    constexpr auto label = "Mã thủ tục"sv;
    const auto at = raw.find(label);
    if (at == std::string_view::npos) return {};
    const auto code = raw.substr(at + label.size(), 8);
    return kb::is_procedure_code(code) ? std::string(code) : std::string();
}

void read_tables(const FieldReader& reader, std::string_view raw, kb::Procedure& procedure) {
    const auto ways_cell = reader.text("cach_thuc_thuc_hien");
    auto ways = split_methods(fuller(ways_cell, section_of(raw, Section::methods)));
    procedure.methods = std::move(ways.methods);
    const auto papers_cell = reader.text("thanh_phan_ho_so");
    auto papers = split_documents(fuller(papers_cell, section_of(raw, Section::documents)));
    procedure.documents = std::move(papers.documents);
    if (papers.named_files) procedure.mark(kb::Flag::template_file_name);
    const auto laws_cell = reader.text("can_cu_phap_ly");
    auto laws = split_laws(fuller(laws_cell, section_of(raw, Section::laws)));
    procedure.legal_basis = std::move(laws.laws);
    if (!ways.certain || !papers.certain || !laws.certain) procedure.mark(kb::Flag::glued_cell);
}

}  // namespace

bool is_portal_page(const JsonNode& object) noexcept {
    return object.find("ma_thu_tuc") != nullptr || object.find("ten_thu_tuc") != nullptr;
}

Record read_portal_page(const JsonNode& page) {
    Record record;
    const FieldReader reader(page, record.faults);
    auto& procedure = record.procedure;
    const auto raw = reader.text("raw_text");
    procedure.code = one_line(reader.text("ma_thu_tuc"));
    procedure.name = reader.text("ten_thu_tuc");
    procedure.url = reader.text("detail_url");
    procedure.decision = reader.text("so_quyet_dinh");
    procedure.level = reader.text("cap_thuc_hien");
    procedure.kind = reader.text("loai_thu_tuc");
    procedure.field = reader.text("linh_vuc");
    procedure.audience = audience_from(reader.text("doi_tuong_thuc_hien"));
    procedure.agency = reader.text("co_quan_thuc_hien");
    procedure.competent_agency = reader.text("co_quan_co_tham_quyen");
    procedure.receiving_address = reader.text("dia_chi_tiep_nhan");
    const auto steps_cell = reader.text("trinh_tu_thuc_hien");
    procedure.steps = std::string(fuller(steps_cell, section_of(raw, Section::steps)));
    procedure.requirements = reader.text("yeu_cau_dieu_kien");
    const auto result_cell = reader.text("ket_qua_xu_ly");
    procedure.result = results_from(fuller(result_cell, section_of(raw, Section::result)));
    read_tables(reader, raw, procedure);
    const auto real_code = code_on_page(raw);
    if (!real_code.empty() && real_code != procedure.code) procedure.mark(kb::Flag::miscaptured);
    tidy(procedure);
    check_portal_record(reader, procedure, {"ma_thu_tuc", "ten_thu_tuc", "detail_url"});
    record.unknown_fields = reader.others_than(page_fields);
    return record;
}

}  // namespace motcua::adapters
