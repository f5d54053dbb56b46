// Asks the index as the conversation would and measures every candidate.
#include "gateway/training/training_set.hpp"

#include <algorithm>

#include "knowledge-base/confidence.hpp"
#include "knowledge-base/measurement.hpp"

namespace motcua::gateway {
namespace {

constexpr std::size_t phrase_hits = 40;  // enough rivals to learn from

struct Candidate {
    std::size_t entry;
    float body;
};

std::vector<Candidate> candidates_of(const Snapshot& snapshot, const kb::Query& query, std::size_t limit) {
    std::vector<Candidate> found;
    const auto hits = snapshot.index().search(query.for_index(snapshot.catalog(), kb::index_terms), limit);
    if (!hits) throw std::runtime_error("index.db: " + hits.error().detail);
    const double top = hits->empty() ? 0 : hits->front().score;
    for (const kb::Hit& hit : *hits) {
        const auto at = snapshot.catalog().position(hit.code);
        if (at) found.push_back({*at, top > 0 ? static_cast<float>(hit.score / top) : 0.0F});
    }
    return found;
}

}  // namespace

std::vector<TrainingCase> cases_from_phrases(const Snapshot& snapshot) {
    std::vector<TrainingCase> cases;
    const auto& entries = snapshot.catalog().entries();
    for (std::size_t at = 0; at < entries.size(); ++at) {
        for (std::size_t phrase = 0; phrase < entries[at].phrases.size(); ++phrase) {
            const kb::CatalogPhrase& left_out = entries[at].phrases[phrase];
            if (left_out.source != kb::PhraseSource::alias) continue;
            std::string text;
            for (const kb::TermId accent : entries[at].accents_of(left_out)) text += snapshot.catalog().accents().text(accent) + " ";
            TrainingCase made;
            made.group = entries[at].code;
            made.query = kb::query_from(snapshot.catalog(), intents::normalize(text));
            kb::Measurement measurement(snapshot.catalog(), made.query);
            bool found = false;
            for (const Candidate& candidate : candidates_of(snapshot, made.query, phrase_hits)) {
                const bool own = candidate.entry == at;
                found = found || own;
                // The index knows the phrase itself: its score would give the answer away, so it is left out.
                made.candidates.push_back(
                    measurement.of(entries[candidate.entry], 0, own ? std::optional<std::size_t>(phrase) : std::nullopt));
                made.entries.push_back(candidate.entry);
                made.right.push_back(own || kb::twins(entries[candidate.entry], entries[at]));
            }
            if (found) cases.push_back(std::move(made));
        }
    }
    return cases;
}

std::vector<TrainingCase> cases_from_questions(const Snapshot& snapshot, const std::vector<LabelledQuestion>& questions) {
    std::vector<TrainingCase> cases;
    for (const LabelledQuestion& question : questions) {
        const bool outside = question.kind == "out_of_corpus" || question.kind == "nonsense" || question.kind == "clarify";
        if (!question.history.empty() || (question.kind != "procedure" && !outside)) continue;
        TrainingCase made;
        made.labelled = true;
        made.answerable = question.kind == "procedure";
        made.known = made.answerable || question.kind == "clarify";
        made.group = question.accept.empty() ? question.id : question.accept.front();
        made.query = kb::query_from(snapshot.catalog(), intents::normalize(question.text));
        kb::Measurement measurement(snapshot.catalog(), made.query);
        bool found = false;
        for (const Candidate& candidate : candidates_of(snapshot, made.query, kb::index_candidates)) {
            const kb::CatalogEntry& entry = snapshot.catalog().entries()[candidate.entry];
            const bool right = made.answerable &&
                               std::find(question.accept.begin(), question.accept.end(), entry.code) != question.accept.end();
            found = found || right;
            made.candidates.push_back(measurement.of(entry, candidate.body));
            made.entries.push_back(candidate.entry);
            made.right.push_back(right);
        }
        if (!made.candidates.empty() && (found || !made.answerable)) cases.push_back(std::move(made));
    }
    return cases;
}

}  // namespace motcua::gateway
