// `emulate --load`: a crowd against a gateway, and the table of what came of it.
#pragma once

#include <optional>
#include <string>

#include "gateway/cli/serve_command.hpp"
#include "gateway/emulator/fault_plan.hpp"

namespace motcua::gateway {

/// No faults without a file; nothing, and the problems told, when the file cannot be used.
std::optional<FaultPlan> usable_faults(const std::string& file);

/// 0: nothing lost, out of order or twice without a reason; 1: something was; 2: unusable; 3: the gateway never answered.
int load(const CommonOptions& common, const EmulateRequest& request, const FaultPlan& faults);

}  // namespace motcua::gateway
