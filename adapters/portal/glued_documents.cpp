// Finds the counts that end each row; what stands between is a name or the heading of the next table.
#include "adapters/portal/glued_documents.hpp"

#include <optional>
#include <string>

#include "adapters/portal/letters.hpp"
#include "adapters/portal/portal_text.hpp"
#include "adapters/portal/template_files.hpp"
#include "intents/text/ascii.hpp"

namespace motcua::adapters {
namespace {

using namespace std::string_view_literals;

constexpr auto documents_heading = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"sv;
constexpr auto original_words = " bản chính"sv;
constexpr auto copy_words = " bản sao"sv;

struct Counts {
    std::size_t begin = 0;  // of the count
    std::size_t end = 0;    // behind its words
    int original = 0;
    int copy = 0;
};

/// "…,1 bản sao" right behind "0 bản chính".
void take_copies(std::string_view text, Counts& counts) noexcept {
    auto at = counts.end;
    if (at + 2 > text.size() || text[at] != ',') return;
    ++at;
    while (at < text.size() && text[at] == ' ') ++at;
    if (at >= text.size() || !intents::is_ascii_digit(text[at]) || !text.substr(at + 1).starts_with(copy_words)) return;
    counts.copy = text[at] - '0';
    counts.end = at + 1 + copy_words.size();
}

/// A count inside a sentence ("nộp 02 bản chính tờ khai", "(1 bản sao)") ends no row.
bool ends_a_row(std::string_view text, const Counts& counts) noexcept {
    const auto before = code_point_before(text, counts.begin).value;
    const auto after = counts.end < text.size() ? code_point_at(text, counts.end).value : U'\0';
    if (before == U'(' || after == U')') return false;
    if (!is_space(before)) return true;
    return after == U'\0' || is_upper_letter(after) || after == U'-' || after == U'+' || after == U'*';
}

/// Reads the counts whose words begin at `words`, if they end a row.
std::optional<Counts> counts_at(std::string_view text, std::size_t words) noexcept {
    const bool original = text.substr(words).starts_with(original_words);
    if (!original && !text.substr(words).starts_with(copy_words)) return std::nullopt;
    if (words == 0 || !intents::is_ascii_digit(text[words - 1])) return std::nullopt;
    Counts counts;
    counts.begin = words - 1;
    counts.end = words + (original ? original_words : copy_words).size();
    const int value = text[counts.begin] - '0';
    (original ? counts.original : counts.copy) = value;
    if (original) take_copies(text, counts);
    // "01 bản chính" is how sentences write it; the table writes "1". "20.031" glues "20.03" and "1".
    const bool padded = counts.begin > 0 && text[counts.begin - 1] == '0' &&
                        (counts.begin < 2 || is_space(code_point_before(text, counts.begin - 1).value) ||
                         text[counts.begin - 2] == '(');
    if (padded || !ends_a_row(text, counts)) return std::nullopt;
    return counts;
}

std::optional<Counts> next_counts(std::string_view text, std::size_t from) noexcept {
    for (auto at = text.find(" bản "sv, from); at != std::string_view::npos; at = text.find(" bản "sv, at + 1)) {
        const auto counts = counts_at(text, at);
        if (counts && counts->begin >= from) return counts;
    }
    return std::nullopt;
}

std::string_view case_of(std::string_view text) noexcept { return says_nothing(text) ? std::string_view{} : text; }

void add_row(SplitDocuments& split, std::string_view document_case, std::string_view name, const Counts& counts) {
    kb::Document row;
    row.document_case = one_line(document_case);
    row.original = counts.original;
    row.copy = counts.copy;
    if (holds_file_name(name)) {
        const auto whole = one_line(name);
        auto cut = without_file_names(whole);
        split.named_files = split.named_files || cut.name != whole;
        row.name = std::move(cut.name);
        row.form = form_title(cut.files);
        split.certain = split.certain && cut.certain;
    } else {
        row.name = one_line(name);
    }
    if (row.name.empty() && row.form.empty()) return;
    if (row.name.empty()) row.name = row.form;
    split.documents.push_back(std::move(row));
}

/// The rows of one table. Gives back what follows its last row: the heading of the next table.
std::string_view split_table(std::string_view table, std::string_view document_case, SplitDocuments& split) {
    std::size_t from = 0;
    while (const auto counts = next_counts(table, from)) {
        add_row(split, document_case, table.substr(from, counts->begin - from), *counts);
        from = counts->end;
    }
    return table.substr(from);
}

}  // namespace

SplitDocuments split_documents(std::string_view cell) {
    SplitDocuments split;
    if (says_nothing(cell)) return split;
    auto next = cell.find(documents_heading);
    if (next == std::string_view::npos) next = cell.size();
    std::string_view document_case = case_of(cell.substr(0, next));
    if (next == cell.size()) {  // no table: one text, or rows without a heading
        const auto tail = split_table(cell, {}, split);
        if (!says_nothing(tail)) add_row(split, {}, tail, {});
        split.certain = split.certain && says_nothing(tail);
        return split;
    }
    while (next < cell.size()) {
        const auto begin = next + documents_heading.size();
        next = std::min(cell.find(documents_heading, begin), cell.size());
        const auto tail = split_table(cell.substr(begin, next - begin), document_case, split);
        if (next < cell.size()) {
            document_case = case_of(tail);
        } else if (!says_nothing(tail)) {  // the cell was cut short
            add_row(split, document_case, tail, {});
            split.certain = false;
        }
    }
    return split;
}

bool cut_file_names(kb::Document& row) {
    const auto whole = holds_file_name(row.form) ? row.name + row.form : row.name;
    if (!holds_file_name(whole)) return false;
    auto cut = without_file_names(whole);
    if (cut.name == whole) return false;
    row.form = form_title(cut.files);
    row.name = cut.name.empty() ? row.form : std::move(cut.name);
    if (row.name.empty() && !cut.files.empty()) row.name = cut.files.front();
    return true;
}

bool give_digits_back(kb::Document& row) {
    if (row.original < 10) return false;
    auto digits = std::to_string(row.original);
    row.original = digits.back() - '0';
    digits.pop_back();
    const bool joined = !row.name.empty() && (row.name.back() == '.' || row.name.back() == '/' || row.name.back() == '-');
    row.name += (joined ? "" : " ") + digits;
    return true;
}

bool looks_glued(const kb::Document& row) noexcept {
    if (row.original >= 10 || row.copy >= 10 || row.name.size() < 8 || holds_file_name(row.form)) return true;
    const char first = row.name.front();
    if (first == ';' || first == ',' || first == '.' || first == ')' || holds_file_name(row.name)) return true;
    const bool listed = row.name.size() > 1 && (row.name[1] == ')' || row.name[1] == '.');
    return first >= 'a' && first <= 'z' && !listed;
}

}  // namespace motcua::adapters
