// What every folder owes its reader: a README of one shape that names each of its sources.
#pragma once

#include "tests/architecture/source_tree.hpp"

namespace motcua::tests {

/// A folder of intents, knowledge-base, adapters, gateway, tests or docs without a README.md. Folders of data alone
/// (word lists, web pages, seeds of the fuzzer) need none.
Findings readme_findings(const SourceTree& tree);

/// A README of a floor, or of a folder of code on it, that lacks one of the five headings.
Findings heading_findings(const SourceTree& tree);

/// A source of the four floors that the README beside it does not name by its stem.
Findings unnamed_findings(const SourceTree& tree);

}  // namespace motcua::tests
