// The weights as a readable text file: one `name value` a line.
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <string>

#include "intents/text/text_lines.hpp"
#include "knowledge-base/model/model_files.hpp"
#include "knowledge-base/model/number_from.hpp"
#include "knowledge-base/ranker.hpp"

namespace motcua::kb {
namespace {

constexpr std::array<std::string_view, feature_count> feature_names{
    "word_share",      "pair_share",      "word_mass",      "pair_mass",      "rarest_missing", "phrase_cover",
    "phrase_share",    "phrase_mass",     "phrase_pairs",   "phrase_full",    "second_phrase",  "short_cover",
    "short_extra",     "object_cover",    "object_extra",   "name_cover",      "name_extra",     "action_agrees",  "action_conflicts", "action_unasked",
    "action_missing",  "special_unasked", "special_missing", "special_agrees", "none_wanted", "accent_conflict", "foreign_unasked", "foreign_agrees", "foreign_missing", "mention_agrees",
    "mention_unasked", "commune",         "province",       "everyday",       "body",           "code"};

void read_line(RankerWeights& weights, std::string_view line, std::size_t number) {
    const auto space = line.find(' ');
    const std::string_view name = line.substr(0, space);
    const auto at = std::find(feature_names.begin(), feature_names.end(), name);
    const auto value = space == std::string_view::npos ? std::nullopt : number_from(line.substr(space + 1));
    if (at == feature_names.end() || !value) {
        throw std::invalid_argument(fmt::format("ranker weights, line {}: expected `feature value`", number));
    }
    weights[static_cast<Feature>(at - feature_names.begin())] = *value;
}

}  // namespace

std::string_view name_of(Feature feature) noexcept { return feature_names[static_cast<std::size_t>(feature)]; }

RankerWeights RankerWeights::from_text(std::string_view text) {
    RankerWeights weights;
    intents::for_each_line(text, [&](std::string_view line, std::size_t number) {
        if (!line.empty() && line.front() != '#') read_line(weights, line, number);
    });
    return weights;
}

const RankerWeights& RankerWeights::built_in() {
    static const RankerWeights weights = [] {
        for (const EmbeddedFile& file : model_files()) {
            if (file.path.ends_with("ranker.txt")) return from_text(file.text());
        }
        throw std::logic_error("the ranker's weights were not built in");
    }();
    return weights;
}

float RankerWeights::score(const Features& features) const noexcept {
    float sum = 0;
    for (std::size_t i = 0; i < features.size(); ++i) sum += values_[i] * features[i];
    return sum;
}

std::string RankerWeights::to_text() const {
    std::string out = "# Weights of the ranker's features, fitted by `motcua train`; larger speaks for a procedure.\n";
    for (std::size_t i = 0; i < feature_names.size(); ++i) {
        out += fmt::format("{} {:.4f}\n", feature_names[i], values_[i]);
    }
    return out;
}

}  // namespace motcua::kb
