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

/// What may only count against a candidate; every other feature may only speak for it.
bool speaks_against(kb::Feature feature) noexcept {
    using kb::Feature;
    constexpr std::array against{Feature::rarest_missing,  Feature::short_extra,     Feature::object_extra,    Feature::name_extra,
                                 Feature::action_conflicts, Feature::action_unasked,  Feature::action_missing,
                                 Feature::special_unasked,  Feature::special_missing, Feature::none_wanted,
                                 Feature::accent_conflict,  Feature::foreign_unasked, Feature::foreign_missing,
                                 Feature::mention_unasked};
    return std::find(against.begin(), against.end(), feature) != against.end();
}

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
        for (std::size_t f = 0; f < values.size(); ++f) {
            values[f] = speaks_against(static_cast<kb::Feature>(f)) ? std::min(values[f], 0.0F) : std::max(values[f], 0.0F);
        }
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

kb::Logistic fit_logistic(const std::vector<LogisticCase>& cases, const kb::Inputs& signs, const FitSettings& settings) {
    std::vector<float> values(kb::input_count + 1, 0.0F);  // bias, then one weight an input
    float total = 0;
    for (const LogisticCase& made : cases) total += made.weight;
    Adam adam(values.size(), settings.step);
    for (int round = 0; round < settings.rounds && total > 0; ++round) {
        std::vector<float> gradient(values.size(), 0.0F);
        for (const LogisticCase& made : cases) {
            float logit = values[0];
            for (std::size_t i = 0; i < kb::input_count; ++i) logit += values[i + 1] * made.inputs[i];
            const float error = made.weight * ((made.yes ? 1.0F : 0.0F) - 1.0F / (1.0F + std::exp(-logit)));
            gradient[0] += error;
            for (std::size_t i = 0; i < kb::input_count; ++i) gradient[i + 1] += error * made.inputs[i];
        }
        for (std::size_t i = 0; i < values.size(); ++i) {
            gradient[i] = gradient[i] / total - (i > 0 ? settings.regularisation * values[i] * 0.01F : 0.0F);
        }
        adam.ascend(values, gradient);
        for (std::size_t i = 0; i < signs.size(); ++i) {
            float& value = values[i + 1];
            value = signs[i] > 0 ? std::max(value, 0.0F) : signs[i] < 0 ? std::min(value, 0.0F) : 0.0F;
        }
    }
    kb::Logistic fitted;
    fitted.bias = values[0];
    std::copy(values.begin() + 1, values.end(), fitted.weights.begin());
    return fitted;
}

kb::ConfidenceModel fit_confidence(const std::vector<ConfidenceCase>& cases, const FitSettings& settings) {
    // probability margin word_share cover said second score missing unknown rival object length brevity facets
    constexpr kb::Inputs right_signs{1, 1, 0, 1, 1, 1, 0, 0, -1, -1, 1, 1, -1, 1};
    constexpr kb::Inputs known_signs{0, 0, 1, 1, 1, 1, 1, -1, -1, 0, 0, 0, 0, 1};
    std::vector<LogisticCase> right;
    std::vector<LogisticCase> known;
    for (const ConfidenceCase& made : cases) {
        right.push_back({made.inputs, made.right, made.weight});
        known.push_back({made.inputs, made.known, made.weight});
    }
    kb::ConfidenceModel model = kb::ConfidenceModel::built_in();  // the zones are chosen by people
    model.right = fit_logistic(right, right_signs, settings);
    model.known = fit_logistic(known, known_signs, settings);
    return model;
}

}  // namespace motcua::gateway
