// Which part of a procedure a person asks for: papers, fee, time, place, ...
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "intents/phrase_book.hpp"

namespace motcua::intents {

enum class Facet {
    general,
    documents,
    fee,
    duration,
    place,
    steps,
    online,
    conditions,
    result,
    legal,
    form,
    validity,
    authorise,
};
/// "documents", "fee", ...: the spelling of the command line's JSON and of the question sets.
std::string_view name_of(Facet facet) noexcept;
std::optional<Facet> facet_from(std::string_view name) noexcept;

struct FacetQuestion {
    std::vector<Facet> facets;        // in the order asked, each once; empty: nothing named
    std::vector<PhraseMatch> spans;   // the tokens that said so: they say nothing about which procedure
};

/// Pure and thread-safe.
FacetQuestion facets_of(const std::vector<Token>& tokens);

}  // namespace motcua::intents
