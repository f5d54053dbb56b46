// tidy(): the last pass over a record, whatever form it came in.
#include <algorithm>

#include "adapters/portal/glued_documents.hpp"
#include "adapters/portal/glued_methods.hpp"
#include "adapters/portal/record_intake.hpp"

namespace motcua::adapters {
namespace {

void make_line(std::string& text) { text = says_nothing(text) ? std::string() : one_line(text); }
void make_lines(std::string& text) { text = says_nothing(text) ? std::string() : many_lines(text); }
void make_lines_without_furniture(std::string& text) {
    text = std::string(without_furniture(text));
    make_lines(text);
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

void tidy_head(kb::Procedure& procedure) {
    procedure.name = single_name(procedure.name);
    for (auto* text : {&procedure.decision, &procedure.kind, &procedure.field, &procedure.level, &procedure.ministry,
                       &procedure.agency, &procedure.competent_agency, &procedure.url}) {
        make_line(*text);
    }
    for (const auto* tier : {"xã", "tỉnh", "bộ"}) {
        const std::string small = tier;
        const std::string capital = small == "xã" ? "Xã" : small == "tỉnh" ? "Tỉnh" : "Bộ";
        replace_all(procedure.level, "Cấp " + capital, "Cấp " + small);
    }
    make_lines(procedure.receiving_address);
    make_lines(procedure.steps);
    make_lines_without_furniture(procedure.requirements);  // the page's last field but one: much hangs on it
}

void tidy_lists(std::vector<std::string>& texts) {
    for (auto& text : texts) make_line(text);
    std::erase_if(texts, [](const std::string& text) { return text.empty(); });
}

void tidy_methods(kb::Procedure& procedure) {
    for (auto& row : procedure.methods) {
        make_line(row.channel);
        row.duration = one_line(row.duration);
        make_lines(row.fee);
        make_line(row.fee_note);
        make_lines(row.note);
        if (!unglue(row)) procedure.mark(kb::Flag::glued_cell);
        const bool bare = !row.duration.empty() &&
                          row.duration.find_first_not_of("0123456789.,- ") == std::string::npos;
        row.duration_unit_missing = row.duration_unit_missing || bare;
    }
}

void tidy_documents(kb::Procedure& procedure) {
    for (auto& row : procedure.documents) {
        make_line(row.document_case);
        row.name = one_line(row.name);
        row.form = one_line(row.form);
        if (give_digits_back(row)) procedure.mark(kb::Flag::glued_cell);
        if (cut_file_names(row)) procedure.mark(kb::Flag::template_file_name);
    }
    std::erase_if(procedure.documents, [](const kb::Document& row) { return says_nothing(row.name); });
}

}  // namespace

void tidy(kb::Procedure& procedure) {
    tidy_head(procedure);
    tidy_lists(procedure.audience);
    tidy_lists(procedure.result);
    tidy_methods(procedure);
    tidy_documents(procedure);
    for (auto& row : procedure.legal_basis) {
        make_line(row.name);
        make_line(row.code);
    }
    std::erase_if(procedure.legal_basis, [](const kb::LegalBasis& row) { return row.name.empty() && row.code.empty(); });
}

}  // namespace motcua::adapters
