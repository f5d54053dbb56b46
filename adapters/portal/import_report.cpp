// Counts and their table.
#include "adapters/portal/import_report.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace motcua::adapters {
namespace {

using Row = std::pair<std::string, std::size_t>;

std::vector<Row> by_count(const std::map<std::string, std::size_t>& counts) {
    std::vector<Row> rows(counts.begin(), counts.end());
    std::stable_sort(rows.begin(), rows.end(), [](const Row& left, const Row& right) { return left.second > right.second; });
    return rows;
}

void add_rows(std::string& text, std::string_view title, const std::vector<Row>& rows, std::size_t most) {
    if (rows.empty()) return;
    text += fmt::format("{}\n", title);
    for (std::size_t i = 0; i < rows.size() && i < most; ++i) {
        text += fmt::format("  {:>6}  {}\n", rows[i].second, rows[i].first.empty() ? "(none given)" : rows[i].first);
    }
    if (rows.size() > most) text += fmt::format("          and {} more\n", rows.size() - most);
}

}  // namespace

ImportReport report_of(const std::vector<kb::Procedure>& procedures) {
    ImportReport report;
    report.procedures = procedures.size();
    for (const auto& procedure : procedures) {
        ++report.by_ministry[procedure.ministry];
        ++report.by_field[procedure.field];
        for (const auto flag : procedure.flags) ++report.by_flag[flag];
        if (procedure.has(kb::Flag::miscaptured)) report.quarantined.push_back(procedure.code);
    }
    return report;
}

std::string text_of(const ImportReport& report, std::size_t most_fields) {
    auto text = fmt::format("procedures: {}\n", report.procedures);
    std::vector<Row> flags;
    for (const auto& [flag, count] : report.by_flag) flags.emplace_back(kb::name_of(flag), count);
    add_rows(text, "flags", flags, flags.size());
    add_rows(text, "ministries", by_count(report.by_ministry), report.by_ministry.size());
    add_rows(text, "fields", by_count(report.by_field), most_fields);
    if (!report.quarantined.empty()) {
        text += fmt::format("quarantined: {}\n", fmt::join(report.quarantined, ", "));
    }
    return text;
}

}  // namespace motcua::adapters
