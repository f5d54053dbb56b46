// The version comes from CMake, so that it stands in one place.
#include "gateway/cli/version.hpp"

#include <fmt/format.h>

#include "knowledge-base/index_document.hpp"

namespace motcua::gateway {

std::string version_text() { return fmt::format("motcua {} (index format {})", MOTCUA_VERSION, kb::index_format); }

}  // namespace motcua::gateway
