// Gradient ascent with Adam; plain loops, no randomness.
#include "gateway/training/fit.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace motcua::gateway {
namespace {

/// Adam over a flat vector of parameters.
class Adam {
  public:
    Adam(std::size_t count, float step) : step_(step), mean_(count, 0), square_(count, 0) {}

    void ascend(std::vector<float>& values, const std::vector<float>& gradient) {
        ++round_;
        const float mean_correction = 1 - std::pow(0.9F, static_cast<float>(round_));
        const float square_correction = 1 - std::pow(0.999F, static_cast<float>(round_));
        for (std::size_t i = 0; i < values.size(); ++i) {
            mean_[i] = 0.9F * mean_[i] + 0.1F * gradient[i];
            square_[i] = 0.999F * square_[i] + 0.001F * gradient[i] * gradient[i];
            values[i] += step_ * (mean_[i] / mean_correction) / (std::sqrt(square_[i] / square_correction) + 1e-6F);
        }
    }

  private:
    float step_;
    int round_ = 0;
    std::vector<float> mean_;
    std::vector<float> square_;
};

/// Adds the gradient of log P(right) for one case: E[features | right] - E[features].
void add_gradient(const TrainingCase& made, const std::vector<float>& weights, std::vector<float>& gradient) {
    std::vector<double> scores;
    double top = -1e30;
    for (const kb::Features& features : made.candidates) {
        double score = 0;
        for (std::size_t f = 0; f < features.size(); ++f) score += static_cast<double>(weights[f] * features[f]);
        scores.push_back(score);
        top = std::max(top, score);
    }
    double all = 0;
    double right = 0;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        scores[i] = std::exp(scores[i] - top);
        all += scores[i];
        if (made.right[i]) right += scores[i];
    }
    if (right <= 0) return;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        const double pull = (made.right[i] ? scores[i] / right : 0.0) - scores[i] / all;
        for (std::size_t f = 0; f < gradient.size(); ++f) {
            gradient[f] += made.weight * static_cast<float>(pull) * made.candidates[i][f];
        }
    }
}

}  // namespace

kb::RankerWeights fit_ranker(const std::vector<const TrainingCase*>& cases, const kb::RankerWeights& start,
                             const FitSettings& settings) {
    std::vector<float> begin(kb::feature_count);
    for (std::size_t f = 0; f < begin.size(); ++f) begin[f] = start[static_cast<kb::Feature>(f)];
    std::vector<float> values = begin;
    float total = 0;
    for (const TrainingCase* made : cases) total += made->answerable ? made->weight : 0;
    Adam adam(values.size(), settings.step);
    for (int round = 0; round < settings.rounds && total > 0; ++round) {
        std::vector<float> gradient(values.size(), 0.0F);
        for (const TrainingCase* made : cases) {
            if (made->answerable) add_gradient(*made, values, gradient);
        }
        for (std::size_t f = 0; f < values.size(); ++f) {
            gradient[f] = gradient[f] / total - settings.regularisation * (values[f] - begin[f]) * 0.1F;
        }
        adam.ascend(values, gradient);
    }
    kb::RankerWeights fitted;
    for (std::size_t f = 0; f < values.size(); ++f) fitted[static_cast<kb::Feature>(f)] = values[f];
    fitted[kb::Feature::code] = start[kb::Feature::code];  // a code that is named wins, whatever the data say
    return fitted;
}

std::vector<kb::Ranked> ranked_under(const TrainingCase& made, const kb::RankerWeights& weights) {
    std::vector<kb::Ranked> ranked;
    for (std::size_t i = 0; i < made.candidates.size(); ++i) {
        kb::Ranked row;
        row.entry = made.entries[i];
        row.features = made.candidates[i];
        row.score = weights.score(row.features);
        ranked.push_back(row);
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.score > b.score; });
    double sum = 0;
    for (const kb::Ranked& row : ranked) sum += std::exp(static_cast<double>(row.score - ranked.front().score));
    for (kb::Ranked& row : ranked) {
        row.probability = static_cast<float>(std::exp(static_cast<double>(row.score - ranked.front().score)) / sum);
    }
    return ranked;
}

std::size_t first_right(const TrainingCase& made, const kb::RankerWeights& weights) {
    const auto ranked = ranked_under(made, weights);
    for (std::size_t i = 0; i < ranked.size(); ++i) {
        for (std::size_t c = 0; c < made.entries.size(); ++c) {
            if (made.entries[c] == ranked[i].entry && made.right[c]) return i + 1;
        }
    }
    return 0;
}

kb::ConfidenceModel fit_confidence(const std::vector<ConfidenceCase>& cases, const kb::ConfidenceModel& start,
                                   const FitSettings& settings) {
    // By input: 1 may only speak for an answer, -1 only against.
    static constexpr std::array<int, 11> signs{1, 1, 1, 1, 1, 1, -1, -1, -1, 1, -1};
    std::vector<float> values = start.parameters();
    const std::vector<float> begin = values;
    float total = 0;
    for (const ConfidenceCase& made : cases) total += made.weight;
    Adam adam(values.size(), settings.step);
    for (int round = 0; round < settings.rounds && total > 0; ++round) {
        std::vector<float> gradient(values.size(), 0.0F);
        for (const ConfidenceCase& made : cases) {
            float logit = values[0];
            for (std::size_t i = 0; i < made.inputs.size(); ++i) logit += values[i + 1] * made.inputs[i];
            const float error = (made.right ? 1.0F : 0.0F) - 1.0F / (1.0F + std::exp(-logit));
            gradient[0] += made.weight * error;
            for (std::size_t i = 0; i < made.inputs.size(); ++i) gradient[i + 1] += made.weight * error * made.inputs[i];
        }
        for (std::size_t i = 0; i < values.size(); ++i) {
            gradient[i] = gradient[i] / total - settings.regularisation * (values[i] - begin[i]) * 0.01F;
        }
        adam.ascend(values, gradient);
        for (std::size_t i = 0; i < signs.size(); ++i) {
            if (signs[i] > 0) values[i + 1] = std::max(values[i + 1], 0.0F);
            if (signs[i] < 0) values[i + 1] = std::min(values[i + 1], 0.0F);
        }
    }
    kb::ConfidenceModel fitted = start;
    fitted.set_parameters(values);
    return fitted;
}

}  // namespace motcua::gateway
