// What every file owes its reader: a first line, a size that can be read, no place of one machine.
#pragma once

#include "tests/architecture/source_tree.hpp"

namespace motcua::tests {

/// The first line (the second after #! or <!doctype) is a comment of at least two words. Kinds of file that cannot
/// hold a comment (JSON, licence, seeds of the fuzzer) are exempt.
Findings first_line_findings(const SourceTree& tree);

/// Code of more than 300 lines; data and prose may be longer.
Findings size_findings(const SourceTree& tree);

/// Absolute paths that only one machine has: homes, mounts, drives.
Findings machine_path_findings(const SourceTree& tree);

}  // namespace motcua::tests
