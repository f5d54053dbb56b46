// Tries every cut and keeps the ones that leave a fee as the page would write it.
#include "adapters/portal/swallowed_fee.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "adapters/portal/letters.hpp"
#include "intents/text/ascii.hpp"

namespace motcua::adapters {
namespace {

using namespace std::string_view_literals;

constexpr std::array currencies{"VNĐ"sv, "Việt Nam Đồng"sv, "USD"sv};

std::string digits_of(std::string_view number) {
    std::string digits;
    std::copy_if(number.begin(), number.end(), std::back_inserter(digits), intents::is_ascii_digit);
    return digits;
}

/// "100,000" or "50": one to three digits, then groups of three behind commas; no leading zero.
bool is_written_fee(std::string_view fee) noexcept {
    if (fee.empty() || fee.front() == '0') return false;
    const auto comma = std::min(fee.find(','), fee.size());
    if (comma == 0 || comma > 3 || !std::all_of(fee.begin(), fee.begin() + static_cast<std::ptrdiff_t>(comma), intents::is_ascii_digit)) {
        return false;
    }
    for (auto at = comma; at < fee.size(); at += 4) {
        const auto group = fee.substr(at, 4);
        if (group.size() != 4 || group.front() != ',' || !std::all_of(group.begin() + 1, group.end(), intents::is_ascii_digit)) return false;
    }
    return true;
}

/// Every number of the note, as digits.
std::vector<std::string> numbers_of(std::string_view note) {
    std::vector<std::string> numbers;
    for (std::size_t at = 0; at < note.size(); ++at) {
        const auto number = number_at_front(note.substr(at));
        if (number.empty()) continue;
        numbers.push_back(digits_of(number));
        at += number.size() - 1;
    }
    return numbers;
}

}  // namespace

std::string_view number_at_front(std::string_view text) noexcept {
    std::size_t end = 0;
    while (end < text.size() && (intents::is_ascii_digit(text[end]) || (end > 0 && (text[end] == ',' || text[end] == '.')))) ++end;
    while (end > 0 && !intents::is_ascii_digit(text[end - 1])) --end;
    return text.substr(0, end);
}

std::string_view currency_at_front(std::string_view text) noexcept {
    for (const auto currency : currencies) {
        if (text.starts_with(currency)) return currency;
    }
    return {};
}

std::string_view amount_at_front(std::string_view text) noexcept {
    const auto number = number_at_front(text);
    if (number.empty()) return {};
    auto end = number.size();
    while (end < text.size() && text[end] == ' ') ++end;
    const auto currency = currency_at_front(text.substr(end));
    return currency.empty() ? std::string_view{} : text.substr(0, end + currency.size());
}

std::optional<std::size_t> digits_before_fee(std::string_view number, std::string_view rest) {
    std::vector<std::size_t> cuts;
    for (std::size_t cut = 0; cut < number.size() && cut <= 3; ++cut) {
        if (is_written_fee(number.substr(cut))) cuts.push_back(cut);
        if (!intents::is_ascii_digit(number[cut])) break;
    }
    if (cuts.size() == 1) return cuts.front();
    const auto numbers = numbers_of(rest);
    std::vector<std::size_t> confirmed;
    for (const auto cut : cuts) {
        const auto fee = digits_of(number.substr(cut));
        const bool named = std::any_of(numbers.begin(), numbers.end(),
                                       [&](const auto& other) { return other == fee || other == fee + "000"; });
        if (named) confirmed.push_back(cut);
    }
    if (confirmed.size() != 1) return std::nullopt;
    return confirmed.front();
}

}  // namespace motcua::adapters
