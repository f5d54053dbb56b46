// What the alias files, which staff edit, must keep to.
#pragma once

#include "tests/architecture/source_tree.hpp"

namespace motcua::tests {

/// Every fault that kb::read_aliases tells; a code that is not N.NNNNNN (or a topic
/// outside this base with its note), has two blocks or no phrase; a block without
/// its short name; a phrase, as normalize() reads it, that stands twice, in one block or in two.
Findings alias_findings(const SourceTree& tree);

}  // namespace motcua::tests
