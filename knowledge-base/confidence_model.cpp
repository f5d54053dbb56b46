// The confidence as a readable text file: which logistic, which input, how much.
#include "knowledge-base/confidence_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>

#include "intents/text/text_lines.hpp"
#include "knowledge-base/model/model_files.hpp"
#include "knowledge-base/model/number_from.hpp"

namespace motcua::kb {
namespace {

constexpr std::array<std::string_view, input_count> input_names{
    "probability",    "margin",        "word_share",  "phrase_cover", "phrase_said", "second_phrase", "score",
    "rarest_missing", "unknown_share", "rival_share", "object_asked", "length",      "brevity",     "facets"};

/// The number that `group name` stands for, or nothing.
float* place_of(ConfidenceModel& model, std::string_view group, std::string_view name) {
    if (group == "zone") {
        if (name == "answer_from") return &model.answer_from;
        return name == "known_from" ? &model.known_from : nullptr;
    }
    if (group != "right" && group != "known") return nullptr;
    Logistic& logistic = group == "right" ? model.right : model.known;
    if (name == "bias") return &logistic.bias;
    const auto at = std::find(input_names.begin(), input_names.end(), name);
    return at == input_names.end() ? nullptr : &logistic.weights[static_cast<std::size_t>(at - input_names.begin())];
}

void read_line(ConfidenceModel& model, std::string_view line, std::size_t number) {
    const auto first = line.find(' ');
    const auto second = first == std::string_view::npos ? first : line.find(' ', first + 1);
    if (second != std::string_view::npos) {
        float* place = place_of(model, line.substr(0, first), line.substr(first + 1, second - first - 1));
        const auto value = number_from(line.substr(second + 1));
        if (place != nullptr && value) {
            *place = *value;
            return;
        }
    }
    throw std::invalid_argument(fmt::format("confidence, line {}: expected `right|known|zone name value`", number));
}

std::string text_of(std::string_view group, const Logistic& logistic) {
    std::string out = fmt::format("{} bias {:.4f}\n", group, logistic.bias);
    for (std::size_t i = 0; i < input_count; ++i) {
        out += fmt::format("{} {} {:.4f}\n", group, input_names[i], logistic.weights[i]);
    }
    return out;
}

}  // namespace

std::string_view name_of(Input input) noexcept { return input_names[static_cast<std::size_t>(input)]; }

float Logistic::logit(const Inputs& inputs) const noexcept {
    float sum = bias;
    for (std::size_t i = 0; i < inputs.size(); ++i) sum += weights[i] * inputs[i];
    return sum;
}

float Logistic::probability(const Inputs& inputs) const noexcept { return 1.0F / (1.0F + std::exp(-logit(inputs))); }

ConfidenceModel ConfidenceModel::from_text(std::string_view text) {
    ConfidenceModel model;
    intents::for_each_line(text, [&model](std::string_view line, std::size_t number) {
        if (!line.empty() && line.front() != '#') read_line(model, line, number);
    });
    return model;
}

const ConfidenceModel& ConfidenceModel::built_in() {
    static const ConfidenceModel model = [] {
        for (const EmbeddedFile& file : model_files()) {
            if (file.path.ends_with("confidence.txt")) return from_text(file.text());
        }
        throw std::logic_error("the confidence model was not built in");
    }();
    return model;
}

std::string ConfidenceModel::to_text() const {
    return "# Two logistics (the first is right; the base knows the matter) and the zones; fitted by `motcua train`.\n" +
           text_of("right", right) + text_of("known", known) +
           fmt::format("zone answer_from {:.4f}\nzone known_from {:.4f}\n", answer_from, known_from);
}

}  // namespace motcua::kb
