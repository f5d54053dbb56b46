// Text as a value of a form or of an address (application/x-www-form-urlencoded).
#pragma once

#include <string>
#include <string_view>

namespace motcua::adapters {

/// Every byte but letters, digits, '.', '_' and '-' becomes %XX.
std::string form_encoded(std::string_view text);

/// The other way; what is no escape stays as it is.
std::string form_decoded(std::string_view text);

}  // namespace motcua::adapters
