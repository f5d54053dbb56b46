// Sure, unsure or lost: turns a ranking into one of three zones with a calibrated probability.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "knowledge-base/catalog.hpp"
#include "knowledge-base/query.hpp"
#include "knowledge-base/ranker.hpp"

namespace motcua::kb {

enum class Zone { answer, ask, lost };

struct Judgement {
    Zone zone = Zone::lost;
    float confidence = 0;               // probability that the first is right, 0..1
    std::vector<std::size_t> options;   // positions in `ranked` worth offering, best first; twins left out
};

/// Fitted numbers of the confidence and where the zones begin; from model/confidence.txt.
struct ConfidenceModel {
    // logit = bias + sum of these
    float bias = 0;
    float probability = 0;   // softmax share of the first, twins added
    float margin = 0;        // score gap to the first that is no twin, at most 6
    float word_share = 0;    // how much of the question the first explains
    float pair_share = 0;
    float phrase_cover = 0;
    float score = 0;         // the first's score / 10
    float unknown_share = 0; // part of the question that nobody knows
    float rival_share = 0;   // word share of the best rival over that of the first, at most 1.2
    float rivals = 0;        // rivals that explain nearly as much, of 8
    float brevity = 0;       // 1 for one word that says something, falling to 0 at eight
    float vague = 0;         // brevity x rivals x what the first one's short name says beyond: fits many procedures
    // zones
    float answer_from = 0.5F;
    float ask_from = 0.2F;

    /// Throws std::invalid_argument naming the line.
    static ConfidenceModel from_text(std::string_view text);
    static const ConfidenceModel& built_in();
    std::string to_text() const;
    /// Bias, then one weight an input, in the order of confidence_inputs().
    std::vector<float> parameters() const;
    void set_parameters(const std::vector<float>& values);
};

/// The measured inputs of the confidence, in the order of the model's fields (without bias).
std::vector<float> confidence_inputs(const Catalog& catalog, const Query& query, const std::vector<Ranked>& ranked);

/// Pure and thread-safe.
Judgement judge(const Catalog& catalog, const Query& query, const std::vector<Ranked>& ranked,
                const ConfidenceModel& model);

/// Two codes of one service at several levels of administration (ministry, province, commune).
bool twins(const CatalogEntry& a, const CatalogEntry& b);

}  // namespace motcua::kb
