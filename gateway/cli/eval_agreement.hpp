// `eval --index elasticsearch`: whether the shared index leads to the same answers as the embedded one.
#pragma once

#include <ostream>

#include "gateway/cli/eval_command.hpp"

namespace motcua::gateway {

struct Agreement {
    std::size_t compared = 0;  // questions for which either index had a candidate
    std::size_t same_first = 0;
    std::size_t questions = 0;
    std::size_t same_outcome = 0;
};

/// Of two evaluations of the same questions in the same order.
Agreement agreement_of(const Evaluation& one, const Evaluation& other);

/// `agreement@1`, and of the outcomes.
void print_agreement(const Agreement& agreement, std::ostream& out);
/// Each question for which the first candidates or the outcomes differ.
void print_disagreements(const Evaluation& embedded, const Evaluation& shared, std::ostream& out);

}  // namespace motcua::gateway
