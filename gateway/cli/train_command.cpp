// `train`: cross-validates by procedure, then fits on everything and writes the files.
#include "gateway/cli/train_command.hpp"

#include <fmt/format.h>

#include <fstream>
#include <functional>
#include <iostream>

#include "gateway/training/fit.hpp"

namespace motcua::gateway {
namespace {

using Cases = std::vector<const TrainingCase*>;

/// Citizens' questions together weigh as much as all phrases, however many there are.
void balance(std::vector<TrainingCase>& phrases, std::vector<TrainingCase>& questions) {
    if (questions.empty()) return;
    const float weight = 3 * static_cast<float>(phrases.size()) / static_cast<float>(questions.size());
    for (TrainingCase& made : questions) made.weight = weight;
}

std::size_t fold_of(const TrainingCase& made, int folds) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char byte : made.group) hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211ULL;
    return static_cast<std::size_t>(hash >> 20U) % static_cast<std::size_t>(folds);
}

/// Nothing is known before, but that a code that is named wins.
kb::RankerWeights start_weights() {
    kb::RankerWeights start;
    start[kb::Feature::code] = 20;
    return start;
}

struct FoldSuccess {
    std::size_t count = 0;
    std::size_t first = 0;
    std::size_t third = 0;

    void add(std::size_t rank) {
        ++count;
        first += rank == 1 ? 1 : 0;
        third += rank >= 1 && rank <= 3 ? 1 : 0;
    }
    std::string text() const {
        const double all = count == 0 ? 1.0 : static_cast<double>(count);
        return fmt::format("n {} success@1 {:.3f} success@3 {:.3f}", count, static_cast<double>(first) / all,
                           static_cast<double>(third) / all);
    }
};

/// Adds what the ranker under `weights` makes of the question; a known gap of the base in front is no case for the
/// confidence.
void judge(const Snapshot& snapshot, const TrainingCase& made, const kb::RankerWeights& weights,
           std::vector<ConfidenceCase>& out) {
    const auto ranked = ranked_under(made, weights);
    if (ranked.empty() || !snapshot.catalog().entries()[ranked.front().entry].outside.empty()) return;
    out.push_back({kb::confidence_inputs(snapshot.catalog(), made.query, ranked),
                   made.answerable && first_right(made, weights) == 1, made.known});
}

/// Fits without each fold and asks the fold: the figures, and cases for the confidence that the ranker never saw.
std::vector<ConfidenceCase> cross_validate(const Snapshot& snapshot, const Cases& all, int folds, std::ostream& out) {
    FoldSuccess questions;
    FoldSuccess phrases;
    std::vector<ConfidenceCase> judged;
    for (int fold = 0; fold < folds; ++fold) {
        Cases inside;
        for (const TrainingCase* made : all) {
            if (fold_of(*made, folds) != static_cast<std::size_t>(fold)) inside.push_back(made);
        }
        const kb::RankerWeights weights = fit_ranker(inside, start_weights(), {});
        for (const TrainingCase* made : all) {
            if (fold_of(*made, folds) != static_cast<std::size_t>(fold)) continue;
            if (made->labelled) judge(snapshot, *made, weights, judged);
            if (made->answerable) (made->labelled ? questions : phrases).add(first_right(*made, weights));
        }
        std::cerr << fmt::format("fold {} of {} done\n", fold + 1, folds);
    }
    out << fmt::format("cross-validated by procedure, {} folds\n  questions  {}\n  phrases    {}\n", folds,
                       questions.text(), phrases.text());
    return judged;
}

void write(const std::filesystem::path& file, const std::string& text) {
    std::ofstream out(file);
    out << text;
    if (!out) throw std::runtime_error(fmt::format("cannot write {}", file.string()));
}

}  // namespace

int train(const CommonOptions& common, const TrainRequest& request, std::ostream& out) {
    const Snapshot snapshot(common.data, Office{}, [](const std::string& line) { std::cerr << line << '\n'; });
    std::vector<TrainingCase> phrases = cases_from_phrases(snapshot);
    std::vector<TrainingCase> questions;
    for (const std::string& file : request.questions) {
        std::ifstream in(file);
        if (!in) throw std::runtime_error(fmt::format("cannot read {}", file));
        for (TrainingCase& made : cases_from_questions(snapshot, read_questions(in, file))) questions.push_back(std::move(made));
    }
    balance(phrases, questions);
    Cases all;
    for (const TrainingCase& made : phrases) all.push_back(&made);
    for (const TrainingCase& made : questions) all.push_back(&made);
    const std::vector<ConfidenceCase> judged = cross_validate(snapshot, all, request.folds, out);
    const kb::RankerWeights weights = fit_ranker(all, start_weights(), {});
    const kb::ConfidenceModel confidence =
        judged.empty() ? kb::ConfidenceModel::built_in() : fit_confidence(judged, {.rounds = 3000});
    std::filesystem::create_directories(request.out);
    write(request.out / "ranker.txt", weights.to_text());
    write(request.out / "confidence.txt", confidence.to_text());
    out << weights.to_text() << confidence.to_text();
    return 0;
}

}  // namespace motcua::gateway
