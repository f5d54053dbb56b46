// Tells whether a text names an authority of the district tier, which is gone since 1 July 2025.
#pragma once

#include <string_view>

namespace motcua::kb {

/// True for "Công an huyện", "UBND cấp huyện", "quận 1", "thị xã" as words of their own; NFC expected.
/// "quân sự", "thị trấn" and "xã" are none.
///
/// Source: Law 72/2025/QH15 on the organisation of local government (two tiers from 2025-07-01).
bool names_abolished_tier(std::string_view text) noexcept;

/// The stricter question for a postal address, where "quận Ba Đình" is only a street's old place:
/// true when an office of that tier is named ("Ban chỉ huy quân sự cấp huyện").
bool names_abolished_authority(std::string_view address) noexcept;

}  // namespace motcua::kb
