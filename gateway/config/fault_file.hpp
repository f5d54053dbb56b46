// The fault file of the emulator: TOML in, one plan out.
#pragma once

#include <filesystem>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "gateway/emulator/fault_plan.hpp"

namespace motcua::gateway {

/// `FILE:LINE: KEY: what is allowed`, one for each problem; an unknown key is one.
using FaultFileResult = tl::expected<FaultPlan, std::vector<std::string>>;

FaultFileResult read_fault_file(const std::filesystem::path& file);
/// The same from text; `name` stands where the file's name would.
FaultFileResult faults_from(const std::string& toml, const std::string& name);

}  // namespace motcua::gateway
