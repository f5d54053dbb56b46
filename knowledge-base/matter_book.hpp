// Finds the matter that a vague question names, and offers what it may mean.
#pragma once

#include <optional>
#include <vector>

#include "intents/phrase_book.hpp"
#include "knowledge-base/catalog.hpp"
#include "knowledge-base/matter_file.hpp"
#include "knowledge-base/query.hpp"
#include "knowledge-base/ranker.hpp"

namespace motcua::kb {

/// A matter that a question names.
struct NamedMatter {
    const Matter* matter = nullptr;
    float cover = 0;  // share of what the question says about a procedure that the name covers, 0..1
    bool unclear = false;  // none of the codes is the everyday meaning of that name, and no other action is said
};

/// Immutable after construction; safe to share between threads.
class MatterBook {
  public:
    /// Codes that the catalog does not hold are left out, and so are matters with fewer than two others.
    MatterBook(std::vector<Matter> matters, const Catalog& catalog);

    /// The matter whose name covers most of the question; of two that cover the same, the one of the longer name.
    std::optional<NamedMatter> named_in(const Query& query) const;

    std::size_t size() const noexcept { return matters_.size(); }

  private:
    std::vector<Matter> matters_;
    intents::PhraseBook phrases_;
};

/// At most `limit` codes of the matter: those that the ranking holds close together in its order, then the everyday ones.
/// `first`: codes that are offered whatever they are.
std::vector<std::string> options_of(const Matter& matter, const Catalog& catalog, const std::vector<Ranked>& ranked,
                                    const std::vector<std::string>& first, std::size_t limit);

}  // namespace motcua::kb
