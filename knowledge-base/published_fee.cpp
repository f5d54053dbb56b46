// The spellings of fees that the portal and its exports use.
#include "knowledge-base/published_fee.hpp"

#include <algorithm>
#include <array>

#include "intents/text/ascii.hpp"

namespace motcua::kb {
namespace {

using namespace std::string_view_literals;

constexpr std::array dong_units{"Việt Nam Đồng"sv, "Việt Nam đồng"sv, "VNĐ"sv, "VND"sv, "vnđ"sv,
                                "Đồng"sv,          "đồng"sv,          "đ"sv};
constexpr std::array amount_words{"triệu"sv, "nghìn"sv, "ngàn"sv, "tỷ"sv, "USD"sv, "%"sv};

std::string_view trimmed(std::string_view text) noexcept {
    const auto begin = text.find_first_not_of(" \t\n");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\n") - begin + 1);
}

/// The digits at the front with their separators: "10,000", "1.5".
std::string_view number_at_front(std::string_view text) noexcept {
    std::size_t end = 0;
    while (end < text.size() && (intents::is_ascii_digit(text[end]) || ((text[end] == '.' || text[end] == ',') && end > 0))) ++end;
    while (end > 0 && !intents::is_ascii_digit(text[end - 1])) --end;
    return text.substr(0, end);
}

/// At most 15 digits, so that no published nonsense overflows.
std::int64_t value_of(std::string_view number) noexcept {
    std::int64_t value = 0;
    int digits = 0;
    for (const char byte : number) {
        if (intents::is_ascii_digit(byte) && ++digits <= 15) value = value * 10 + (byte - '0');
    }
    return value;
}

/// The currency at the front of `text`, or nothing.
std::string_view dong_unit_at_front(std::string_view text) noexcept {
    for (const auto unit : dong_units) {
        if (text.starts_with(unit)) return unit;
    }
    return {};
}

/// Removes outer brackets; an unclosed one too, since cells are cut short.
std::string without_brackets(std::string_view text) {
    text = trimmed(text);
    while (text.size() > 1 && text.front() == '(' && text.back() == ')') text = trimmed(text.substr(1, text.size() - 2));
    if (!text.empty() && text.front() == '(' && text.find(')') == std::string_view::npos) text.remove_prefix(1);
    return std::string(trimmed(text));
}

std::string_view take_label(std::string_view& line) noexcept {
    for (const auto label : {"Lệ phí"sv, "Phí"sv}) {
        if (!line.starts_with(label)) continue;
        const auto rest = trimmed(line.substr(label.size()));
        if (!rest.starts_with(':')) continue;
        line = trimmed(rest.substr(1));
        return label;
    }
    return {};
}

bool is_zero_word(std::string_view text) noexcept {
    return text.starts_with("Không "sv) || text.starts_with("không "sv) || text.starts_with("o "sv);
}

void read_amount(FeeLine& line, std::string_view text) {
    const auto number = number_at_front(text);
    const auto rest = trimmed(text.substr(number.size()));
    auto unit = dong_unit_at_front(rest);
    const bool in_dong = !unit.empty();
    if (!in_dong && rest.starts_with("USD"sv)) unit = rest.substr(0, 3);
    const auto tail = trimmed(rest.substr(unit.size()));
    if (number.empty() || unit.empty() || !(tail.empty() || tail.front() == '(')) {
        line.kind = FeeKind::words;
        line.published = std::string(text);
        return;
    }
    line.dong = in_dong ? value_of(number) : 0;
    line.kind = value_of(number) == 0 ? FeeKind::free : FeeKind::amount;
    line.published = std::string(number) + " " + std::string(unit);
    line.note = without_brackets(tail);
}

FeeLine line_from(std::string_view text) {
    FeeLine line;
    line.label = std::string(take_label(text));
    if (text.empty() || text == "Đồng"sv) return line;
    const auto unit = dong_unit_at_front(text);
    if (text.front() == '(' || !unit.empty()) {  // a condition, or a currency without its number
        line.note = without_brackets(text.substr(unit.size()));
        return line;
    }
    if (text.starts_with("Miễn phí"sv)) {
        line.kind = FeeKind::free;
        line.published = "Miễn phí";
        line.note = without_brackets(text.substr("Miễn phí"sv.size()));
        return line;
    }
    if (is_zero_word(text)) {
        const auto rest = trimmed(text.substr(text.find(' ')));
        if (const auto zero_unit = dong_unit_at_front(rest); !zero_unit.empty()) {
            line.kind = FeeKind::free;
            line.published = std::string(text.substr(0, text.size() - rest.size() + zero_unit.size()));
            line.note = without_brackets(rest.substr(zero_unit.size()));
            return line;
        }
    }
    read_amount(line, text);
    return line;
}

}  // namespace

std::vector<FeeLine> fee_lines(const Method& method) {
    std::vector<FeeLine> lines;
    std::string_view rest = method.fee;
    while (!rest.empty()) {
        const auto end = std::min(rest.find('\n'), rest.size());
        const auto text = trimmed(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (text.empty() || text.starts_with("File đính kèm"sv)) continue;
        lines.push_back(line_from(text));
    }
    if (!method.fee_note.empty()) {
        if (lines.empty()) lines.emplace_back();
        auto& note = lines.front().note;
        note += note.empty() ? "" : " ";
        note += without_brackets(method.fee_note);
    }
    return lines;
}

bool is_suspiciously_small(const FeeLine& line) noexcept {
    return line.kind == FeeKind::amount && line.dong > 0 && line.dong < 1000;
}

bool names_an_amount(std::string_view text) noexcept {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!intents::is_ascii_digit(text[at])) continue;
        const auto number = number_at_front(text.substr(at));
        at += number.size();
        const auto rest = trimmed(text.substr(at));
        const bool follows = std::any_of(amount_words.begin(), amount_words.end(),
                                         [&](auto word) { return rest.starts_with(word); });
        if (follows) return true;
        // "đ" alone only right behind its number, so that "01 đơn" is no amount.
        const auto unit = dong_unit_at_front(rest);
        const bool glued = at < text.size() && text[at] != ' ';
        const auto tail = rest.substr(unit.size());
        const bool ends = tail.empty() || static_cast<unsigned char>(tail.front()) < 0x80;
        const bool word_goes_on = !tail.empty() && ((tail.front() >= 'a' && tail.front() <= 'z'));
        if (!unit.empty() && (unit != "đ"sv || glued) && ends && !word_goes_on) return true;
    }
    return false;
}

bool is_free_but_names_an_amount(const Method& method) {
    const auto lines = fee_lines(method);
    const bool beside = std::any_of(lines.begin(), lines.end(), [](const FeeLine& line) {
        return line.kind == FeeKind::free && names_an_amount(line.note);
    });
    if (beside) return true;
    const bool free = std::any_of(lines.begin(), lines.end(),
                                  [](const FeeLine& line) { return line.kind == FeeKind::free; });
    const bool about_fees = method.note.find("phí") != std::string::npos ||
                             method.note.find("Phí") != std::string::npos || method.note.starts_with('(');
    return free && about_fees && names_an_amount(method.note);
}

std::string dong_text(std::int64_t dong) {
    std::string digits = std::to_string(dong);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
        digits.insert(static_cast<std::size_t>(at), ".");
    }
    return digits + " đồng";
}

}  // namespace motcua::kb
