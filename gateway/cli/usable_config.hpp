// The settings of a command, or every problem of them on standard error.
#pragma once

#include <optional>

#include "gateway/cli/command_line.hpp"
#include "gateway/config/config.hpp"

namespace motcua::gateway {

/// --data wins over the file when both are given.
std::optional<Config> usable_config(const CommonOptions& common);

}  // namespace motcua::gateway
