// Features in one pass over an entry's phrases, each word of which is one look into a table of what is asked.
#include "knowledge-base/measurement.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace motcua::kb {
namespace {

constexpr float same_letters = 0.8F;  // a typed tone that differs: the commonest slip
constexpr float other_letters = 0.3F; // typed letters that differ: "thuê" against "thuế" of another vowel
constexpr float nats = 20.0F;         // scale of absolute masses
constexpr float saturation = 1.2F;    // a word that many phrases hold counts more, but not in proportion
constexpr float full_from = 0.7F;     // a phrase that is said nearly whole counts extra

float saturated(float frequency) noexcept { return frequency * (1 + saturation) / (frequency + saturation); }

/// How well a typed word fits an accented word of the catalog: 1 when nothing contradicts.
float fit_of_accent(const Catalog& catalog, const QueryWord& typed, TermId accent) noexcept {
    if (!typed.accented || typed.accent == accent) return 1.0F;
    if (typed.toneless && *typed.toneless == catalog.toneless(accent)) return same_letters;
    return other_letters;
}

float weight_for_entry(const CatalogPhrase& phrase) noexcept { return phrase.source == PhraseSource::alias ? 1.0F : 2.0F; }

}  // namespace

Measurement::Measurement(const Catalog& catalog, const Query& query)
    : catalog_(catalog), query_(query), lookup_(catalog, query) {
    for (const QueryPair& pair : query.pairs) asked_pairs_ += pair.rarity * pair.weight;
    std::size_t positions = 0;
    for (const QueryWord& word : query.words) positions = std::max(positions, word.position + 1);
    pair_counts_.assign(query.pairs.size(), 0);
    frequency_.assign(query.words.size(), 0);
    heaviest_.assign(positions, 0);
    found_.assign(positions, 0);
    known_.assign(positions, 0);
    for (const QueryWord& word : query.words) {
        heaviest_[word.position] = std::max(heaviest_[word.position], word.weight * word.rarity);
    }
    fit_asked_words();
}

Features Measurement::of(const CatalogEntry& entry, float body, std::optional<std::size_t> left_out) {
    entry_ = &entry;
    left_out_ = left_out;
    features_ = {};
    measure_phrases();  // counts what the next two weigh
    measure_words();
    measure_pairs();
    measure_wishes();
    set(Feature::commune, (entry.levels & static_cast<unsigned>(Level::commune)) != 0 ? 1.0F : 0.0F);
    set(Feature::province, (entry.levels & static_cast<unsigned>(Level::province)) != 0 ? 1.0F : 0.0F);
    set(Feature::everyday, std::log1p(static_cast<float>(entry.alias_count)) / 3.0F);
    set(Feature::body, body);
    const bool named = std::find(query_.codes.begin(), query_.codes.end(), entry.code) != query_.codes.end();
    set(Feature::code, named ? 1.0F : 0.0F);
    return features_;
}

/// The question's words among the entry's, by position: a token counts once, with its best reading.
void Measurement::measure_words() {
    // No branch: which of the question's words an entry holds cannot be guessed.
    std::fill(frequency_.begin(), frequency_.end(), 0.0F);
    std::fill(found_.begin(), found_.end(), 0.0F);
    std::fill(known_.begin(), known_.end(), std::uint8_t{0});
    for (const Share& share : shares_) frequency_[share.reading] += counts_[share.at] * share.fit;
    for (std::size_t i = 0; i < frequency_.size(); ++i) {
        const QueryWord& word = query_.words[i];
        known_[word.position] |= static_cast<std::uint8_t>(frequency_[i] > 0);
        found_[word.position] = std::max(found_[word.position], saturated(frequency_[i]) * word.weight * word.rarity);
    }
    float words = 0;
    float missing = 0;
    for (std::size_t i = 0; i < found_.size(); ++i) {
        words += found_[i];
        if (known_[i] == 0) missing = std::max(missing, heaviest_[i]);
    }
    set(Feature::word_share, asked_mass() > 0 ? words / asked_mass() : 0);
    set(Feature::word_mass, words / nats);
    set(Feature::rarest_missing, missing / nats);
}

