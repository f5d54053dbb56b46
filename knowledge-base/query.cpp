// Tokens to weighted words and pairs: readings, slips of the finger, what only carries the conversation.
#include "knowledge-base/query.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "intents/clause.hpp"
#include "intents/text/spelled_out.hpp"
#include "knowledge-base/tone.hpp"

namespace motcua::kb {
namespace {

constexpr float filler_weight = 0.12F;  // "em", "ạ": says nothing of the procedure
constexpr float facet_weight = 0.2F;   // "giấy tờ gì": says what part is asked, seldom which procedure
constexpr float slip_weight = 0.6F;     // a word that is one edit away from a known one
constexpr float said_in_phrase = 0.5F;  // at least, for a filler inside a phrase
constexpr float skipped_pair = 0.6F;    // neighbours with a filler between them

/// One way to read the token at a position: the words it stands for.
struct Alternative {
    std::vector<QueryWord> words;
    float weight = 1;
};

class QueryBuilder {
  public:
    QueryBuilder(const Catalog& catalog, const intents::NormalizedText& text, Context context, Readings readings)
        : catalog_(catalog), text_(text), context_(context), readings_(readings) {}

    Query build() {
        weigh_tokens();
        for (std::size_t at = 0; at < text_.tokens().size(); ++at) read(at);
        join_neighbours();
        keep_best();
        for (std::size_t i = 0; i < spelled_.tokens.size(); ++i) {
            const auto known = catalog_.words().find(spelled_.tokens[i].folded);
            query_.said.push_back(weights_[spelled_.source[i]]);
            query_.rarities.push_back(known ? catalog_.rarity(*known) : catalog_.unknown_rarity());
        }
        query_.spelled = std::move(spelled_.tokens);
        return std::move(query_);
    }

  private:
    intents::SpelledText spelled() const {
        if (readings_ == Readings::all) return intents::spelled_out(text_.tokens());
        intents::SpelledText plain{text_.tokens(), {}, std::vector<std::vector<intents::Reading>>(text_.tokens().size())};
        for (std::size_t i = 0; i < text_.tokens().size(); ++i) plain.source.push_back(i);
        return plain;
    }

    void weigh_tokens() {
        spelled_ = spelled();
        weights_.assign(text_.tokens().size(), 1.0F);
        clauses_.assign(text_.tokens().size(), 1.0F);
        const std::vector<float> clauses = intents::clause_weights(spelled_.tokens);
        for (std::size_t i = 0; i < clauses.size(); ++i) clauses_[spelled_.source[i]] = clauses[i];
        for (std::size_t i = 0; i < std::min(context_.tokens, clauses_.size()); ++i) clauses_[i] = context_.weight;
        typed_fillers_ = intents::fillers_of(text_.tokens());
        const auto question = intents::facets_of(spelled_.tokens);
        query_.facets = question.facets;
        for (const auto& span : question.spans) {
            for (std::size_t i = span.begin; i < span.end; ++i) weights_[spelled_.source[i]] = facet_weight;
        }
        const auto fillers = intents::fillers_of(spelled_.tokens);
        for (std::size_t i = 0; i < fillers.size(); ++i) {
            float& weight = weights_[spelled_.source[i]];
            if (fillers[i]) weight = std::min(weight, filler_weight);
        }
        for (std::size_t i = 0; i < typed_fillers_.size(); ++i) {
            if (typed_fillers_[i]) weights_[i] = std::min(weights_[i], filler_weight);
        }
        query_.actions = actions_beside(question.spans);
        query_.mentions = intents::mentions_of(spelled_.tokens);
    }

    /// "Mất mấy ngày" asks for a time, nothing was lost: what names a part names no action.
    intents::Actions actions_beside(const std::vector<intents::PhraseMatch>& parts) const {
        intents::Actions actions = 0;
        for (const intents::PhraseMatch& said : intents::actions_of(spelled_.tokens).spans) {
            const bool inside = std::any_of(parts.begin(), parts.end(), [&said](const intents::PhraseMatch& part) {
                return part.begin <= said.begin && said.end <= part.end;
            });
            if (!inside) actions |= intents::Actions{1} << said.label;
        }
        return actions;
    }

    QueryWord word_of(TermId id, std::string_view accented, bool typed, std::size_t at) const {
        QueryWord word;
        word.word = id;
        word.accented = typed;
        word.position = at;
        word.rarity = catalog_.rarity(id);
        if (typed) {
            word.accent = catalog_.accents().find(accented);
            word.toneless = catalog_.find_toneless(without_tone(accented));
            if (word.accent) word.rarity = catalog_.accent_rarity(*word.accent);
        }
        return word;
    }

    void add_alternative(std::size_t at, const std::vector<std::string>& syllables, float weight) {
        Alternative made;
        made.weight = weight;
        for (const std::string& syllable : syllables) {
            const std::string folded = intents::fold(syllable);
            const auto id = catalog_.words().find(folded);
            if (!id) continue;
            made.words.push_back(word_of(*id, syllable, syllable != folded, at));
        }
        if (!made.words.empty()) alternatives_[at].push_back(std::move(made));
    }

