// Row borders, then duration, fee and remark of each row, by the words the portal uses.
#include "adapters/portal/glued_methods.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "adapters/portal/letters.hpp"
#include "adapters/portal/portal_text.hpp"
#include "adapters/portal/swallowed_fee.hpp"

namespace motcua::adapters {
namespace {

using namespace std::string_view_literals;

constexpr auto methods_heading = "Hình thức nộpThời gianPhí, lệ phíMô tả"sv;
constexpr std::array channels{"Trực tuyến"sv, "Trực tiếp"sv, "Dịch vụ bưu chính"sv};
constexpr std::array units{"Ngày làm việc"sv, "ngày làm việc"sv, "Ngày"sv, "ngày"sv, "Giờ làm việc"sv, "Giờ"sv,
                           "giờ"sv, "Phút"sv, "Tuần"sv, "Tháng"sv, "tháng"sv, "Năm"sv};
constexpr std::size_t longest_duration_text = 300;  // bytes; a row may state its time in words

std::string_view trimmed(std::string_view text) noexcept {
    while (!text.empty() && is_space(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
    while (!text.empty() && is_space(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
    return text;
}

std::string_view channel_at(std::string_view cell, std::size_t at) noexcept {
    for (const auto channel : channels) {
        if (cell.substr(at).starts_with(channel)) return channel;
    }
    return {};
}

/// "Trực tuyến" inside a remark is followed by a space; a row goes straight on with its time.
bool starts_a_row(std::string_view cell, std::size_t at, std::string_view channel) noexcept {
    const auto end = at + channel.size();
    if (end == cell.size()) return at == 0;
    const auto rest = cell.substr(end);
    if (rest.starts_with("Không có thông tin"sv) || rest.starts_with("Miễn phí"sv)) return true;
    const auto after = code_point_at(cell, end).value;
    const auto before = code_point_before(cell, at).value;
    if (is_digit(after)) return before != U'(';
    return is_upper_letter(after) && (at == 0 || (!is_space(before) && before != U'('));
}

std::vector<std::size_t> row_starts(std::string_view cell) {
    std::vector<std::size_t> starts;
    for (std::size_t at = 0; at < cell.size(); ++at) {
        if (cell[at] != 'T' && cell[at] != 'D') continue;
        const auto channel = channel_at(cell, at);
        if (!channel.empty() && starts_a_row(cell, at, channel)) starts.push_back(at);
    }
    return starts;
}

std::string_view unit_at_front(std::string_view text) noexcept {
    for (const auto unit : units) {
        if (text.starts_with(unit)) return unit;
    }
    return {};
}

/// The bracket that opens at the front, up to its match; all of the text when it never closes.
std::string_view bracket_at_front(std::string_view text, bool& closed) noexcept {
    int depth = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        depth += text[at] == '(' ? 1 : text[at] == ')' ? -1 : 0;
        if (depth == 0) return text.substr(0, at + 1);
    }
    closed = false;
    return text;
}

std::string inside(std::string_view bracket) {
    auto text = trimmed(bracket);
    while (text.size() > 1 && text.front() == '(' && text.back() == ')') text = trimmed(text.substr(1, text.size() - 2));
    if (text.starts_with('(')) text.remove_prefix(1);
    return says_nothing(text) ? std::string() : one_line(text);
}

/// Reads "50,000 VNĐ(…)", "Miễn phí(…)" or "Không có thông tin" off the front of `rest`.
bool take_fee(std::string_view& rest, std::string& fee, std::string& note) {
    rest = trimmed(rest);
    bool closed = true;
    if (rest.starts_with("Không có thông tin"sv)) {
        rest.remove_prefix("Không có thông tin"sv.size());
        return true;
    }
    if (rest.starts_with("Miễn phí"sv)) {
        fee = "Miễn phí";
        rest.remove_prefix(fee.size());
    } else if (const auto amount = amount_at_front(rest); !amount.empty()) {
        fee = one_line(amount);
        rest.remove_prefix(amount.size());
    } else {
        return true;
    }
    if (rest.starts_with('(')) {
        const auto bracket = bracket_at_front(rest, closed);
        note = inside(bracket);
        rest.remove_prefix(bracket.size());
    }
    return closed;
}

/// Reads fee, its note and the remark. A row may state several fees, each with its note:
/// they become lines as the exports write them.
bool read_fees(std::string_view rest, kb::Method& method) {
    bool certain = take_fee(rest, method.fee, method.fee_note);
    while (!method.fee.empty() && !amount_at_front(rest).empty()) {
        std::string fee;
        std::string note;
        certain = take_fee(rest, fee, note) && certain;
        if (!method.fee_note.empty()) method.fee += " (" + method.fee_note + ")";
        method.fee_note.clear();
        method.fee += "\n" + fee + (note.empty() ? "" : " (" + note + ")");
    }
    method.note = says_nothing(rest) ? "" : many_lines(rest);
    return certain;
}

/// A time in words stands before the fee: "Không quy địnhMiễn phí…".
bool read_worded(std::string_view body, kb::Method& method) {
    constexpr auto nothing = "Không có thông tin"sv;
    if (body.starts_with(nothing)) return read_fees(body.substr(nothing.size()), method);
    const auto fee = std::min(body.find("Miễn phí"sv), body.find("Không có thông tin"sv));
    if (fee > longest_duration_text) {
        method.note = many_lines(body);
        return body.empty();
    }
    const auto words = trimmed(body.substr(0, fee));
    method.duration = says_nothing(words) ? "" : one_line(words);
    return read_fees(body.substr(fee), method);
}

bool read_body(std::string_view body, kb::Method& method) {
    body = trimmed(body);
    const auto number = number_at_front(body);
    if (number.empty()) return read_worded(body, method);
    const auto rest = trimmed(body.substr(number.size()));
    if (const auto unit = unit_at_front(rest); !unit.empty()) {
        method.duration = std::string(number) + " " + std::string(unit);
        return read_fees(rest.substr(unit.size()), method);
    }
    method.duration_unit_missing = true;
    if (currency_at_front(rest).empty()) {
        method.duration = std::string(number);
        return read_fees(rest, method);
    }
    const auto days = digits_before_fee(number, rest);
    if (!days) {
        method.fee_note = one_line(body);
        return false;
    }
    method.duration = std::string(number.substr(0, *days));
    return read_fees(body.substr(*days), method);
}

}  // namespace

SplitMethods split_methods(std::string_view cell) {
    SplitMethods split;
    cell = trimmed(cell);
    if (cell.starts_with(methods_heading)) cell.remove_prefix(methods_heading.size());
    if (says_nothing(cell)) return split;
    const auto starts = row_starts(cell);
    if (starts.empty() || starts.front() != 0) {
        split.certain = false;
        split.methods.push_back({"", "", false, "", "", many_lines(cell.substr(0, starts.empty() ? cell.size() : starts.front()))});
    }
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const auto end = i + 1 < starts.size() ? starts[i + 1] : cell.size();
        const auto channel = channel_at(cell, starts[i]);
        kb::Method method;
        method.channel = std::string(channel);
        const auto body = cell.substr(starts[i] + channel.size(), end - starts[i] - channel.size());
        split.certain = read_body(body, method) && split.certain;
        split.methods.push_back(std::move(method));
    }
    return split;
}

bool looks_glued(const kb::Method& method) noexcept {
    return method.fee.empty() && !method.duration.empty() && is_digit(static_cast<unsigned char>(method.duration.front())) &&
           !currency_at_front(method.note).empty();
}

bool unglue(kb::Method& method) {
    if (!looks_glued(method)) return true;
    kb::Method fresh;
    fresh.channel = method.channel;
    const bool certain = read_body(method.duration + " " + method.note, fresh);
    method = std::move(fresh);
    return certain;
}

}  // namespace motcua::adapters
