// `eval --ways` and `eval --parts`: what a way of typing costs, and what each part of the search adds.
#pragma once

#include <ostream>
#include <vector>

#include "gateway/cli/eval_command.hpp"

namespace motcua::gateway {

/// First turns of kind "procedure" that are written with diacritics, each typed in all ways.
void print_ways(const Snapshot& snapshot, const std::vector<LabelledQuestion>& questions, std::ostream& out);

/// First turns of kind "procedure", asked of ever more of the search: the bare index, its pairs, people's phrases,
/// the ranker, the readings. Makes an index without phrases in a temporary folder, which takes a second.
void print_parts(const Snapshot& snapshot, const std::vector<LabelledQuestion>& questions, std::ostream& out);

}  // namespace motcua::gateway
