// Orders candidates: features of a question and a procedure, weighed by fitted numbers, all explainable.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "knowledge-base/catalog.hpp"
#include "knowledge-base/query.hpp"

namespace motcua::kb {

/// What is measured of one question against one procedure; each about 0..1 unless said.
enum class Feature : std::size_t {
    word_share,       // rarity of the question's words that the entry knows, of all
    pair_share,       // the same for neighbours
    word_mass,        // the same, absolute (nats / 20)
    pair_mass,
    rarest_missing,   // the heaviest word of the question that the entry knows in no spelling (nats / 20)
    phrase_cover,     // how much of the best phrase the question says
    phrase_share,     // how much of the question the best phrase says
    phrase_mass,      // absolute (nats / 20)
    phrase_pairs,     // share of the best phrase's neighbours that stand together in the question
    phrase_full,      // the best phrase is said nearly whole
    second_phrase,    // worth of the second best phrase (nats / 20)
    short_cover,      // how much of the people's name the question says
    short_extra,      // what the people's name says beyond the question (nats / 20)
    object_cover,     // how much of the short name's object the question says ("khai sinh" of "Đăng ký khai sinh")
    object_extra,     // what the object says beyond the question (nats / 20)
    name_cover,       // how much of the official name the question says
    name_extra,       // what the official name says beyond the question (nats / 20)
    action_agrees,    // both name an action and share one
    action_conflicts, // both name an action and share none
    action_unasked,   // actions that the names speak of and the question does not, of 4
    action_missing,   // actions that the question speaks of and the names do not, of 4
    special_unasked,  // the names speak of a special action (lost, cancelled, extended, ...) that the question does not
    special_missing,  // the other way round
    special_agrees,   // both speak of one
    none_wanted,      // the names speak of a special action, the question of none at all
    accent_conflict,  // share of the best phrase whose letters contradict the typed accents
    foreign_unasked,  // the procedure is for foreigners, the question names none
    foreign_agrees,
    foreign_missing,  // the question speaks of foreigners, the procedure is not for them
    mention_agrees,   // a child, a firm, a household business: spoken of by both, of 2
    mention_unasked,  // spoken of by the names alone, of 2
    commune,          // handled at the commune
    province,
    everyday,         // log of how many phrases people wrote for it
    body,             // the index's score relative to its best
    code,             // the question names its code
    count_,
};
constexpr std::size_t feature_count = static_cast<std::size_t>(Feature::count_);
using Features = std::array<float, feature_count>;
std::string_view name_of(Feature feature) noexcept;

/// Fitted numbers, one a feature; read from a text file of `name value` lines.
class RankerWeights {
  public:
    RankerWeights() = default;
    /// Unknown names are faults, missing ones are 0. Throws std::invalid_argument naming the line.
    static RankerWeights from_text(std::string_view text);
    /// The weights that were built into the binary.
    static const RankerWeights& built_in();

    float operator[](Feature feature) const noexcept { return values_[static_cast<std::size_t>(feature)]; }
    float& operator[](Feature feature) noexcept { return values_[static_cast<std::size_t>(feature)]; }
    float score(const Features& features) const noexcept;
    std::string to_text() const;

  private:
    Features values_{};
};

struct Ranked {
    std::size_t entry = 0;  // position in the catalog
    float score = 0;        // larger is better; differences are log odds
    float probability = 0;  // share among the candidates (softmax)
    Features features{};
};

/// Log odds for staying with what was spoken of.
struct Nearness {
    float field = 0;   // in the same field
    float object = 0;  // times the share of its object's words
};

/// Measures questions against entries. Refers to the catalog, which must outlive it; safe to share between threads.
class Ranker {
  public:
    Ranker(const Catalog& catalog, RankerWeights weights) : catalog_(catalog), weights_(weights) {}

    /// `body` is the index's score over its best score. `left_out` is a phrase that must not count (for fitting).
    Features features_of(const Query& query, std::size_t entry, float body,
                         std::optional<std::size_t> left_out = std::nullopt) const;

    /// All hits that are in the catalog, best first.
    std::vector<Ranked> rank(const Query& query, std::span<const Hit> hits) const;

    /// Adds to the score of what is near to what was spoken of and puts the rows in order again: a dialogue seldom
    /// leaves its field from one message to the next, and a detail ("chồng em người Đài Loan") does not change its object.
    void stay_near(std::vector<Ranked>& rows, const CatalogEntry& before, const Nearness& nearness) const;

    const RankerWeights& weights() const noexcept { return weights_; }

  private:
    const Catalog& catalog_;
    RankerWeights weights_;
};

}  // namespace motcua::kb
