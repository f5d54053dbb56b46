// The JSON of question sets and of the report.
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "gateway/cli/eval_agreement.hpp"

namespace motcua::gateway {
namespace {

using nlohmann::json;

std::vector<std::string> texts_at(const json& object, const char* key) {
    std::vector<std::string> texts;
    const auto list = object.find(key);
    if (list == object.end() || !list->is_array()) return texts;
    for (const json& item : *list) {
        if (item.is_string()) texts.push_back(item.get<std::string>());
    }
    return texts;
}

LabelledQuestion question_from(const json& object) {
    LabelledQuestion question;
    question.id = object.value("id", "");
    question.text = object.at("text").get<std::string>();
    question.kind = object.value("kind", "procedure");
    question.history = texts_at(object, "history");
    question.accept = texts_at(object, "accept");
    question.facets = texts_at(object, "facets");
    question.styles = texts_at(object, "style");
    if (const auto options = object.find("options"); options != object.end() && options->is_array()) {
        for (const json& option : *options) question.options.push_back(texts_at(option, "codes"));
    }
    return question;
}

json json_of(const Tally& tally) {
    return {{"count", tally.count},
            {"success@1", share_of(tally.first, tally.count)},
            {"success@3", share_of(tally.third, tally.count)},
            {"mrr@10", mrr_of(tally)},
            {"right_outcome", share_of(tally.right_outcome, tally.count)},
            {"facet_hit", share_of(tally.facet_hit, tally.count)},
            {"options_offered", share_of(tally.options_offered, tally.count)},
            {"wrong_and_confident_per_1000", 1000.0 * share_of(tally.wrong_and_confident, tally.count)}};
}

}  // namespace

std::vector<LabelledQuestion> read_questions(std::istream& lines, const std::string& source) {
    std::vector<LabelledQuestion> questions;
    std::size_t number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        if (line.empty()) continue;
        try {
            questions.push_back(question_from(json::parse(line)));
        } catch (const json::exception&) {
            throw std::runtime_error(fmt::format("{}:{}: expected an object with text, kind, accept", source, number));
        }
    }
    return questions;
}

void print_json(const Evaluation& evaluation, std::ostream& out, const Agreement* agreement) {
    json report = {{"all", json_of(evaluation.all)}, {"procedure", json_of(evaluation.procedures)}};
    for (const auto& [kind, tally] : evaluation.by_kind) report["by_kind"][kind] = json_of(tally);
    for (const auto& [style, tally] : evaluation.by_style) report["by_style"][style] = json_of(tally);
    report["out_of_corpus"] = {{"recall", share_of(evaluation.rightly_lost, evaluation.should_be_lost)},
                               {"precision", share_of(evaluation.rightly_lost, evaluation.lost)}};
    for (const auto& [asked, right] : evaluation.reliability) {
        report["reliability"].push_back({{"count", asked}, {"right", share_of(right, asked)}});
    }
    if (!evaluation.micros.empty()) {
        report["micros"] = {{"p50", evaluation.micros[evaluation.micros.size() / 2]},
                            {"p99", evaluation.micros[evaluation.micros.size() * 99 / 100]}};
    }
    if (agreement != nullptr) {
        report["agreement@1"] = share_of(agreement->same_first, agreement->compared);
        report["agreement_of_outcomes"] = share_of(agreement->same_outcome, agreement->questions);
    }
    out << report.dump(2) << '\n';
}

}  // namespace motcua::gateway
