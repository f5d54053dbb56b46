// A name as a query: all its words and pairs, so that its procedure is among the best by its own name.
#include "adapters/elasticsearch/index_proof.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "adapters/elasticsearch/index_life_payload.hpp"
#include "adapters/elasticsearch/search_payload.hpp"
#include "adapters/elasticsearch/store_errors.hpp"
#include "knowledge-base/query.hpp"
#include "knowledge-base/search_terms.hpp"

namespace motcua::adapters::elasticsearch {
namespace {

constexpr std::chrono::seconds proof_deadline{30};

std::vector<kb::SearchQuery::Term> terms_of(const std::string& tokens, double weight) {
    std::vector<kb::SearchQuery::Term> terms;
    std::istringstream in(tokens);
    for (std::string token; terms.size() < kb::index_terms && in >> token;) {
        const bool is_new = std::none_of(terms.begin(), terms.end(), [&](const auto& term) { return term.token == token; });
        if (is_new) terms.push_back({token, weight});
    }
    return terms;
}

/// The score of a document that holds all of it.
double sum_of(const kb::SearchQuery& query) {
    double sum = 0;
    for (const auto* list : {&query.words, &query.pairs}) {
        for (const auto& term : *list) sum += kb::is_index_token(term.token) ? term.weight : 0;
    }
    return sum;
}

kb::StoreResult<bool> finds(const Transport& transport, const std::string& index, const kb::IndexDocument& document) {
    const kb::SearchQuery query{.words = terms_of(document.names, 1.0), .pairs = terms_of(document.pairs, 2.0), .codes = {}};
    const std::string body = search_body(query, {kb::index_candidates, Columns::names, proof_deadline});
    if (body.empty()) return true;  // a name without any token can be found by nobody
    const auto answer = transport.exchange(
        {.method = Method::post, .target = "/" + index + search_target, .body = body, .deadline = proof_deadline});
    if (!answer) return tl::unexpected(error_from(answer.error()));
    const auto found = hits_from(answer->body);
    if (!found) return bad_data(found.error());
    const auto& hits = found->hits;
    if (std::any_of(hits.begin(), hits.end(), [&](const kb::Hit& hit) { return hit.code == document.code; })) return true;
    // Crowded out by as many that hold all of its name, too: no index could tell them apart.
    return hits.size() == kb::index_candidates && hits.back().score >= sum_of(query);
}

}  // namespace

void IndexProof::note(const kb::IndexDocument& document) {
    if (seen_++ % step_ == 0) sample_.push_back(document);
}

kb::StoreResult<std::size_t> IndexProof::check(const Transport& transport, const std::string& index) const {
    const auto answer = transport.exchange({.target = "/" + index + "/_count", .deadline = proof_deadline});
    if (!answer) return tl::unexpected(error_from(answer.error()));
    const auto count = count_from(answer->body);
    if (!count) return bad_data(index + ": the count is only a part");
    if (*count != seen_) return bad_data(fmt::format("{} holds {} documents, {} were sent", index, *count, seen_));
    for (const kb::IndexDocument& document : sample_) {
        const auto found = finds(transport, index, document);
        if (!found) return tl::unexpected(found.error());
        if (!*found) return bad_data(fmt::format("{} does not find {} by its own name", index, document.code));
    }
    return sample_.size();
}

}  // namespace motcua::adapters::elasticsearch
