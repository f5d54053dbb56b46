// The fitted numbers of this folder, built into the binary.
#pragma once

#include <span>

#include "intents/embedded_file.hpp"

namespace motcua {

std::span<const EmbeddedFile> model_files() noexcept;

}  // namespace motcua
