// Features by merging sorted bags and by checking each phrase against the question's words.
#include "knowledge-base/ranker.hpp"

#include <algorithm>
#include <cmath>

namespace motcua::kb {
namespace {

constexpr float same_letters = 0.8F;     // a typed tone that differs: the commonest slip
constexpr float other_letters = 0.3F;    // typed letters that differ: "thuê" against "thuế" of another vowel
constexpr float nats = 20.0F;            // scale of absolute masses
constexpr float saturation = 1.2F;       // a word that many phrases hold counts more, but not in proportion

float saturated(float frequency) noexcept { return frequency * (1 + saturation) / (frequency + saturation); }

/// How well a typed word fits an accented word of the catalog: 1 when nothing contradicts.
float fit(const Catalog& catalog, const QueryWord& typed, TermId accent) noexcept {
    if (!typed.accented || typed.accent == accent) return 1.0F;
    if (typed.toneless && *typed.toneless == catalog.toneless(accent)) return same_letters;
    return other_letters;
}

struct PhraseFit {
    float matched = 0;      // rarity found in the question, accents weighed in
    float contradicted = 0; // rarity lost to typed accents
    float pairs = 0;        // neighbours that stand together in the question
    float mass = 1;
    std::size_t neighbours = 0;

    float cover() const noexcept { return mass > 0 ? matched / mass : 0; }
    float pair_cover() const noexcept { return neighbours == 0 ? cover() : pairs / static_cast<float>(neighbours); }
    /// Prefers phrases that are said in full, then those that say much.
    float value() const noexcept { return matched * (0.3F + 0.7F * cover()) + 1.5F * pairs; }
};

class Measurement {
  public:
    Measurement(const Catalog& catalog, const Query& query, const CatalogEntry& entry)
        : catalog_(catalog), query_(query), entry_(entry) {}

    Features take(float body, std::optional<std::size_t> left_out) {
        left_out_ = left_out;
        measure_bags();
        measure_phrases();
        measure_wishes();
        set(Feature::commune, (entry_.levels & static_cast<unsigned>(Level::commune)) != 0 ? 1.0F : 0.0F);
        set(Feature::province, (entry_.levels & static_cast<unsigned>(Level::province)) != 0 ? 1.0F : 0.0F);
        set(Feature::everyday, std::log1p(static_cast<float>(entry_.alias_count)) / 3.0F);
        set(Feature::body, body);
        const bool named = std::find(query_.codes.begin(), query_.codes.end(), entry_.code) != query_.codes.end();
        set(Feature::code, named ? 1.0F : 0.0F);
        return features_;
    }

  private:
    void set(Feature feature, float value) noexcept { features_[static_cast<std::size_t>(feature)] = value; }

    /// What the left-out phrase adds to the frequency of a word.
    float left_out_words(TermId word, TermId accent) const noexcept {
        if (!left_out_) return 0;
        const CatalogPhrase& phrase = entry_.phrases[*left_out_];
        float count = 0;
        for (std::size_t i = 0; i < phrase.words.size(); ++i) {
            count += phrase.words[i] == word && phrase.accents[i] == accent ? 1.0F : 0.0F;
        }
        return count * (phrase.source == PhraseSource::alias ? 1.0F : 2.0F);
    }
    float left_out_pairs(PairId pair) const noexcept {
        if (!left_out_) return 0;
        const CatalogPhrase& phrase = entry_.phrases[*left_out_];
        float count = 0;
        for (std::size_t i = 1; i < phrase.words.size(); ++i) {
            count += pair_of(phrase.words[i - 1], phrase.words[i]) == pair ? 1.0F : 0.0F;
        }
        return count * (phrase.source == PhraseSource::alias ? 1.0F : 2.0F);
    }

    /// The question's words among the entry's, by position: a token counts once, with its best reading.
    void measure_bags() {
        std::vector<float> by_position;
        for (const QueryWord& word : query_.words) {
            auto row = std::lower_bound(entry_.words.begin(), entry_.words.end(), word.word,
                                        [](const WordRow& a, TermId b) { return a.word < b; });
            float found = 0;
            for (; row != entry_.words.end() && row->word == word.word; ++row) {
                const float frequency = row->frequency - left_out_words(row->word, row->accent);
                if (frequency > 0) found += frequency * fit(catalog_, word, row->accent);
            }
            if (found <= 0) continue;
            if (by_position.size() <= word.position) by_position.resize(word.position + 1, 0);
            float& best = by_position[word.position];
            best = std::max(best, saturated(found) * word.weight * catalog_.rarity(word.word));
        }
        float words = 0;
        for (const float value : by_position) words += value;
        float pairs = 0;
        float asked_pairs = 0;
        for (const QueryPair& pair : query_.pairs) {
            const float rarity = catalog_.pair_rarity(pair.pair) * pair.weight;
            asked_pairs += rarity;
            const auto row = std::lower_bound(entry_.pairs.begin(), entry_.pairs.end(), pair.pair,
                                              [](const PairRow& a, PairId b) { return a.pair < b; });
            if (row == entry_.pairs.end() || row->pair != pair.pair) continue;
            const float frequency = row->frequency - left_out_pairs(pair.pair);
            if (frequency > 0) pairs += saturated(frequency) * rarity;
        }
        const float mass = query_.mass + query_.unknown_mass;
        set(Feature::word_share, mass > 0 ? words / mass : 0);
        set(Feature::pair_share, asked_pairs > 0 ? pairs / asked_pairs : 0);
        set(Feature::word_mass, words / nats);
        set(Feature::pair_mass, pairs / nats);
    }

