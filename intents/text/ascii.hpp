// Plain ASCII digits, whatever the locale says.
#pragma once

namespace motcua::intents {

constexpr bool is_ascii_digit(char byte) noexcept { return byte >= '0' && byte <= '9'; }

}  // namespace motcua::intents
