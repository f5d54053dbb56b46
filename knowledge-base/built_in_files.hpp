// The starter knowledge base and the people's words, built into the binary so that a bare clone answers.
#pragma once

#include <span>

#include "intents/embedded_file.hpp"

namespace motcua {

/// JSON Lines, one procedure a line.
std::span<const EmbeddedFile> starter_files() noexcept;
/// The format of knowledge-base/alias_file.hpp; the file below outside/ holds topics that no procedure covers.
std::span<const EmbeddedFile> alias_files() noexcept;
/// The format of knowledge-base/matter_file.hpp.
std::span<const EmbeddedFile> matter_files() noexcept;

}  // namespace motcua
