// Measures one question against entries of the catalog: every feature that the ranker weighs.
#pragma once

#include <optional>
#include <vector>

#include "knowledge-base/catalog.hpp"
#include "knowledge-base/query.hpp"
#include "knowledge-base/query_lookup.hpp"
#include "knowledge-base/ranker.hpp"

namespace motcua::kb {

/// Made once a question, asked once an entry; refers to both, which must outlive it. Not to be shared by threads.
class Measurement {
  public:
    Measurement(const Catalog& catalog, const Query& query);

    /// `body` is the index's score over its best score. `left_out` is a phrase that must not count (for fitting).
    Features of(const CatalogEntry& entry, float body, std::optional<std::size_t> left_out = std::nullopt);

  private:
    /// How much of one phrase the question says.
    struct PhraseFit {
        float matched = 0;       // rarity found in the question, accents weighed in
        float said = 0;          // the same as the question knows it: an unaccented word tells less
        float contradicted = 0;  // rarity lost to typed accents
        float pairs = 0;         // neighbours that stand together in the question
        float mass = 1;
        std::size_t neighbours = 0;

        float cover() const noexcept { return mass > 0 ? matched / mass : 0; }
        float pair_cover() const noexcept { return neighbours == 0 ? cover() : pairs / static_cast<float>(neighbours); }
        /// Prefers phrases that are said in full, then those that say much.
        float value() const noexcept { return said * (0.3F + 0.7F * cover()) + 1.5F * pairs; }
    };
    /// What one accented word of the catalog means to the question.
    struct WordFit {
        float fit = 0;
        float said = 0;
        float matched = 0;       // fit, weighed by the word's rarity
        float contradicted = 0;  // rarity lost to typed accents
    };

    /// What one reading of the question gets of it.
    struct Share {
        std::uint32_t at = 0;       // place in fits_
        std::uint32_t reading = 0;  // place among the question's words
        float fit = 0;
    };

    void set(Feature feature, float value) noexcept { features_[static_cast<std::size_t>(feature)] = value; }
    float asked_mass() const noexcept { return query_.mass + query_.unknown_mass; }
    void fit_asked_words();
    void share_out(TermId word, TermId accent);
    WordFit best_fit(TermId word, TermId accent) const noexcept;
    /// Its words and neighbours count `weight` times for the entry.
    PhraseFit fit_of(const CatalogPhrase& phrase, float weight) noexcept;
    void count(const CatalogPhrase& phrase, std::size_t i, std::size_t at, float weight, PhraseFit& made) noexcept;
    void measure_names(const CatalogPhrase& phrase, const PhraseFit& fit) noexcept;
    void measure_phrases();
    void measure_words();
    void measure_pairs();
    void measure_wishes();

    const Catalog& catalog_;
    const Query& query_;
    QueryLookup lookup_;
    float asked_pairs_ = 0;
    std::vector<WordFit> fits_;          // of each accented form of what is asked; the first fits nothing
    std::vector<std::uint16_t> fit_at_;  // by accented word of the catalog: its place in fits_, 0 for most
    std::vector<float> counts_;          // by place in fits_: how often the entry holds it; names count twice
    std::vector<Share> shares_;          // by place in fits_, then by reading
    std::vector<float> pair_counts_;     // by pair of the question: the same
    std::vector<float> frequency_;       // by word of the question: how often the entry holds it, accents weighed in
    std::vector<float> heaviest_;        // by position: weight of its likeliest reading
    std::vector<float> found_;           // by position: what the entry knows of it
    std::vector<std::uint8_t> known_;    // by position: the entry knows it in some spelling
    const CatalogEntry* entry_ = nullptr;
    std::optional<std::size_t> left_out_;
    Features features_{};
};

}  // namespace motcua::kb
