// The report as a table for people.
#include <fmt/format.h>

#include <algorithm>

#include "gateway/cli/eval_command.hpp"

namespace motcua::gateway {
namespace {

std::string row_of(const std::string& name, const Tally& tally) {
    return fmt::format("{:<20}{:>6}{:>8.3f}{:>8.3f}{:>8.3f}{:>10.3f}{:>8.3f}{:>9.3f}{:>10.1f}\n", name, tally.count,
                       share_of(tally.first, tally.count), share_of(tally.third, tally.count), mrr_of(tally),
                       share_of(tally.right_outcome, tally.count), share_of(tally.facet_hit, tally.count),
                       share_of(tally.options_offered, tally.count),
                       1000.0 * share_of(tally.wrong_and_confident, tally.count));
}

}  // namespace

void print_table(const Evaluation& evaluation, std::ostream& out) {
    out << fmt::format("{:<20}{:>6}{:>8}{:>8}{:>8}{:>10}{:>8}{:>9}{:>10}\n", "kind", "n", "s@1", "s@3", "mrr@10", "outcome",
                       "facet", "options", "wrong/1k");
    for (const auto& [kind, tally] : evaluation.by_kind) out << row_of(kind, tally);
    out << row_of("all", evaluation.all) << "\nprocedure questions by style of typing\n";
    for (const auto& [style, tally] : evaluation.by_style) out << row_of(style, tally);
    out << fmt::format("\nnot in this base: recall {:.3f} ({} of {}), precision {:.3f} ({} of {})\n",
                       share_of(evaluation.rightly_lost, evaluation.should_be_lost), evaluation.rightly_lost,
                       evaluation.should_be_lost, share_of(evaluation.rightly_lost, evaluation.lost), evaluation.rightly_lost,
                       evaluation.lost);
    out << "reliability of the confidence (procedure questions)\n";
    for (std::size_t i = 0; i < evaluation.reliability.size(); ++i) {
        const auto& [asked, right] = evaluation.reliability[i];
        if (asked > 0) out << fmt::format("  {:.1f}-{:.1f}: {:>4} questions, {:.3f} right\n", 0.1 * static_cast<double>(i),
                                          0.1 * static_cast<double>(i + 1), asked, share_of(right, asked));
    }
    if (evaluation.micros.empty()) return;
    const std::size_t count = evaluation.micros.size();
    out << fmt::format("time of one answer: p50 {:.0f} us, p99 {:.0f} us\n", evaluation.micros[count / 2],
                       evaluation.micros[count * 99 / 100]);
}

namespace {

std::string names_of(const std::vector<intents::Facet>& facets) {
    std::string names;
    for (const intents::Facet facet : facets) names.append(names.empty() ? "" : " ").append(intents::name_of(facet));
    return names.empty() ? "general" : names;
}

/// What is wrong with it, in words; empty when nothing is.
std::string faults_of(const QuestionScore& score) {
    const LabelledQuestion& question = *score.question;
    std::string faults;
    if (!score.right_outcome) faults = "outcome";
    if (question.kind == "clarify" && score.right_outcome && !score.options_offered) faults = "options";
    if (question.kind == "procedure" && !question.facets.empty() && !score.facet_hit) {
        faults += fmt::format("{}facet ({}, not {})", faults.empty() ? "" : ", ", fmt::join(question.facets, " "), names_of(score.turn.facets));
    }
    return faults;
}

}  // namespace

void print_misses(const Evaluation& evaluation, const kb::Catalog& catalog, std::ostream& out) {
    const auto name_of_code = [&](const std::string& code) {
        const kb::CatalogEntry* entry = catalog.find(code);
        return entry == nullptr ? std::string("(not in this base)") : entry->short_name;
    };
    for (const QuestionScore& score : evaluation.scores) {
        const LabelledQuestion& question = *score.question;
        const std::string faults = faults_of(score);
        if (faults.empty()) continue;
        out << fmt::format("\n{} [{}] {} {} conf {:.2f}, wrong {}: {}\n", question.id, question.kind, name_of(score.turn.outcome),
                           score.turn.detail, score.turn.confidence, faults, question.text);
        for (const auto& codes : question.options) out << fmt::format("    option {} {}\n", fmt::join(codes, " "), name_of_code(codes.front()));
        for (const std::string& code : question.accept) out << fmt::format("    want {} {}\n", code, name_of_code(code));
        for (std::size_t i = 0; i < std::min<std::size_t>(3, score.turn.candidates.size()); ++i) {
            const ScoredCode& row = score.turn.candidates[i];
            out << fmt::format("    got  {} {:.2f} {}\n", row.code, row.score, name_of_code(row.code));
        }
    }
}

}  // namespace motcua::gateway
