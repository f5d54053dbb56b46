// The phrase files of this folder, built into the binary.
#pragma once

#include <span>

#include "intents/embedded_file.hpp"

namespace motcua {

std::span<const EmbeddedFile> intents_catalog_files() noexcept;

}  // namespace motcua
