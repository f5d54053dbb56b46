// A logistic over a few inputs; options are what is close behind and not the same service again.
#include "knowledge-base/confidence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

#include "intents/text/text_lines.hpp"
#include "knowledge-base/model/model_files.hpp"
#include "knowledge-base/model/number_from.hpp"

namespace motcua::kb {
namespace {

constexpr float twin_overlap = 0.75F;   // shared words of the official names, of all
constexpr std::size_t most_options = 4;
constexpr float option_gap = 4.5F;      // log odds behind the first that are still worth offering

struct Field {
    std::string_view name;
    float ConfidenceModel::*value;
};
constexpr std::array<Field, 14> fields{{
    {"bias", &ConfidenceModel::bias},
    {"probability", &ConfidenceModel::probability},
    {"margin", &ConfidenceModel::margin},
    {"word_share", &ConfidenceModel::word_share},
    {"pair_share", &ConfidenceModel::pair_share},
    {"phrase_cover", &ConfidenceModel::phrase_cover},
    {"score", &ConfidenceModel::score},
    {"unknown_share", &ConfidenceModel::unknown_share},
    {"rival_share", &ConfidenceModel::rival_share},
    {"rivals", &ConfidenceModel::rivals},
    {"brevity", &ConfidenceModel::brevity},
    {"vague", &ConfidenceModel::vague},
    {"answer_from", &ConfidenceModel::answer_from},
    {"ask_from", &ConfidenceModel::ask_from},
}};
constexpr std::size_t input_count = 11;  // the fields behind bias

float feature(const Ranked& row, Feature which) { return row.features[static_cast<std::size_t>(which)]; }

struct Rivals {
    float best_share = 0;  // of the best rival's word share to the first's
    float near = 0;        // share of eight that explain at least nine tenths of what the first explains
};

Rivals rivals_of(const Catalog& catalog, const std::vector<Ranked>& ranked) {
    Rivals rivals;
    const float own = feature(ranked.front(), Feature::word_share);
    for (std::size_t i = 1; i < std::min<std::size_t>(ranked.size(), 12) && own > 0; ++i) {
        if (twins(catalog.entries()[ranked.front().entry], catalog.entries()[ranked[i].entry])) continue;
        const float share = feature(ranked[i], Feature::word_share) / own;
        rivals.best_share = std::max(rivals.best_share, std::min(share, 1.2F));
        if (share >= 0.9F) rivals.near = std::min(1.0F, rivals.near + 0.125F);
    }
    return rivals;
}

}  // namespace

bool twins(const CatalogEntry& a, const CatalogEntry& b) {
    if (a.foreign != b.foreign || a.actions != b.actions || a.phrases.empty() || b.phrases.empty()) return false;
    std::vector<TermId> left = a.phrases.front().words;
    std::vector<TermId> right = b.phrases.front().words;
    std::sort(left.begin(), left.end());
    std::sort(right.begin(), right.end());
    left.erase(std::unique(left.begin(), left.end()), left.end());
    right.erase(std::unique(right.begin(), right.end()), right.end());
    std::vector<TermId> both;
    std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(both));
    const auto all = static_cast<float>(left.size() + right.size() - both.size());
    return static_cast<float>(both.size()) >= twin_overlap * all;
}

