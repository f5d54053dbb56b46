// Which file may include which of our own: floors run down, adapters do not know one another.
#pragma once

#include "tests/architecture/source_tree.hpp"

namespace motcua::tests {

/// gateway, adapters, knowledge-base, intents: each sees itself and what is below; tests/ sees all and is seen by none.
/// Every quoted include is a path from the root, to a file that is there.
Findings floor_findings(const SourceTree& tree);

/// adapters/<a>/ never includes adapters/<b>/; all may include adapters/json/ and the headers beside the folders,
/// and those include no folder but adapters/json/.
Findings sibling_findings(const SourceTree& tree);

}  // namespace motcua::tests
