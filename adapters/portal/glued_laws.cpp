// A code ends a row when it is glued to what stands before or behind it; others are part of a name.
#include "adapters/portal/glued_laws.hpp"

#include <array>
#include <string>

#include "adapters/portal/law_code.hpp"
#include "adapters/portal/letters.hpp"
#include "adapters/portal/portal_text.hpp"

namespace motcua::adapters {
namespace {

using namespace std::string_view_literals;

constexpr auto laws_heading = "Tên văn bản pháp lýMã văn bản"sv;
constexpr std::array law_kinds{"Thông tư liên tịch số "sv, "Thông tư số "sv, "Nghị định số "sv, "Nghị quyết số "sv, "Quyết định số "sv,
                           "Luật số "sv,     "Thông tư "sv,   "Nghị định "sv,    "Nghị quyết "sv,    "Quyết định "sv,
                           "Luật "sv,        "Số "sv,         "số "sv};

/// The codes of some rows carry their kind ("Thông tư số 03/2023/TT-BTP"): where that begins when it is glued
/// to the end of the name, else where the code itself does. The kind belongs to neither.
std::size_t begin_with_kind(std::string_view text, std::size_t from, std::size_t code) noexcept {
    for (const auto kind : law_kinds) {
        if (code < from + kind.size() || text.substr(code - kind.size(), kind.size()) != kind) continue;
        const auto begin = code - kind.size();
        const auto before = code_point_before(text, begin).value;
        if (begin > from && !is_space(before)) return begin;
    }
    return code;
}

bool ends_a_row(std::string_view text, std::size_t from, const LawCode& code) noexcept {
    const auto before = code_point_before(text, code.begin).value;
    const auto after = code.end < text.size() ? code_point_at(text, code.end).value : U'\0';
    const bool glued_before = code.begin > from && !is_space(before) && before != U'(' && before != U':' && before != U'/';
    if (glued_before) return true;
    return after == U'\0' || is_upper_letter(after);
}

void add(SplitLaws& split, std::string_view name, std::string_view code) {
    kb::LegalBasis law{one_line(name), one_line(code)};
    if (law.name.empty() && law.code.empty()) return;
    if (law.name.empty()) law.name = law.code;
    split.laws.push_back(std::move(law));
}

}  // namespace

SplitLaws split_laws(std::string_view cell) {
    SplitLaws split;
    if (cell.starts_with(laws_heading)) cell.remove_prefix(laws_heading.size());
    if (says_nothing(cell)) return split;
    std::size_t from = 0;  // where the current row begins
    auto code = next_law_code(cell, 0);
    while (code) {
        if (ends_a_row(cell, from, *code)) {
            const auto name_end = begin_with_kind(cell, from, code->begin);
            add(split, cell.substr(from, name_end - from), cell.substr(code->begin, code->end - code->begin));
            split.certain = split.certain && code->certain;
            from = code->end;
        }
        code = next_law_code(cell, code->end);
    }
    const auto tail = cell.substr(from);
    if (!says_nothing(tail)) {
        split.certain = split.certain && !split.laws.empty();
        add(split, tail, {});
    }
    return split;
}

bool looks_glued(const kb::LegalBasis& row) {
    if (!row.code.empty() && !is_law_code(row.code)) return true;
    if (row.name.ends_with(" 20") || row.name.ends_with("/20")) return true;  // "…năm 20" and "2446/2024/QH15"
    for (auto code = next_law_code(row.name, 0); code; code = next_law_code(row.name, code->end)) {
        const auto before = code_point_before(row.name, code->begin).value;
        if (code->begin > 0 && is_letter(before)) return true;
    }
    return false;
}

}  // namespace motcua::adapters
