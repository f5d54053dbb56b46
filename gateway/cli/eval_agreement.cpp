// Compares turn by turn.
#include "gateway/cli/eval_agreement.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace motcua::gateway {
namespace {

std::string first_of(const Turn& turn) { return turn.candidates.empty() ? std::string("-") : turn.candidates.front().code; }

bool has_candidates(const Turn& one, const Turn& other) { return !one.candidates.empty() || !other.candidates.empty(); }

}  // namespace

Agreement agreement_of(const Evaluation& one, const Evaluation& other) {
    Agreement agreement;
    agreement.questions = std::min(one.scores.size(), other.scores.size());
    for (std::size_t i = 0; i < agreement.questions; ++i) {
        const Turn& left = one.scores[i].turn;
        const Turn& right = other.scores[i].turn;
        agreement.same_outcome += left.outcome == right.outcome ? 1 : 0;
        if (!has_candidates(left, right)) continue;
        ++agreement.compared;
        agreement.same_first += first_of(left) == first_of(right) ? 1 : 0;
    }
    return agreement;
}

void print_agreement(const Agreement& agreement, std::ostream& out) {
    out << fmt::format("agreement@1 with the embedded index: {:.3f} ({} of {} questions with candidates); outcomes {:.3f} ({} of {})\n",
                       share_of(agreement.same_first, agreement.compared), agreement.same_first, agreement.compared,
                       share_of(agreement.same_outcome, agreement.questions), agreement.same_outcome, agreement.questions);
}

void print_disagreements(const Evaluation& embedded, const Evaluation& shared, std::ostream& out) {
    for (std::size_t i = 0; i < std::min(embedded.scores.size(), shared.scores.size()); ++i) {
        const Turn& ours = embedded.scores[i].turn;
        const Turn& theirs = shared.scores[i].turn;
        if (first_of(ours) == first_of(theirs) && ours.outcome == theirs.outcome) continue;
        out << fmt::format("\n{} differs: {}\n    embedded {} {}\n    elasticsearch {} {}\n", embedded.scores[i].question->id,
                           embedded.scores[i].question->text, name_of(ours.outcome), first_of(ours), name_of(theirs.outcome),
                           first_of(theirs));
    }
}

}  // namespace motcua::gateway
