// What the ranker is fitted on: questions with their candidates' features, from people's phrases and labelled questions.
#pragma once

#include <string>
#include <vector>

#include "gateway/cli/eval_command.hpp"
#include "gateway/knowledge/snapshot.hpp"
#include "knowledge-base/ranker.hpp"

namespace motcua::gateway {

/// One question and its candidates; `right` marks the candidates that answer it.
struct TrainingCase {
    std::string group;                 // the procedure that it is about: never in two folds
    std::vector<kb::Features> candidates;
    std::vector<std::size_t> entries;  // position in the catalog, by candidate
    std::vector<bool> right;
    kb::Query query;
    float weight = 1;
    bool labelled = false;             // a citizen's question, not a phrase of ours
    bool answerable = true;            // false: no candidate is right, and none should be told
    bool known = true;                 // about a procedure of the base, if an unclear one
};

/// Each alias phrase asked as a question, with itself left out of its procedure's bag.
std::vector<TrainingCase> cases_from_phrases(const Snapshot& snapshot);
/// First turns of labelled questions. Other kinds than "procedure" only teach when not to answer.
std::vector<TrainingCase> cases_from_questions(const Snapshot& snapshot, const std::vector<LabelledQuestion>& questions);

}  // namespace motcua::gateway