void Measurement::measure_pairs() {
    float pairs = 0;
    for (std::size_t i = 0; i < pair_counts_.size(); ++i) {
        if (pair_counts_[i] > 0) pairs += saturated(pair_counts_[i]) * query_.pairs[i].rarity * query_.pairs[i].weight;
    }
    set(Feature::pair_share, asked_pairs_ > 0 ? pairs / asked_pairs_ : 0);
    set(Feature::pair_mass, pairs / nats);
}

void Measurement::fit_asked_words() {
    fits_.emplace_back();
    fit_at_.assign(catalog_.accents().size(), 0);
    for (const QueryWord& asked : query_.words) {
        for (const TermId accent : catalog_.accents_of(asked.word)) {
            if (fit_at_[accent] != 0) continue;  // another reading is the same word
            if (fits_.size() > std::numeric_limits<std::uint16_t>::max()) break;
            fit_at_[accent] = static_cast<std::uint16_t>(fits_.size());
            share_out(asked.word, accent);
            fits_.push_back(best_fit(asked.word, accent));
        }
    }
    counts_.assign(fits_.size(), 0);
}

/// What the readings of a word get of each time that an entry has it in this accented form, the next in fits_.
void Measurement::share_out(TermId word, TermId accent) {
    for (const QueryWord& asked : lookup_.readings(word)) {
        const auto reading = static_cast<std::uint32_t>(&asked - query_.words.data());
        shares_.push_back({static_cast<std::uint32_t>(fits_.size()), reading, fit_of_accent(catalog_, asked, accent)});
    }
}

Measurement::WordFit Measurement::best_fit(TermId word, TermId accent) const noexcept {
    WordFit best;
    float lost = 1;
    for (const QueryWord& asked : lookup_.readings(word)) {
        const float fitted = fit_of_accent(catalog_, asked, accent);
        const float weighed = fitted * asked.in_phrase;
        best.fit = std::max(best.fit, weighed);
        best.said = std::max(best.said, weighed * asked.rarity);
        lost = std::min(lost, 1 - fitted);
    }
    best.matched = best.fit * catalog_.accent_rarity(accent);
    best.contradicted = best.fit > 0 ? lost * catalog_.accent_rarity(accent) : 0;
    return best;
}

// The innermost loop of every answer: tens of thousands of words, few of which are asked. Hence no bounds checks; each
// accented word of the catalog has its place in fit_at_.
Measurement::PhraseFit Measurement::fit_of(const CatalogPhrase& phrase, float weight) noexcept {
    const TermId* const accents = entry_->accents_of(phrase).data();
    const std::uint16_t* const fit_at = fit_at_.data();
    PhraseFit made;
    made.mass = phrase.mass;
    made.neighbours = phrase.size - 1;
    for (std::size_t i = 0; i < phrase.size; ++i) {
        const std::size_t at = fit_at[accents[i]];
        if (at != 0) count(phrase, i, at, weight, made);
    }
    return made;
}

/// Word `i` of the phrase is asked and stands at `at` in fits_.
void Measurement::count(const CatalogPhrase& phrase, std::size_t i, std::size_t at, float weight, PhraseFit& made) noexcept {
    const WordFit& fit = fits_[at];
    counts_[at] += weight;
    made.matched += fit.matched;
    made.said += fit.said;
    made.contradicted += fit.contradicted;
    if (i == 0) return;
    const auto words = entry_->words_of(phrase);
    const QueryPair* pair = lookup_.find(pair_of(words[i - 1], words[i]));
    if (pair == nullptr) return;
    pair_counts_[static_cast<std::size_t>(pair - query_.pairs.data())] += weight;
    if (fit.fit > 0) made.pairs += 1;
}

