// read_jsonl(): one line at a time, with the glued text of a record used where its split tables show damage.
#include <algorithm>
#include <fmt/format.h>

#include "adapters/json/procedure_document.hpp"
#include "adapters/portal/glued_documents.hpp"
#include "adapters/portal/glued_laws.hpp"
#include "adapters/portal/glued_methods.hpp"
#include "adapters/portal/import.hpp"
#include "adapters/portal/record_intake.hpp"

namespace motcua::adapters {
namespace {

enum class LineEnd { line, too_long, end };

/// Reads to the next line break; of a line that is too long only the rest is skipped.
LineEnd next_line(std::istream& lines, std::string& line) {
    line.clear();
    auto* bytes = lines.rdbuf();
    bool too_long = false;
    bool any = false;
    for (auto byte = bytes->sbumpc(); byte != std::istream::traits_type::eof(); byte = bytes->sbumpc()) {
        any = true;
        if (byte == '\n') break;
        if (line.size() < most_line_bytes) {
            line += static_cast<char>(byte);
        } else {
            too_long = true;
        }
    }
    if (!any) return LineEnd::end;
    return too_long ? LineEnd::too_long : LineEnd::line;
}

std::string_view text_at(const JsonNode& document, std::string_view name) noexcept {
    const auto* node = document.find(name);
    return node == nullptr || node->kind != JsonNode::Kind::text ? std::string_view{} : std::string_view(node->text);
}

bool shows_a_wrong_cut(const kb::Method& row) noexcept {
    // "(1) Trường hợp …" is the first case of a remark, not the note "1" of a fee.
    const bool case_as_note = !row.fee_note.empty() && row.fee_note.size() <= 2;
    return looks_glued(row) || row.note.starts_with('(') || row.fee_note.starts_with('(') || case_as_note;
}

template <class Row, class Predicate>
bool are_damaged(const std::vector<Row>& rows, Predicate&& damaged) {
    return rows.empty() || std::any_of(rows.begin(), rows.end(), damaged);
}

/// The base's tables were split by another hand; where a row shows a wrong cut, the glued text beside it is
/// split anew. Tables without a wrong cut stay, so that what staff correct in a list is kept.
void repair_tables(const JsonNode& document, kb::Procedure& procedure) {
    const auto papers = text_at(document, "documents_text");
    if (!papers.empty() && are_damaged(procedure.documents, [](const auto& row) { return looks_glued(row); })) {
        auto split = split_documents(papers);
        if (!split.documents.empty()) procedure.documents = std::move(split.documents);
        if (!split.certain) procedure.mark(kb::Flag::glued_cell);
        if (split.named_files) procedure.mark(kb::Flag::template_file_name);
    }
    const auto ways = text_at(document, "methods_text");
    if (!ways.empty() && are_damaged(procedure.methods, shows_a_wrong_cut)) {
        auto split = split_methods(ways);
        if (split.methods.size() >= procedure.methods.size()) procedure.methods = std::move(split.methods);
        if (!split.certain) procedure.mark(kb::Flag::glued_cell);
    }
    const auto laws = text_at(document, "legal_basis_text");
    if (!laws.empty() && are_damaged(procedure.legal_basis, [](const auto& row) { return looks_glued(row); })) {
        auto split = split_laws(laws);
        if (!split.certain) procedure.mark(kb::Flag::glued_cell);
        procedure.legal_basis = std::move(split.laws);
    }
}

bool is_skipped(std::string_view line) noexcept {
    const auto first = line.find_first_not_of(" \t\r");
    return first == std::string_view::npos || line[first] == '#';
}

}  // namespace

ImportBatch read_jsonl(std::istream& lines, const std::string& source) {
    RecordIntake intake(source);
    std::string line;
    for (std::size_t number = 1;; ++number) {
        const auto end = next_line(lines, line);
        if (end == LineEnd::end) break;
        const auto place = fmt::format("{}:{}", source, number);
        if (end == LineEnd::too_long) {
            intake.fault(place, fmt::format("longer than {} bytes", most_line_bytes));
            continue;
        }
        JsonNode document;
        if (is_skipped(line) || !intake.parse(line, place, document)) continue;
        TextFindings findings;
        clean(document, findings);
        auto reading = read_procedure(document);
        repair_tables(document, reading.procedure);
        tidy(reading.procedure);
        intake.take({std::move(reading.procedure), std::move(reading.faults), std::move(reading.unknown_fields)},
                    findings, place);
    }
    return intake.finish();
}

}  // namespace motcua::adapters