ConfidenceModel ConfidenceModel::from_text(std::string_view text) {
    ConfidenceModel model;
    intents::for_each_line(text, [&model](std::string_view line, std::size_t number) {
        if (line.empty() || line.front() == '#') return;
        const auto space = line.find(' ');
        const auto field = std::find_if(fields.begin(), fields.end(),
                                        [&](const Field& candidate) { return candidate.name == line.substr(0, space); });
        const auto value = space == std::string_view::npos ? std::nullopt : number_from(line.substr(space + 1));
        if (field == fields.end() || !value) {
            throw std::invalid_argument(fmt::format("confidence, line {}: expected `field value`", number));
        }
        model.*(field->value) = *value;
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

std::vector<float> ConfidenceModel::parameters() const {
    std::vector<float> values;
    for (std::size_t i = 0; i <= input_count; ++i) values.push_back(this->*(fields[i].value));
    return values;
}

void ConfidenceModel::set_parameters(const std::vector<float>& values) {
    for (std::size_t i = 0; i <= input_count && i < values.size(); ++i) this->*(fields[i].value) = values[i];
}

std::string ConfidenceModel::to_text() const {
    std::string out = "# Probability that the first candidate is right, and the zones; fitted by `motcua train`.\n";
    for (const Field& field : fields) out += fmt::format("{} {:.4f}\n", field.name, this->*(field.value));
    return out;
}

std::vector<float> confidence_inputs(const Catalog& catalog, const Query& query, const std::vector<Ranked>& ranked) {
    std::vector<float> inputs(input_count, 0.0F);
    if (ranked.empty()) return inputs;
    const Ranked& first = ranked.front();
    float probability = first.probability;
    float margin = 6;
    for (std::size_t i = 1; i < std::min<std::size_t>(ranked.size(), 8); ++i) {
        if (twins(catalog.entries()[first.entry], catalog.entries()[ranked[i].entry])) {
            probability += ranked[i].probability;
        } else if (margin >= 6) {
            margin = std::min(6.0F, first.score - ranked[i].score);
        }
    }
    const float mass = query.mass + query.unknown_mass;
    const Rivals rivals = rivals_of(catalog, ranked);
    const float brevity = std::max(0.0F, 1.0F - static_cast<float>(query.content_words > 0 ? query.content_words - 1 : 0) / 7.0F);
    return {probability,
            margin,
            feature(first, Feature::word_share),
            feature(first, Feature::pair_share),
            feature(first, Feature::phrase_cover),
            first.score / 10,
            mass > 0 ? query.unknown_mass / mass : 1,
            rivals.best_share,
            rivals.near,
            brevity,
            brevity * rivals.near * (1.0F - std::min(1.0F, feature(first, Feature::short_cover)))};
}

namespace {

/// The question names the code of the first and of no other: nothing is left to guess.
bool named_by_code(const std::vector<Ranked>& ranked) {
    const auto named = [](const Ranked& row) { return row.features[static_cast<std::size_t>(Feature::code)] > 0; };
    return named(ranked.front()) && (ranked.size() < 2 || !named(ranked[1]));
}

}  // namespace

Judgement judge(const Catalog& catalog, const Query& query, const std::vector<Ranked>& ranked,
                const ConfidenceModel& model) {
    Judgement judgement;
    if (ranked.empty()) return judgement;
    const std::vector<float> inputs = confidence_inputs(catalog, query, ranked);
    float logit = model.bias;
    for (std::size_t i = 0; i < inputs.size(); ++i) logit += model.*(fields[i + 1].value) * inputs[i];
    judgement.confidence = 1.0F / (1.0F + std::exp(-logit));
    if (named_by_code(ranked)) judgement.confidence = std::max(judgement.confidence, 0.99F);
    // A vague question fits several procedures, so it is asked back; it is not lost for being vague.
    const float known = 1.0F / (1.0F + std::exp(-(logit - model.vague * inputs.back())));
    judgement.zone = judgement.confidence >= model.answer_from ? Zone::answer
                     : known >= model.ask_from                  ? Zone::ask
                                                                : Zone::lost;
    for (std::size_t i = 0; i < ranked.size() && judgement.options.size() < most_options; ++i) {
        if (ranked.front().score - ranked[i].score > option_gap && judgement.options.size() >= 2) break;
        const bool again = std::any_of(judgement.options.begin(), judgement.options.end(), [&](std::size_t chosen) {
            return twins(catalog.entries()[ranked[chosen].entry], catalog.entries()[ranked[i].entry]);
        });
        if (!again) judgement.options.push_back(i);
    }
    return judgement;
}

}  // namespace motcua::kb
