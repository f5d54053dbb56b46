// The two directions of the table.
#include "knowledge-base/vocabulary.hpp"

namespace motcua::kb {

TermId Vocabulary::intern(std::string_view word) {
    const auto known = ids_.find(word);
    if (known != ids_.end()) return known->second;
    const auto id = static_cast<TermId>(words_.size());
    words_.emplace_back(word);
    ids_.emplace(words_.back(), id);
    return id;
}

std::optional<TermId> Vocabulary::find(std::string_view word) const {
    const auto known = ids_.find(word);
    if (known == ids_.end()) return std::nullopt;
    return known->second;
}

}  // namespace motcua::kb
