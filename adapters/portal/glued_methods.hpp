// Splits the portal's table of ways to file, which comes as one run of text:
// "Trực tuyến7 Ngày làm việc10,000 Việt Nam Đồng(…)Trực tiếp7 Ngày làm việc…".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "knowledge-base/procedure.hpp"

namespace motcua::adapters {

struct SplitMethods {
    std::vector<kb::Method> methods;
    bool certain = true;  // false when some text could be cut in two ways; it then stays in one piece
};

/// `cell` is clean (NFC), with or without its heading. Empty for a cell that says nothing.
SplitMethods split_methods(std::string_view cell);

/// A row whose duration swallowed the fee ("1100" beside "VNĐ(…)"), read anew. False when it stays uncertain:
/// the text then stands in fee_note as published, with neither a duration nor a fee.
bool unglue(kb::Method& method);

/// True when unglue() has something to do.
bool looks_glued(const kb::Method& method) noexcept;

}  // namespace motcua::adapters
