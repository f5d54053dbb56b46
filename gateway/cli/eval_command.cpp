// Asks every question, scores the turn, sums up.
#include "gateway/cli/eval_command.hpp"

#include <algorithm>
#include <chrono>

#include "knowledge-base/answer.hpp"

namespace motcua::gateway {
namespace {

bool holds(const std::vector<std::string>& list, const std::string& wanted) {
    return std::find(list.begin(), list.end(), wanted) != list.end();
}

intents::Verdict admitted(const std::string& text) {
    intents::IncomingMessage message;
    message.text = text;
    return intents::admit(message);
}

std::size_t rank_of(const LabelledQuestion& question, const Turn& turn) {
    if (turn.candidates.empty()) return turn.procedure && holds(question.accept, *turn.procedure) ? 1 : 0;
    for (std::size_t i = 0; i < turn.candidates.size(); ++i) {
        if (holds(question.accept, turn.candidates[i].code)) return i + 1;
    }
    return 0;
}

/// What a citizen can choose among: options of a question back, or an answer and what is offered beside it.
std::vector<std::string> choices_of(const Turn& turn) {
    std::vector<std::string> codes;
    if (turn.outcome == Outcome::answered && turn.procedure) codes.push_back(*turn.procedure);
    for (const std::string& option : turn.session.options) {
        const auto choice = kb::choice_from(option);
        codes.push_back(choice ? choice->code : option);
    }
    return codes;
}

/// Of at least two groups that are worth offering.
bool offered_right_options(const LabelledQuestion& question, const Turn& turn) {
    if (turn.outcome != Outcome::clarify && turn.outcome != Outcome::answered) return false;
    const std::vector<std::string> choices = choices_of(turn);
    std::size_t groups = 0;
    for (const auto& codes : question.options) {
        groups += std::any_of(choices.begin(), choices.end(), [&](const std::string& code) { return holds(codes, code); })
                      ? 1
                      : 0;
    }
    return !question.options.empty() && groups >= std::min<std::size_t>(2, question.options.size());
}

bool right_outcome(const LabelledQuestion& question, const QuestionScore& score) {
    const Outcome outcome = score.turn.outcome;
    const std::string& kind = question.kind;
    if (kind == "procedure") return outcome == Outcome::answered && score.rank == 1;
    if (kind == "clarify") return outcome == Outcome::clarify;
    if (kind == "out_of_corpus") return outcome == Outcome::not_found;
    if (kind == "nonsense") return outcome == Outcome::not_found || outcome == Outcome::silent;
    if (kind == "smalltalk") return outcome == Outcome::smalltalk;
    if (kind == "human_handoff") return outcome == Outcome::handoff;
    if (kind == "complaint") return outcome == Outcome::complaint || outcome == Outcome::handoff;
    if (kind == "scam_report") return outcome == Outcome::notice;
    if (kind == "internal_document") return outcome == Outcome::refused;
    return outcome != Outcome::refused;  // public_reference, personal_data: answered somehow
}

bool facet_hit(const LabelledQuestion& question, const Turn& turn) {
    const bool general = question.facets.empty() || question.facets.front() == "general";
    if (turn.facets.empty()) return general;
    return std::any_of(turn.facets.begin(), turn.facets.end(), [&](intents::Facet facet) {
        return holds(question.facets, std::string(intents::name_of(facet)));
    });
}

bool wrong_and_confident(const LabelledQuestion& question, const Turn& turn) {
    if (turn.outcome != Outcome::answered || !turn.procedure) return false;
    if (question.kind == "procedure") return !holds(question.accept, *turn.procedure);
    if (question.kind == "clarify") {
        return std::none_of(question.options.begin(), question.options.end(),
                            [&](const auto& codes) { return holds(codes, *turn.procedure); });
    }
    if (question.kind == "public_reference" || question.kind == "personal_data") {
        return !question.accept.empty() && !holds(question.accept, *turn.procedure);
    }
    return true;
}

QuestionScore score_of(const Snapshot& snapshot, const LabelledQuestion& question, double& micros) {
    const std::chrono::seconds now{1'700'000'000};  // sessions never end within a dialogue
    DialogueSession session;
    for (const std::string& earlier : question.history) {
        session = snapshot.conversation().respond(admitted(earlier), session, now).session;
    }
    QuestionScore score;
    score.question = &question;
    const auto begin = std::chrono::steady_clock::now();
    score.turn = snapshot.conversation().respond(admitted(question.text), session, now);
    micros = std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin).count();
    score.rank = rank_of(question, score.turn);
    score.right_outcome = right_outcome(question, score);
    score.facet_hit = facet_hit(question, score.turn);
    score.wrong_and_confident = wrong_and_confident(question, score.turn);
    score.options_offered = offered_right_options(question, score.turn);
    return score;
}

}  // namespace

void Tally::add(const QuestionScore& score) {
    ++count;
    first += score.rank == 1 ? 1 : 0;
    third += score.rank >= 1 && score.rank <= 3 ? 1 : 0;
    reciprocal += score.rank == 0 ? 0.0 : 1.0 / static_cast<double>(score.rank);
    right_outcome += score.right_outcome ? 1 : 0;
    facet_hit += score.facet_hit ? 1 : 0;
    wrong_and_confident += score.wrong_and_confident ? 1 : 0;
    options_offered += score.options_offered ? 1 : 0;
}

double share_of(std::size_t part, std::size_t whole) noexcept {
    return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

double mrr_of(const Tally& tally) noexcept {
    return tally.count == 0 ? 0.0 : tally.reciprocal / static_cast<double>(tally.count);
}

Evaluation evaluate(const Snapshot& snapshot, const std::vector<LabelledQuestion>& questions) {
    Evaluation evaluation;
    evaluation.reliability.resize(10);
    for (const LabelledQuestion& question : questions) {
        double micros = 0;
        QuestionScore score = score_of(snapshot, question, micros);
        evaluation.micros.push_back(micros);
        evaluation.all.add(score);
        evaluation.by_kind[question.kind].add(score);
        const bool outside = question.kind == "out_of_corpus" || question.kind == "nonsense";
        // Nothing to say to "???" is as right as "not found".
        const bool lost = score.turn.outcome == Outcome::not_found || (outside && score.turn.outcome == Outcome::silent);
        evaluation.should_be_lost += outside ? 1 : 0;
        evaluation.lost += lost ? 1 : 0;
        evaluation.rightly_lost += outside && lost ? 1 : 0;
        if (question.kind == "procedure") {
            evaluation.procedures.add(score);
            for (const std::string& style : question.styles) evaluation.by_style[style].add(score);
            const auto tenth = std::min<std::size_t>(9, static_cast<std::size_t>(score.turn.confidence * 10));
            ++evaluation.reliability[tenth].first;
            evaluation.reliability[tenth].second += score.rank == 1 ? 1 : 0;
        }
        evaluation.scores.push_back(std::move(score));
    }
    std::sort(evaluation.micros.begin(), evaluation.micros.end());
    return evaluation;
}

}  // namespace motcua::gateway
