// What an index holds of a procedure: tokens that normalize() made, the same for every kind of index.
#pragma once

#include <string>

#include "knowledge-base/alias_file.hpp"
#include "knowledge-base/procedure.hpp"

namespace motcua::kb {

/// Grows whenever normalize() or document_of() changes what they make: an index of another version is stale.
constexpr int index_format = 3;

/// Tokens joined by single spaces. Folded unless it says accented.
struct IndexDocument {
    std::string code;
    std::string names;     // official and people's name
    std::string accented;  // the same with accents, and the aliases
    std::string pairs;     // neighbours of names and aliases joined by '_': "khai_sinh"
    std::string aliases;
    std::string body;      // field, result, papers, forms, conditions, law numbers; at most 400 tokens
};

/// Pure. `aliases` may be null.
IndexDocument document_of(const Procedure& procedure, const AliasBlock* aliases);

}  // namespace motcua::kb
