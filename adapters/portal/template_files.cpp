// Looks backwards from an extension for the place where a name was glued on.
#include "adapters/portal/template_files.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "adapters/portal/letters.hpp"
#include "adapters/portal/portal_text.hpp"

namespace motcua::adapters {
namespace {

using namespace std::string_view_literals;

constexpr std::array extensions{".docx"sv, ".doc"sv, ".pdf"sv, ".xlsx"sv, ".xls"sv,
                                ".rar"sv,  ".zip"sv, ".rtf"sv, ".odt"sv};
/// How form files begin; longer ones first where one begins another.
constexpr std::array file_starts{
    "Mẫu"sv, "MẪU"sv, "Mau"sv, "MAU"sv, "Phụ lục"sv, "PHỤ LỤC"sv, "Phu luc"sv, "Phu lc"sv, "PHU LUC"sv, "Biểu"sv,
    "BIỂU"sv, "Bieu"sv, "Tờ khai"sv, "TỜ KHAI"sv, "To khai"sv, "Đơn"sv, "ĐƠN"sv, "Don"sv, "Bản khai"sv, "BẢN"sv, "Ban "sv,
    "Danh sách"sv, "DANH SÁCH"sv, "Danh sach"sv, "Danhsch"sv, "Bnkhai"sv, "Mus"sv, "Muso"sv, "PL"sv, "Pl"sv,
    "Giấy "sv, "GIẤY"sv, "Giay"sv, "Văn bản"sv, "Van ban"sv, "Phiếu"sv, "PHIẾU"sv, "Phieu"sv, "Bảng kê"sv, "M0"sv};
constexpr std::array small_file_starts{"mẫu"sv, "mau"sv, "văn bản"sv, "đơn"sv, "phụ lục"sv, "phu luc"sv, "tờ khai"sv};
constexpr std::size_t longest_file_name = 260;  // bytes

/// The length of a file extension that ends at `end`, or 0.
std::size_t extension_before(std::string_view text, std::size_t end) noexcept {
    for (const auto extension : extensions) {
        if (end < extension.size()) continue;
        auto tail = std::string(text.substr(end - extension.size(), extension.size()));
        std::transform(tail.begin(), tail.end(), tail.begin(),
                       [](char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte; });
        if (tail == extension) return extension.size();
    }
    return 0;
}

template <class Starts>
bool begins_with_any(std::string_view text, const Starts& starts) noexcept {
    return std::any_of(starts.begin(), starts.end(), [&](auto start) { return text.starts_with(start); });
}

/// No space stands between the two, as between words of one text there would.
bool is_seam(std::string_view text, std::size_t at) noexcept {
    const auto before = code_point_before(text, at).value;
    return !is_space(before) && before != U'(' && before != U'-' && before != U'/' && before != U'_' &&
           before != U'“' && before != U'"';
}

/// A capital or a number goes on where a word, a bracket or a sentence ended.
bool changes_text(std::string_view text, std::size_t at) noexcept {
    const auto before = code_point_before(text, at).value;
    const auto after = code_point_at(text, at).value;
    const bool ended = is_lower_letter(before) || before == U';' || before == U')';
    if (is_upper_letter(after)) return ended || before == U'.';
    return is_digit(after) && ended;
}

/// Where the file name that ends at `end` begins: behind another file's extension ("A.docxB.docx"), at a seam
/// with a usual beginning, else at the last change of text. Nothing when there is none of these.
std::optional<std::size_t> seam_before(std::string_view text, std::size_t end) noexcept {
    const auto from = end > longest_file_name ? end - longest_file_name : 0;
    for (auto at = end; at > from + 1; --at) {
        const auto extension = extension_before(text, at);
        if (extension > 0 && !is_lower_letter(code_point_at(text, at).value)) return at;
    }
    std::optional<std::size_t> last;
    for (std::size_t at = std::max<std::size_t>(from, 1); at < end; ++at) {
        if ((static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U || !is_seam(text, at)) continue;
        const auto after = code_point_at(text, at).value;
        const auto rest = text.substr(at, end - at);
        if (is_upper_letter(after) && begins_with_any(rest, file_starts)) return at;
        if (is_lower_letter(after) && begins_with_any(rest, small_file_starts)) return at;
        if (changes_text(text, at)) last = at;
    }
    return last;
}

bool is_readable(const std::string& title) {
    const bool has_space = title.find(' ') != std::string::npos;
    const bool short_code = title.size() <= 8 && title.find_first_of("0123456789") != std::string::npos;
    return !title.empty() && title.size() <= 200 && is_letter(code_point_at(title, 0).value) && (has_space || short_code);
}

std::string_view without_outer_spaces(std::string_view text) noexcept {
    while (!text.empty() && is_space(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
    return text;
}

}  // namespace

bool holds_file_name(std::string_view text) noexcept {
    for (std::size_t dot = text.find('.'); dot != std::string_view::npos; dot = text.find('.', dot + 1)) {
        const auto before = code_point_before(text, dot).value;
        if (!is_letter(before) && !is_digit(before) && before != U')' && before != U']' && before != U'-' && before != U'.' && before != U'_') {
            continue;  // “.doc” names a kind of file, not a file
        }
        for (const auto extension : extensions) {
            const auto end = dot + extension.size();
            if (end > text.size() || extension_before(text, end) != extension.size()) continue;
            const auto after = end == text.size() ? U' ' : code_point_at(text, end).value;
            if (!is_lower_letter(after)) return true;
        }
    }
    return false;
}

WithoutFiles without_file_names(std::string_view text) {
    WithoutFiles result;
    auto rest = without_outer_spaces(text);
    while (const auto extension = extension_before(rest, rest.size())) {
        const auto stem_end = rest.size() - extension;
        const auto seam = seam_before(rest, stem_end);
        if (!seam) {  // one name, of a paper or of its file: it tells what to bring
            result.certain = result.certain && rest.size() == text.size();
            rest = rest.substr(0, stem_end);
            break;
        }
        result.files.insert(result.files.begin(), one_line(rest.substr(*seam, stem_end - *seam)));
        rest = without_outer_spaces(rest.substr(0, *seam));
    }
    result.name = std::string(rest);
    return result;
}

std::string form_title(const std::vector<std::string>& files) {
    const auto readable = std::find_if(files.begin(), files.end(), is_readable);
    if (readable == files.end()) return {};
    auto title = *readable;
    // "(1)" is a browser's mark of a second download.
    const auto bracket = title.rfind(" (");
    const bool numbered = bracket != std::string::npos && title.back() == ')' && title.size() - bracket <= 5 &&
                          title.find_first_not_of("0123456789", bracket + 2) == title.size() - 1;
    if (numbered) title.resize(bracket);
    return title;
}

}  // namespace motcua::adapters
