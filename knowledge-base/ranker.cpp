// Measures every candidate, weighs its features, puts them in order.
#include "knowledge-base/ranker.hpp"

#include <algorithm>
#include <cmath>

#include "knowledge-base/measurement.hpp"

namespace motcua::kb {
namespace {

/// Best first, and each row's share of the whole.
void put_in_order(std::vector<Ranked>& rows) {
    if (rows.empty()) return;
    std::vector<const Ranked*> order;  // a row is large, so each is moved once
    order.reserve(rows.size());
    for (const Ranked& row : rows) order.push_back(&row);
    std::sort(order.begin(), order.end(), [](const Ranked* a, const Ranked* b) {
        return a->score != b->score ? a->score > b->score : a->entry < b->entry;
    });
    std::vector<Ranked> sorted;
    sorted.reserve(rows.size());
    for (const Ranked* row : order) sorted.push_back(*row);
    rows = std::move(sorted);
    const auto odds = [&rows](const Ranked& row) { return std::exp(static_cast<double>(row.score - rows.front().score)); };
    double sum = 0;
    for (const Ranked& row : rows) sum += odds(row);
    for (Ranked& row : rows) row.probability = static_cast<float>(odds(row) / sum);
}

/// Share of what `before` is about that `entry` is about, too: all of "khai sinh" for the birth of a foreigner's child.
float shared_object(const CatalogEntry& before, const CatalogEntry& entry) {
    const auto words = entry.words_of(entry.object);
    const auto spoken_of = before.words_of(before.object);
    const auto shared = std::count_if(spoken_of.begin(), spoken_of.end(), [words](TermId word) {
        return std::find(words.begin(), words.end(), word) != words.end();
    });
    return spoken_of.empty() ? 0 : static_cast<float>(shared) / static_cast<float>(spoken_of.size());
}

}  // namespace

Features Ranker::features_of(const Query& query, std::size_t entry, float body,
                             std::optional<std::size_t> left_out) const {
    return Measurement(catalog_, query).of(catalog_.entries()[entry], body, left_out);
}

std::vector<Ranked> Ranker::rank(const Query& query, std::span<const Hit> hits) const {
    double top = 0;
    for (const Hit& hit : hits) top = std::max(top, hit.score);
    std::vector<Ranked> ranked;
    ranked.reserve(hits.size());
    Measurement measurement(catalog_, query);
    for (const Hit& hit : hits) {
        const auto at = catalog_.position(hit.code);
        if (!at) continue;
        Ranked row;
        row.entry = *at;
        row.features = measurement.of(catalog_.entries()[*at], top > 0 ? static_cast<float>(hit.score / top) : 0);
        row.score = weights_.score(row.features);
        ranked.push_back(row);
    }
    put_in_order(ranked);
    return ranked;
}

void Ranker::stay_near(std::vector<Ranked>& rows, const CatalogEntry& before, const Nearness& nearness) const {
    for (Ranked& row : rows) {
        const CatalogEntry& entry = catalog_.entries()[row.entry];
        if (entry.field == before.field) row.score += nearness.field;
        row.score += nearness.object * shared_object(before, entry);
    }
    put_in_order(rows);
}

}  // namespace motcua::kb
