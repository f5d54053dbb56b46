// Splits the joined values of a portal record and checks its head.
#include "adapters/portal/portal_values.hpp"

#include <algorithm>

#include "adapters/json/procedure_document.hpp"
#include "adapters/portal/letters.hpp"
#include "adapters/portal/portal_text.hpp"

namespace motcua::adapters {
namespace {

using namespace std::string_view_literals;

/// "KQ.G15.000031" or "0007" at the front: the page's number of a result.
std::size_t result_code_at_front(std::string_view text) noexcept {
    std::size_t at = 0;
    const auto digits = [&] { while (at < text.size() && is_digit(static_cast<unsigned char>(text[at]))) ++at; };
    if (text.starts_with("KQ."sv)) {
        at = 3;
        while (at < text.size() && text[at] >= 'A' && text[at] <= 'Z') ++at;
        digits();
        if (at < text.size() && text[at] == '.') ++at;
    }
    digits();
    return at;
}

void add_unless_empty(std::vector<std::string>& values, std::string_view text) {
    if (!says_nothing(text)) values.push_back(one_line(text));
}

}  // namespace

std::vector<std::string> audience_from(std::string_view text) {
    std::vector<std::string> values;
    int depth = 0;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        depth += text[at] == '(' ? 1 : text[at] == ')' ? -1 : 0;
        if (text[at] != ',' || depth > 0) continue;
        const auto next = text.find_first_not_of(' ', at + 1);
        // A new member begins with a capital; "công chức, viên chức" goes on.
        if (next == std::string_view::npos || !is_upper_letter(code_point_at(text, next).value)) continue;
        add_unless_empty(values, text.substr(begin, at - begin));
        begin = next;
    }
    add_unless_empty(values, text.substr(begin));
    return values;
}

std::vector<std::string> results_from(std::string_view text) {
    constexpr auto label = "Mã: "sv;
    std::vector<std::string> values;
    text = without_furniture(text);
    while (!text.empty()) {
        const auto at = text.find(label);
        add_unless_empty(values, text.substr(0, at));
        if (at == std::string_view::npos) break;
        text.remove_prefix(at + label.size());
        text.remove_prefix(result_code_at_front(text));
    }
    return values;
}

void check_portal_record(const FieldReader& reader, const kb::Procedure& procedure, const RequiredFields& names) {
    if (!kb::is_procedure_code(procedure.code)) reader.fault(names.code, "expected N.NNNNNN");
    if (procedure.name.empty() || says_nothing(procedure.name)) reader.fault(names.name, "is missing");
    const auto& url = procedure.url;
    if (!url.empty() && !url.starts_with("https://") && !url.starts_with("http://")) {
        reader.fault(names.url, "expected an address that begins with https://");
    }
}

}  // namespace motcua::adapters
