// Two fitted logistics: whether the first candidate is right, and whether the base knows the matter at all.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace motcua::kb {

/// What is measured of a ranking; each about 0..1.
enum class Input : std::size_t {
    probability,     // softmax share of the first, twins added
    margin,          // score gap to the first that is no twin, at most 6, / 6
    word_share,      // how much of the question the first explains
    phrase_cover,    // how much of the first's best phrase the question says
    phrase_said,     // the same, times how much of it stands together
    second_phrase,   // worth of the first's second best phrase
    score,           // the first's score / 10
    rarest_missing,  // the heaviest word of the question that the first does not know
    unknown_share,   // part of the question that nobody knows
    rival_share,     // word share of the best rival over that of the first, at most 1.2
    object_asked,    // a part is asked for, and the first's object is said more fully than any rival's, of 1
    length,          // words that say something, of 12
    brevity,         // 1 for one word that says something, falling to 0 at eight
    facets,          // parts that are asked for besides the steps, of 2
    count_,
};
constexpr std::size_t input_count = static_cast<std::size_t>(Input::count_);
using Inputs = std::array<float, input_count>;
std::string_view name_of(Input input) noexcept;

struct Logistic {
    float bias = 0;
    Inputs weights{};

    float logit(const Inputs& inputs) const noexcept;
    /// 0..1.
    float probability(const Inputs& inputs) const noexcept;
};

/// From model/confidence.txt: lines `right input weight`, `known input weight`, `zone limit value`.
struct ConfidenceModel {
    Logistic right;  // the first candidate is what the person wants, and nothing else may be meant
    Logistic known;  // the question is about a procedure of this base
    float answer_from = 0.5F;
    float known_from = 0.2F;

    /// Throws std::invalid_argument naming the line.
    static ConfidenceModel from_text(std::string_view text);
    static const ConfidenceModel& built_in();
    std::string to_text() const;
};

}  // namespace motcua::kb
