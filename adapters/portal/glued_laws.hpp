// Splits the portal's table of laws, which comes as one run of text: "Luật Hộ tịch60/2014/QH13Nghị định…".
#pragma once

#include <string_view>
#include <vector>

#include "knowledge-base/procedure.hpp"

namespace motcua::adapters {

struct SplitLaws {
    std::vector<kb::LegalBasis> laws;
    bool certain = true;  // false when a border had to be guessed
};

/// `cell` is clean (NFC), with or without its heading. A law without a code cannot be told from the name of the
/// next one; it stays there.
SplitLaws split_laws(std::string_view cell);

/// True when a row shows that its table was cut in wrong places: half a code, or a code glued inside the name.
bool looks_glued(const kb::LegalBasis& row);

}  // namespace motcua::adapters
