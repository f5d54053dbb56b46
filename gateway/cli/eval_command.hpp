// `eval`: how well labelled questions are answered, by kind and by style of typing.
#pragma once

#include <istream>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "gateway/knowledge/snapshot.hpp"

namespace motcua::gateway {

/// One labelled question; the format of the question sets.
struct LabelledQuestion {
    std::string id;
    std::vector<std::string> history;  // earlier messages of the dialogue, in order
    std::string text;
    std::string kind;                  // "procedure", "clarify", "out_of_corpus", ...
    std::vector<std::string> accept;   // any of these codes is right
    std::vector<std::vector<std::string>> options;  // clarify: the groups of codes worth offering
    std::vector<std::string> facets;
    std::vector<std::string> styles;
};

/// Throws std::runtime_error naming the line.
std::vector<LabelledQuestion> read_questions(std::istream& lines, const std::string& source);

/// What one question scored.
struct QuestionScore {
    const LabelledQuestion* question = nullptr;
    Turn turn;
    std::size_t rank = 0;       // of the first right candidate, from 1; 0: not among the first ten
    bool right_outcome = false; // the outcome that its kind asks for
    bool facet_hit = false;     // a facet that was asked is among those told
    bool wrong_and_confident = false;  // one procedure was told as the answer, and it is not right
    bool options_offered = false;      // clarify: asked back with two or more of the right options
};

struct Tally {
    std::size_t count = 0;
    std::size_t first = 0;      // rank 1
    std::size_t third = 0;      // rank 1..3
    double reciprocal = 0;      // sum of 1 / rank
    std::size_t right_outcome = 0;
    std::size_t facet_hit = 0;
    std::size_t wrong_and_confident = 0;
    std::size_t options_offered = 0;

    void add(const QuestionScore& score);
};

struct Evaluation {
    std::vector<QuestionScore> scores;
    std::map<std::string, Tally> by_kind;
    std::map<std::string, Tally> by_style;  // kind procedure only
    Tally procedures;                        // kind procedure
    Tally all;
    std::size_t lost = 0;                    // answered "not in this base", or nonsense passed over in silence
    std::size_t rightly_lost = 0;            // of those, kind out_of_corpus or nonsense
    std::size_t should_be_lost = 0;
    std::vector<std::pair<std::size_t, std::size_t>> reliability;  // by tenth of confidence: (asked, right)
    std::vector<double> micros;              // time of each answer, sorted
};

/// `part` of `whole`; 0 of nothing.
double share_of(std::size_t part, std::size_t whole) noexcept;
/// Mean reciprocal rank.
double mrr_of(const Tally& tally) noexcept;

Evaluation evaluate(const Snapshot& snapshot, const std::vector<LabelledQuestion>& questions);

void print_table(const Evaluation& evaluation, std::ostream& out);
/// With `agreement` when another index was asked, too.
void print_json(const Evaluation& evaluation, std::ostream& out, const struct Agreement* agreement = nullptr);
/// Each procedure question whose first candidate is wrong: what was wanted, what came.
void print_misses(const Evaluation& evaluation, const kb::Catalog& catalog, std::ostream& out);

}  // namespace motcua::gateway
