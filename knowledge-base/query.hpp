// A question as the ranker sees it: weighted words and pairs, what is wanted done, who is involved.
#pragma once

#include <string>
#include <vector>

#include "intents/action.hpp"
#include "intents/facet.hpp"
#include "intents/mention.hpp"
#include "intents/normalized_text.hpp"
#include "knowledge-base/catalog.hpp"
#include "knowledge-base/procedure_index.hpp"

namespace motcua::kb {

/// One reading of one typed word.
struct QueryWord {
    TermId word = 0;
    bool accented = false;   // the person typed accents, so they count
    std::optional<TermId> accent;    // known accented form; nothing when no entry spells it so
    std::optional<TermId> toneless;
    float weight = 1;        // 0..1: how likely this reading is, and how much it says about the procedure
    float in_phrase = 1;     // the same inside a phrase: a word that only carries the conversation is no less said there
    float rarity = 0;        // in nats; of the accented form when accents were typed
    std::size_t position = 0;
};

struct QueryPair {
    PairId pair = 0;
    float weight = 1;
    float rarity = 0;  // in nats
};

struct Query {
    std::vector<QueryWord> words;
    std::vector<QueryPair> pairs;        // each once
    float mass = 0;                      // rarity of everything that may say which procedure is meant
    std::size_t content_words = 0;       // tokens that neither carry the conversation nor name a facet
    float unknown_mass = 0;              // the part of it that no entry knows
    intents::Actions actions = 0;
    intents::Mentions mentions = 0;
    std::vector<intents::Facet> facets;
    std::vector<std::string> codes;      // procedure codes and law numbers in the text
    std::vector<intents::Token> spelled; // the message as a careful writer would have typed it, for phrase look-ups
    std::vector<float> said;             // of each of `spelled`, 0..1: how much it may say about the procedure
    std::vector<float> rarities;         // of each of `spelled`, in nats

    /// What an index is asked; the rarest `limit` words and pairs.
    SearchQuery for_index(const Catalog& catalog, std::size_t limit) const;
};

/// What an index is asked for, by the conversation and in training alike: words and pairs, and candidates back.
inline constexpr std::size_t index_terms = 24;
inline constexpr std::size_t index_candidates = 96;

/// What was spoken of before stands in front of the text: its first `tokens` tokens count with `weight`.
struct Context {
    std::size_t tokens = 0;
    float weight = 1;
};

/// Whether abbreviations, keys of an input method and slips of the finger are read; only evaluation leaves them out.
enum class Readings { all, as_typed };

/// Pure and thread-safe. Linear in the tokens.
Query query_from(const Catalog& catalog, const intents::NormalizedText& text, Context context = {},
                 Readings readings = Readings::all);

}  // namespace motcua::kb
