// Reads a published fee ("10,000 Việt Nam Đồng", "Phí : 0 Đồng (…)") into what it states and what it leaves open.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge-base/procedure.hpp"

namespace motcua::kb {

enum class FeeKind {
    none,    // no figure: "Phí :  Đồng"
    free,    // "Miễn phí", "0 Đồng", "Không Đồng"
    amount,  // a number with its currency
    words,   // a rule instead of a number: "50% mức thu …"
};

struct FeeLine {
    FeeKind kind = FeeKind::none;
    std::string label;        // "Phí", "Lệ phí" or empty
    std::string published;    // as the portal writes it: "50 VNĐ"
    std::int64_t dong = 0;    // of an amount in đồng; 0 for another currency
    std::string note;         // the condition in brackets behind it, without the brackets
};

/// One line a fee: an export gives several ("Phí : 2.000.000 Đồng (…)\nPhí : 3.500.000 Đồng (…)").
/// Both "10,000" and "10.000" are ten thousand. Empty when the method states no fee.
std::vector<FeeLine> fee_lines(const Method& method);

/// More than nothing and less than 1,000 đồng: thousands were meant.
bool is_suspiciously_small(const FeeLine& line) noexcept;

/// "Miễn phí" while its note, or a remark about fees, names an amount.
bool is_free_but_names_an_amount(const Method& method);

/// A number followed by a currency or a percent sign: "50.000đ", "5% của mức thu", "01 triệu đồng".
bool names_an_amount(std::string_view text) noexcept;

/// Figures and nothing else: a number that has lost its unit.
inline bool is_bare_number(std::string_view text) noexcept {
    return !text.empty() && text.find_first_not_of("0123456789.,- ") == std::string_view::npos;
}

/// "10.000 đồng" of 10000: the way amounts are written in answers.
std::string dong_text(std::int64_t dong);

}  // namespace motcua::kb
