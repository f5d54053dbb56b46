// Text as part of an address or as a value of a form (RFC 3986).
#pragma once

#include <string>
#include <string_view>

namespace motcua::adapters {

/// Every byte but [A-Za-z0-9._~-] becomes %XX.
std::string percent_encoded(std::string_view text);

/// The other way; what is no escape stays as it is.
std::string percent_decoded(std::string_view text);

}  // namespace motcua::adapters