void Measurement::measure_names(const CatalogPhrase& phrase, const PhraseFit& fit) noexcept {
    const float extra = (fit.mass - fit.matched) / nats;
    if (phrase.source == PhraseSource::short_name) {
        set(Feature::short_cover, fit.cover());
        set(Feature::short_extra, extra);
    }
    if (phrase.source == PhraseSource::official_name) {
        set(Feature::name_cover, fit.cover());
        set(Feature::name_extra, extra);
        if (entry_->alias_count == 0) set(Feature::short_extra, extra);
    }
}

void Measurement::measure_phrases() {
    std::fill(counts_.begin(), counts_.end(), 0.0F);
    std::fill(pair_counts_.begin(), pair_counts_.end(), 0.0F);
    PhraseFit best;
    float best_value = 0;
    float second = 0;
    for (std::size_t i = 0; i < entry_->phrases.size(); ++i) {
        if (left_out_ && *left_out_ == i) continue;
        const CatalogPhrase& phrase = entry_->phrases[i];
        const PhraseFit made = fit_of(phrase, weight_for_entry(phrase));
        if (phrase.source != PhraseSource::alias) measure_names(phrase, made);
        if (made.said <= 0 && made.pairs <= 0) continue;  // its value is 0
        const float value = made.value();
        if (value > best_value) {
            second = best_value;
            best_value = value;
            best = made;
        } else {
            second = std::max(second, value);
        }
    }
    const PhraseFit object = fit_of(entry_->object, 0);
    set(Feature::object_cover, object.cover());
    set(Feature::object_extra, (object.mass - object.matched) / nats);
    set(Feature::phrase_cover, best.cover());
    set(Feature::phrase_share, asked_mass() > 0 ? std::min(best.said / asked_mass(), 1.5F) : 0);
    set(Feature::phrase_mass, best.said / nats);
    set(Feature::phrase_pairs, best.pair_cover());
    set(Feature::phrase_full, std::max(0.0F, best.cover() - full_from) / (1 - full_from) * best.pair_cover());
    set(Feature::second_phrase, second / nats);
    set(Feature::accent_conflict, best.mass > 0 ? best.contradicted / best.mass : 0);
}

void Measurement::measure_wishes() {
    const intents::Actions shared = query_.actions & entry_->actions;
    if (query_.actions != 0 && entry_->actions != 0) {
        set(shared != 0 ? Feature::action_agrees : Feature::action_conflicts, 1.0F);
    }
    set(Feature::action_unasked, static_cast<float>(std::popcount(entry_->actions & ~query_.actions)) / 4.0F);
    set(Feature::action_missing, static_cast<float>(std::popcount(query_.actions & ~entry_->actions)) / 4.0F);
    const intents::Actions special = intents::special_actions();
    set(Feature::special_unasked, (entry_->actions & special & ~query_.actions) != 0 ? 1.0F : 0.0F);
    set(Feature::special_missing, (query_.actions & special & ~entry_->actions) != 0 ? 1.0F : 0.0F);
    set(Feature::special_agrees, (query_.actions & special & entry_->actions) != 0 ? 1.0F : 0.0F);
    set(Feature::none_wanted, (entry_->actions & special) != 0 && (query_.actions & special) == 0 ? 1.0F : 0.0F);
    static const intents::Mentions foreign = intents::mention("foreign");
    const bool asked = (query_.mentions & foreign) != 0;
    set(Feature::foreign_unasked, entry_->foreign && !asked ? 1.0F : 0.0F);
    set(Feature::foreign_agrees, entry_->foreign && asked ? 1.0F : 0.0F);
    set(Feature::foreign_missing, !entry_->foreign && asked ? 1.0F : 0.0F);
    set(Feature::mention_agrees, static_cast<float>(std::popcount(query_.mentions & entry_->mentions & ~foreign)) / 2.0F);
    set(Feature::mention_unasked, static_cast<float>(std::popcount(entry_->mentions & ~query_.mentions & ~foreign)) / 2.0F);
}

}  // namespace motcua::kb
