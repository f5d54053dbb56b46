// Fits weights: a softmax over candidates for the ranker, a logistic for the confidence. Pure and deterministic.
#pragma once

#include <vector>

#include "gateway/training/training_set.hpp"
#include "knowledge-base/confidence.hpp"

namespace motcua::gateway {

struct FitSettings {
    int rounds = 400;
    float step = 0.05F;          // of Adam
    float regularisation = 0.02F;  // L2, pulls towards the starting weights
};

/// Maximises the log probability of the right candidates, weighted by case. Evidence keeps its sign: what can only
/// count against a candidate never comes to speak for it.
kb::RankerWeights fit_ranker(const std::vector<const TrainingCase*>& cases, const kb::RankerWeights& start,
                             const FitSettings& settings);

/// One yes or no and what was measured of it.
struct LogisticCase {
    kb::Inputs inputs{};
    bool yes = false;
    float weight = 1;
};
/// `signs` by input: 1 may only speak for yes, -1 only against, 0 is not used. More evidence never speaks against.
kb::Logistic fit_logistic(const std::vector<LogisticCase>& cases, const kb::Inputs& signs, const FitSettings& settings);

/// One judged ranking of a question.
struct ConfidenceCase {
    kb::Inputs inputs{};
    bool right = false;  // the first candidate is what was meant, and nothing else
    bool known = false;  // the question is about a procedure of the base
    float weight = 1;
};
/// Keeps the zones of the built-in model: people choose them.
kb::ConfidenceModel fit_confidence(const std::vector<ConfidenceCase>& cases, const FitSettings& settings);

/// The case as ranked rows under the given weights, best first.
std::vector<kb::Ranked> ranked_under(const TrainingCase& made, const kb::RankerWeights& weights);
/// Rank of the first right candidate, from 1; 0 when none is right.
std::size_t first_right(const TrainingCase& made, const kb::RankerWeights& weights);

}  // namespace motcua::gateway
