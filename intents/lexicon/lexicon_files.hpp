// The word lists of this folder, built into the binary.
#pragma once

#include <span>

#include "intents/embedded_file.hpp"

namespace motcua {

std::span<const EmbeddedFile> lexicon_files() noexcept;

}  // namespace motcua
