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

/// Maximises the log probability of the right candidates, weighted by case.
kb::RankerWeights fit_ranker(const std::vector<const TrainingCase*>& cases, const kb::RankerWeights& start,
                             const FitSettings& settings);

/// One judged ranking: the confidence's inputs and whether the first candidate was right.
struct ConfidenceCase {
    std::vector<float> inputs;
    bool right = false;
    float weight = 1;
};
/// Keeps the zones of `start`. Weights that would make more evidence speak against an answer are held at 0.
kb::ConfidenceModel fit_confidence(const std::vector<ConfidenceCase>& cases, const kb::ConfidenceModel& start,
                                   const FitSettings& settings);

/// The case as ranked rows under the given weights, best first.
std::vector<kb::Ranked> ranked_under(const TrainingCase& made, const kb::RankerWeights& weights);
/// Rank of the first right candidate, from 1; 0 when none is right.
std::size_t first_right(const TrainingCase& made, const kb::RankerWeights& weights);

}  // namespace motcua::gateway
