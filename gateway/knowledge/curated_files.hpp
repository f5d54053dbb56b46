// The words that staff write: those built into the binary, then the province's own in the data folder.
#pragma once

#include <filesystem>
#include <vector>

#include "knowledge-base/alias_file.hpp"
#include "knowledge-base/matter_file.hpp"

namespace motcua::gateway {

/// The aliases that are built in, then those of `<data>/aliases/*.txt`, which replace a code's block whole.
/// Throws std::runtime_error that tells every fault with file and line.
std::vector<kb::AliasBlock> aliases_of(const std::filesystem::path& data);

/// The matters that are built in, then those of `<data>/matters/*.txt`, which replace a title's matter whole.
/// Throws as aliases_of() does.
std::vector<kb::Matter> matters_of(const std::filesystem::path& data);

}  // namespace motcua::gateway