    float best_fit(TermId word, TermId accent, float& contradicted) const noexcept {
        auto asked = std::lower_bound(query_.words.begin(), query_.words.end(), word,
                                      [](const QueryWord& a, TermId b) { return a.word < b; });
        float best = 0;
        float lost = 1;
        for (; asked != query_.words.end() && asked->word == word; ++asked) {
            const float fitted = fit(catalog_, *asked, accent);
            // A filler or facet word said in a phrase is no less said: full value inside a phrase.
            best = std::max(best, fitted * std::max(asked->weight, 0.5F));
            lost = std::min(lost, 1 - fitted);
        }
        if (best > 0) contradicted += lost * catalog_.rarity(word);
        return best;
    }

    bool together(TermId first, TermId second) const noexcept {
        const PairId pair = pair_of(first, second);
        const auto row = std::lower_bound(query_.pairs.begin(), query_.pairs.end(), pair,
                                          [](const QueryPair& a, PairId b) { return a.pair < b; });
        return row != query_.pairs.end() && row->pair == pair;
    }

    PhraseFit fit_of(const CatalogPhrase& phrase) const noexcept {
        PhraseFit made;
        made.mass = phrase.mass;
        made.neighbours = phrase.words.size() - 1;
        for (std::size_t i = 0; i < phrase.words.size(); ++i) {
            made.matched += best_fit(phrase.words[i], phrase.accents[i], made.contradicted) *
                            catalog_.rarity(phrase.words[i]);
            if (i > 0 && together(phrase.words[i - 1], phrase.words[i])) made.pairs += 1;
        }
        return made;
    }

    void measure_phrases() {
        PhraseFit best;
        for (std::size_t i = 0; i < entry_.phrases.size(); ++i) {
            if (left_out_ && *left_out_ == i) continue;
            const CatalogPhrase& phrase = entry_.phrases[i];
            const PhraseFit made = fit_of(phrase);
            if (made.value() > best.value()) best = made;
            if (phrase.source == PhraseSource::short_name) set(Feature::short_cover, made.cover());
            if (phrase.source == PhraseSource::official_name) {
                set(Feature::name_cover, made.cover());
                set(Feature::name_extra, (made.mass - made.matched) / nats);
            }
        }
        const float mass = query_.mass + query_.unknown_mass;
        set(Feature::phrase_cover, best.cover());
        set(Feature::phrase_share, mass > 0 ? std::min(best.matched / mass, 1.5F) : 0);
        set(Feature::phrase_mass, best.matched / nats);
        set(Feature::phrase_pairs, best.pair_cover());
        set(Feature::accent_conflict, best.mass > 0 ? best.contradicted / best.mass : 0);
    }

    void measure_wishes() {
        if (query_.actions != 0 && entry_.actions != 0) {
            const bool shared = (query_.actions & entry_.actions) != 0;
            set(shared ? Feature::action_agrees : Feature::action_conflicts, 1.0F);
        }
        static const intents::Mentions foreign = intents::mention("foreign");
        const bool asked = (query_.mentions & foreign) != 0;
        set(Feature::foreign_unasked, entry_.foreign && !asked ? 1.0F : 0.0F);
        set(Feature::foreign_agrees, entry_.foreign && asked ? 1.0F : 0.0F);
    }

    const Catalog& catalog_;
    const Query& query_;
    const CatalogEntry& entry_;
    std::optional<std::size_t> left_out_;
    Features features_{};
};

/// Best first, and each row's share of the whole.
void put_in_order(std::vector<Ranked>& rows) {
    if (rows.empty()) return;
    std::sort(rows.begin(), rows.end(), [](const Ranked& a, const Ranked& b) {
        return a.score != b.score ? a.score > b.score : a.entry < b.entry;
    });
    const auto odds = [&rows](const Ranked& row) { return std::exp(static_cast<double>(row.score - rows.front().score)); };
    double sum = 0;
    for (const Ranked& row : rows) sum += odds(row);
    for (Ranked& row : rows) row.probability = static_cast<float>(odds(row) / sum);
}

}  // namespace

Features Ranker::features_of(const Query& query, std::size_t entry, float body,
                             std::optional<std::size_t> left_out) const {
    return Measurement(catalog_, query, catalog_.entries()[entry]).take(body, left_out);
}

std::vector<Ranked> Ranker::rank(const Query& query, std::span<const Hit> hits) const {
    double top = 0;
    for (const Hit& hit : hits) top = std::max(top, hit.score);
    std::vector<Ranked> ranked;
    ranked.reserve(hits.size());
    for (const Hit& hit : hits) {
        const auto at = catalog_.position(hit.code);
        if (!at) continue;
        Ranked row;
        row.entry = *at;
        row.features = features_of(query, *at, top > 0 ? static_cast<float>(hit.score / top) : 0);
        row.score = weights_.score(row.features);
        ranked.push_back(row);
    }
    put_in_order(ranked);
    return ranked;
}

void Ranker::prefer_field(std::vector<Ranked>& rows, std::string_view field, float bonus) const {
    for (Ranked& row : rows) {
        if (catalog_.entries()[row.entry].field == field) row.score += bonus;
    }
    put_in_order(rows);
}

}  // namespace motcua::kb