    void read(std::size_t at) {
        const intents::Token& token = text_.tokens()[at];
        if (is_procedure_code(token.folded) || token.folded.find('/') != std::string::npos) {
            query_.codes.push_back(token.folded);
        }
        alternatives_.emplace_back();
        if (weights_[at] > 0.5F) ++query_.content_words;
        const auto known = catalog_.words().find(token.folded);
        if (known) alternatives_[at].push_back({{word_of(*known, token.accented, token.accented != token.folded, at)}, 1.0F});
        // "ad ơi" greets an administrator and asks for no administration: a filler is read as it stands.
        if (!typed_fillers_[at]) {
            for (const intents::Reading& reading : spelled_.readings[at]) {
                add_alternative(at, reading.syllables, static_cast<float>(reading.weight));
            }
        }
        if (alternatives_[at].empty()) {
            const auto slip = readings_ == Readings::all ? catalog_.nearest(token.folded) : std::nullopt;
            if (slip) {
                alternatives_[at].push_back({{word_of(*slip, {}, false, at)}, slip_weight});
            } else if (weights_[at] > 0.5F && token.folded.size() > 1) {
                query_.unknown_mass += catalog_.unknown_rarity() * 0.5F;
            }
        }
        emit(at);
    }

    void emit(std::size_t at) {
        float heaviest = 0;
        for (const Alternative& alternative : alternatives_[at]) {
            float sum = 0;
            for (std::size_t i = 0; i < alternative.words.size(); ++i) {
                QueryWord word = alternative.words[i];
                word.weight = weights_[at] * clauses_[at] * alternative.weight;
                word.in_phrase = std::max(weights_[at] * alternative.weight, said_in_phrase) * clauses_[at];
                sum += word.weight * word.rarity;
                query_.words.push_back(word);
                if (i > 0) add_pair(alternative.words[i - 1].word, word.word, word.weight);
            }
            heaviest = std::max(heaviest, sum);
        }
        query_.mass += heaviest;
    }

    void add_pair(TermId first, TermId second, float weight) {
        const PairId pair = pair_of(first, second);
        const float rarity = catalog_.pair_rarity(pair);
        if (rarity > 0) query_.pairs.push_back({pair, weight, rarity});
    }

    void join(std::size_t left, std::size_t right, float factor) {
        for (const Alternative& first : alternatives_[left]) {
            for (const Alternative& second : alternatives_[right]) {
                const float importance = std::max(weights_[left] * clauses_[left], weights_[right] * clauses_[right]);
                add_pair(first.words.back().word, second.words.front().word,
                         factor * importance * first.weight * second.weight);
            }
        }
    }

    void join_neighbours() {
        for (std::size_t at = 0; at + 1 < alternatives_.size(); ++at) {
            join(at, at + 1, 1.0F);
            if (at + 2 < alternatives_.size()) join(at, at + 2, skipped_pair);
        }
    }

    void keep_best() {
        auto& pairs = query_.pairs;
        std::sort(pairs.begin(), pairs.end(), [](const QueryPair& a, const QueryPair& b) {
            return a.pair != b.pair ? a.pair < b.pair : a.weight > b.weight;
        });
        pairs.erase(std::unique(pairs.begin(), pairs.end(),
                                [](const QueryPair& a, const QueryPair& b) { return a.pair == b.pair; }),
                    pairs.end());
        auto& words = query_.words;
        std::stable_sort(words.begin(), words.end(), [](const QueryWord& a, const QueryWord& b) {
            if (a.word != b.word) return a.word < b.word;
            if (a.accent != b.accent) return a.accent < b.accent;
            return a.weight > b.weight;
        });
        words.erase(std::unique(words.begin(), words.end(),
                                [](const QueryWord& a, const QueryWord& b) {
                                    return a.word == b.word && a.accent == b.accent && a.accented == b.accented;
                                }),
                    words.end());
    }

    const Catalog& catalog_;
    const intents::NormalizedText& text_;
    const Context context_;
    const Readings readings_;
    std::vector<float> weights_;
    std::vector<float> clauses_;
    std::vector<bool> typed_fillers_;
    intents::SpelledText spelled_;
    std::vector<std::vector<Alternative>> alternatives_;
    Query query_;
};

/// How many entries hold what is so rare: rarity is log((n + 1) / (holders + 0.5)), and 0 of what no entry holds.
std::size_t holders_of(float rarity, const Catalog& catalog) {
    if (rarity <= 0) return 0;
    const double holders = static_cast<double>(catalog.entries().size() + 1) / std::exp(static_cast<double>(rarity)) - 0.5;
    return static_cast<std::size_t>(std::max(0.0, std::round(holders)));
}

}  // namespace

Query query_from(const Catalog& catalog, const intents::NormalizedText& text, Context context, Readings readings) {
    return QueryBuilder(catalog, text, context, readings).build();
}

SearchQuery Query::for_index(const Catalog& catalog, std::size_t limit) const {
    SearchQuery asked;
    asked.codes = codes;
    std::unordered_map<TermId, float> best;
    for (const QueryWord& word : words) {
        float& weight = best[word.word];
        weight = std::max(weight, word.weight * word.rarity);
    }
    for (const auto& [word, weight] : best) asked.words.push_back({catalog.words().text(word), weight, holders_of(catalog.rarity(word), catalog)});
    for (const QueryPair& pair : pairs) {
        const auto& first = catalog.words().text(static_cast<TermId>(pair.pair >> 32U));
        const auto& second = catalog.words().text(static_cast<TermId>(pair.pair & 0xffffffffU));
        asked.pairs.push_back({first + "_" + second, pair.weight * pair.rarity, holders_of(catalog.pair_rarity(pair.pair), catalog)});
    }
    const auto keep = [limit](std::vector<SearchQuery::Term>& terms) {
        std::sort(terms.begin(), terms.end(), [](const auto& a, const auto& b) {
            return a.weight != b.weight ? a.weight > b.weight : a.token < b.token;
        });
        if (terms.size() > limit) terms.resize(limit);
    };
    keep(asked.words);
    keep(asked.pairs);
    return asked;
}

}  // namespace motcua::kb
