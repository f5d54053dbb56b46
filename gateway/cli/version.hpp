// What this binary is: version, normaliser and index format.
#pragma once

#include <string>

namespace motcua::gateway {

/// "motcua 0.1.0 (index format 3)".
std::string version_text();

}  // namespace motcua::gateway
