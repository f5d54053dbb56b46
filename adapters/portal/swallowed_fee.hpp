// Tells time from fee where the portal glued both numbers together: "1100,000 VNĐ" is "1" and "100,000 VNĐ".
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace motcua::adapters {

/// Digits with "," or "." among them at the front of the text: "7", "10,000", "1.5".
std::string_view number_at_front(std::string_view text) noexcept;

/// "VNĐ", "Việt Nam Đồng", "USD" at the front, or nothing.
std::string_view currency_at_front(std::string_view text) noexcept;

/// A number with its currency at the front, or nothing.
std::string_view amount_at_front(std::string_view text) noexcept;

/// How many digits at the front of `number` are the time, the rest being the fee that `rest` (currency and
/// note) belongs to; 0 when all of it is the fee. The page writes a fee with "," between thousands and without
/// leading zeros; where that leaves several cuts, an amount in the note decides ("120 VNĐ(20.000 vnđ/tờ khai)"
/// is 1 and 20). Nothing when it stays open.
std::optional<std::size_t> digits_before_fee(std::string_view number, std::string_view rest);

}  // namespace motcua::adapters
