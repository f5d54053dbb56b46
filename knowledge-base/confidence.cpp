// Measures a ranking, asks both logistics; options are what is close behind and not the same service again.
#include "knowledge-base/confidence.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace motcua::kb {
namespace {

constexpr float twin_overlap = 0.75F;  // shared words of the official names, of all
constexpr std::size_t most_options = 4;
constexpr float option_gap = 4.5F;     // log odds behind the first that are still worth offering
constexpr float wide_margin = 6;       // log odds; more makes nobody surer
constexpr std::size_t looked_at = 12;  // rows behind the first

float feature(const Ranked& row, Feature which) { return row.features[static_cast<std::size_t>(which)]; }

/// What stands beside the first.
struct Field {
    float probability = 0;  // of the first and its twins
    float margin = wide_margin;
    float best_object = 0;  // how much of a rival's object the question says
    float best_share = 0;   // of the best rival's word share to the first's
};

Field field_of(const Catalog& catalog, const std::vector<Ranked>& ranked) {
    const Ranked& first = ranked.front();
    const float own = std::max(feature(first, Feature::word_share), 0.01F);
    Field field{first.probability};
    bool rival_seen = false;
    for (std::size_t i = 1; i < std::min(ranked.size(), looked_at); ++i) {
        const Ranked& row = ranked[i];
        if (twins(catalog.entries()[first.entry], catalog.entries()[row.entry])) {
            field.probability += row.probability;
            continue;
        }
        if (!rival_seen) field.margin = std::min(wide_margin, first.score - row.score);
        rival_seen = true;
        field.best_object = std::max(field.best_object, feature(row, Feature::object_cover));
        const float share = feature(row, Feature::word_share) / own;
        field.best_share = std::max(field.best_share, std::min(share, 1.2F));
    }
    return field;
}

}  // namespace

bool twins(const CatalogEntry& a, const CatalogEntry& b) {
    if (a.foreign != b.foreign || a.actions != b.actions || a.phrases.empty() || b.phrases.empty()) return false;
    const auto once_each = [](std::span<const TermId> words) {
        std::vector<TermId> sorted(words.begin(), words.end());
        std::sort(sorted.begin(), sorted.end());
        sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
        return sorted;
    };
    const auto left = once_each(a.words_of(a.phrases.front()));
    const auto right = once_each(b.words_of(b.phrases.front()));
    std::vector<TermId> both;
    std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(both));
    const auto all = static_cast<float>(left.size() + right.size() - both.size());
    return static_cast<float>(both.size()) >= twin_overlap * all;
}

Inputs confidence_inputs(const Catalog& catalog, const Query& query, const std::vector<Ranked>& ranked) {
    Inputs inputs{};
    if (ranked.empty()) return inputs;
    const auto set = [&inputs](Input input, float value) { inputs[static_cast<std::size_t>(input)] = value; };
    const Ranked& first = ranked.front();
    const Field field = field_of(catalog, ranked);
    const float mass = query.mass + query.unknown_mass;
    const auto words = static_cast<float>(query.content_words);
    set(Input::probability, field.probability);
    set(Input::margin, field.margin / wide_margin);
    set(Input::word_share, feature(first, Feature::word_share));
    set(Input::phrase_cover, feature(first, Feature::phrase_cover));
    set(Input::phrase_said, feature(first, Feature::phrase_cover) * feature(first, Feature::phrase_pairs));
    set(Input::second_phrase, feature(first, Feature::second_phrase));
    set(Input::score, first.score / 10);
    set(Input::rarest_missing, feature(first, Feature::rarest_missing));
    set(Input::unknown_share, mass > 0 ? query.unknown_mass / mass : 1);
    set(Input::rival_share, field.best_share);
    set(Input::length, std::min(words, 12.0F) / 12);
    set(Input::brevity, std::max(0.0F, 1 - std::max(0.0F, words - 1) / 7));
    // "… thì làm sao?" is asked of a clear need and of an unclear one alike.
    const auto parts = std::count_if(query.facets.begin(), query.facets.end(),
                                     [](intents::Facet facet) { return facet != intents::Facet::steps; });
    const float object = feature(first, Feature::object_cover);
    set(Input::object_asked, parts > 0 && object > field.best_object ? object : 0);
    set(Input::facets, std::min(static_cast<float>(parts), 2.0F) / 2);
    return inputs;
}

namespace {

/// The question names the code of the first and of no other: nothing is left to guess.
bool named_by_code(const std::vector<Ranked>& ranked) {
    return feature(ranked.front(), Feature::code) > 0 && (ranked.size() < 2 || feature(ranked[1], Feature::code) <= 0);
}

/// Rows close behind the first; the second in any case.
std::vector<std::size_t> worth_offering(const std::vector<Ranked>& ranked) {
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < std::min(ranked.size(), looked_at); ++i) {
        if (ranked.front().score - ranked[i].score <= option_gap || rows.size() < 2) rows.push_back(i);
    }
    return rows;
}

}  // namespace

Judgement judge(const Catalog& catalog, const Query& query, const std::vector<Ranked>& ranked,
                const ConfidenceModel& model) {
    Judgement judgement;
    if (ranked.empty()) return judgement;
    const Inputs inputs = confidence_inputs(catalog, query, ranked);
    judgement.confidence = model.right.probability(inputs);
    judgement.known = model.known.probability(inputs);
    if (named_by_code(ranked)) judgement.confidence = judgement.known = 0.99F;
    judgement.zone = judgement.known < model.known_from              ? Zone::lost
                     : judgement.confidence >= model.answer_from ? Zone::answer
                                                                     : Zone::ask;
    for (const std::size_t i : worth_offering(ranked)) {
        if (judgement.options.size() == most_options) break;
        const bool again = std::any_of(judgement.options.begin(), judgement.options.end(), [&](std::size_t chosen) {
            return twins(catalog.entries()[ranked[chosen].entry], catalog.entries()[ranked[i].entry]);
        });
        if (!again) judgement.options.push_back(i);
    }
    std::sort(judgement.options.begin(), judgement.options.end());
    return judgement;
}

}  // namespace motcua::kb
