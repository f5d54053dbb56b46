// The fits on small sets whose answer is known.
#include <catch2/catch.hpp>

#include "gateway/training/fit.hpp"

using namespace motcua;
using gateway::ConfidenceCase;
using gateway::LogisticCase;
using gateway::TrainingCase;
using kb::Feature;

namespace {

kb::Features features(std::initializer_list<std::pair<Feature, float>> values) {
    kb::Features made{};
    for (const auto& [feature, value] : values) made[static_cast<std::size_t>(feature)] = value;
    return made;
}

/// Candidate 0 is right: it says more pairs; candidate 1 is louder in words; candidate 2 has neither.
TrainingCase separable(float loudness) {
    TrainingCase made;
    made.group = "1.000001";
    made.candidates = {features({{Feature::pair_share, 0.8F}, {Feature::word_share, 0.4F}}),
                       features({{Feature::pair_share, 0.2F}, {Feature::word_share, loudness}}), features({})};
    made.entries = {10, 11, 12};
    made.right = {true, false, false};
    return made;
}

std::vector<const TrainingCase*> pointers(const std::vector<TrainingCase>& cases) {
    std::vector<const TrainingCase*> made;
    for (const auto& one : cases) made.push_back(&one);
    return made;
}

kb::RankerWeights loud() {
    kb::RankerWeights weights;
    weights[Feature::word_share] = 2;
    weights[Feature::code] = 30;
    return weights;
}

kb::Inputs inputs(float probability, float word_share) {
    kb::Inputs made{};
    made[static_cast<std::size_t>(kb::Input::probability)] = probability;
    made[static_cast<std::size_t>(kb::Input::word_share)] = word_share;
    return made;
}

}  // namespace

TEST_CASE("the ranker's fit learns what tells the right candidate, and always the same", "[gateway][training]") {
    const std::vector<TrainingCase> cases{separable(0.7F), separable(0.8F), separable(0.9F)};
    for (const auto& one : cases) CHECK(gateway::first_right(one, loud()) == 2);
    const auto fitted = gateway::fit_ranker(pointers(cases), loud(), {});
    for (const auto& one : cases) CHECK(gateway::first_right(one, fitted) == 1);
    CHECK(fitted[Feature::pair_share] > 1);
    CHECK(fitted[Feature::word_share] < 2);
    CHECK(fitted[Feature::code] == 30);  // a code that is named wins, whatever the data say
    CHECK(gateway::fit_ranker(pointers(cases), loud(), {}).to_text() == fitted.to_text());
}

TEST_CASE("a case without weight or without an answer teaches the ranker nothing", "[gateway][training]") {
    auto unanswerable = separable(0.9F);
    unanswerable.answerable = false;
    auto weightless = separable(0.9F);
    weightless.weight = 0;
    auto all_wrong = separable(0.9F);
    all_wrong.right = {false, false, false};
    for (const auto& one : {unanswerable, weightless, all_wrong}) {
        const auto fitted = gateway::fit_ranker({&one}, loud(), {});
        CHECK(fitted.to_text() == loud().to_text());
    }
    CHECK(gateway::fit_ranker({}, loud(), {}).to_text() == loud().to_text());
}

TEST_CASE("a stronger pull to the start keeps the weights nearer to it", "[gateway][training]") {
    const std::vector<TrainingCase> cases{separable(0.9F)};
    const auto free = gateway::fit_ranker(pointers(cases), loud(), {.regularisation = 0.01F});
    const auto held = gateway::fit_ranker(pointers(cases), loud(), {.regularisation = 5});
    CHECK(held[Feature::pair_share] < free[Feature::pair_share]);
}

TEST_CASE("a case is ranked under any weights, with shares that sum to one", "[gateway][training]") {
    const auto ranked = gateway::ranked_under(separable(0.9F), loud());
    REQUIRE(ranked.size() == 3);
    CHECK(ranked[0].entry == 11);
    CHECK(ranked[1].entry == 10);
    CHECK(ranked[2].entry == 12);
    CHECK(ranked[0].probability + ranked[1].probability + ranked[2].probability == Approx(1));
    CHECK(gateway::ranked_under({}, loud()).empty());
    CHECK(gateway::first_right({}, loud()) == 0);
}

TEST_CASE("the confidence's fit parts right from wrong, known from unknown, and keeps its zones", "[gateway][training]") {
    std::vector<ConfidenceCase> cases;
    for (int i = 0; i < 10; ++i) {
        cases.push_back({inputs(0.9F, 0.9F), true, true});
        cases.push_back({inputs(0.2F, 0.9F), false, true});
        cases.push_back({inputs(0.2F, 0.1F), false, false});
    }
    const auto fitted = gateway::fit_confidence(cases, {});
    CHECK(fitted.right.probability(inputs(0.9F, 0.9F)) > 0.8F);
    CHECK(fitted.right.probability(inputs(0.2F, 0.9F)) < 0.2F);
    CHECK(fitted.known.probability(inputs(0.2F, 0.9F)) > 0.8F);
    CHECK(fitted.known.probability(inputs(0.9F, 0.1F)) < 0.5F);
    CHECK(fitted.answer_from == kb::ConfidenceModel::built_in().answer_from);
    CHECK(fitted.known_from == kb::ConfidenceModel::built_in().known_from);
}

TEST_CASE("evidence for a yes never comes to speak against it", "[gateway][training]") {
    std::vector<LogisticCase> perverse;  // here the likelier ones are the wrong ones
    for (int i = 0; i < 10; ++i) {
        perverse.push_back({inputs(0.9F, 0.5F), false});
        perverse.push_back({inputs(0.1F, 0.5F), true});
    }
    kb::Inputs signs{};
    signs[static_cast<std::size_t>(kb::Input::probability)] = 1;
    const auto held = gateway::fit_logistic(perverse, signs, {});
    CHECK(held.weights == kb::Inputs{});
    signs[static_cast<std::size_t>(kb::Input::probability)] = -1;
    CHECK(gateway::fit_logistic(perverse, signs, {}).weights[0] < 0);
}
