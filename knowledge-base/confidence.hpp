// Sure, unsure or lost: turns a ranking into one of three zones with a calibrated probability.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "knowledge-base/catalog.hpp"
#include "knowledge-base/confidence_model.hpp"
#include "knowledge-base/query.hpp"
#include "knowledge-base/ranker.hpp"

namespace motcua::kb {

enum class Zone { answer, ask, lost };

struct Judgement {
    Zone zone = Zone::lost;
    float confidence = 0;               // probability that the first is right, 0..1
    float known = 0;                    // probability that the base knows the matter, 0..1
    std::vector<std::size_t> options;   // positions in `ranked` worth offering, best first; twins left out
};

/// Inputs of both logistics.
Inputs confidence_inputs(const Catalog& catalog, const Query& query, const std::vector<Ranked>& ranked);

/// Pure and thread-safe.
Judgement judge(const Catalog& catalog, const Query& query, const std::vector<Ranked>& ranked,
                const ConfidenceModel& model);

/// Two codes of one service at several levels of administration (ministry, province, commune).
bool twins(const CatalogEntry& a, const CatalogEntry& b);

}  // namespace motcua::kb
