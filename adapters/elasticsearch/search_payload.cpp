// Each clause is a constant: the sum of the weights of the tokens that a document holds, as the embedded index counts.
#include "adapters/elasticsearch/search_payload.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "knowledge-base/search_terms.hpp"

namespace motcua::adapters::elasticsearch {
namespace {

using Json = nlohmann::json;

constexpr std::size_t most_codes = 8;

/// Sums of such steps are exact in a float, so that servers that add in another order agree to the last bit.
double in_steps(double weight) noexcept { return std::max(1.0, std::round(weight * 1024.0)) / 1024.0; }

Json clause(const char* field, const std::string& token, double weight) {
    return {{"constant_score", {{"filter", {{"term", {{field, token}}}}}, {"boost", in_steps(weight)}}}};
}

bool is_pair(const std::string& token) noexcept { return token.find('_') != std::string::npos; }

Json clauses_of(const kb::SearchQuery& query, Columns columns) {
    Json clauses = Json::array();
    for (const std::string& code : query.codes) {
        if (clauses.size() < most_codes && kb::is_index_token(code)) clauses.push_back(clause("body", code, 1.0));
    }
    const auto terms = kb::ordered_terms(query);
    std::size_t rows = 0;  // the embedded index stops there, too
    for (const auto& term : terms) {
        if (rows > kb::most_rows) break;
        rows += term.holders;
        if (clauses.size() < most_clauses) clauses.push_back(clause(is_pair(term.token) ? "pairs" : "words", term.token, term.weight));
    }
    if (columns == Columns::names) return clauses;
    for (const auto& term : terms) {
        if (clauses.size() < most_clauses) clauses.push_back(clause("body", term.token, term.weight * kb::body_share));
    }
    return clauses;
}

/// Why what came is no whole answer; empty when it is.
std::string partial_because(const Json& answer) {
    if (!answer.is_object() || answer.contains("error")) return "the answer is an error";
    if (answer.value("timed_out", true)) return "only a part: the search timed out under way";
    const Json shards = answer.value("_shards", Json::object());
    if (!shards.is_object() || shards.value("failed", 1) != 0) return "only a part: a shard failed";
    return {};
}

}  // namespace

std::string search_body(const kb::SearchQuery& query, const SearchShape& shape) {
    Json clauses = clauses_of(query, shape.columns);
    if (clauses.empty()) return {};
    const Json body{
        {"size", shape.limit},
        {"timeout", std::to_string(shape.timeout.count()) + "ms"},
        {"track_total_hits", false},
        {"stored_fields", "_none_"},  // reading ids and sources takes a hundred times as long as the search
        {"sort", Json::array({{{"_score", "desc"}}, {{"code", "asc"}}})},
        {"query", {{"bool", {{"should", std::move(clauses)}}}}},
    };
    return body.dump();
}

tl::expected<FoundHits, std::string> hits_from(const std::string& body) {
    try {
        const Json answer = Json::parse(body);
        if (auto reason = partial_because(answer); !reason.empty()) return tl::unexpected(std::move(reason));
        FoundHits found;
        if (!answer.contains("hits")) return found;  // filter_path leaves out what is empty
        for (const Json& hit : answer.at("hits").at("hits")) {
            const Json& order = hit.at("sort");  // the score and the code, as asked for
            found.hits.push_back({order.at(1).get<std::string>(), order.at(0).get<double>()});
            const std::string& index = hit.at("_index").get_ref<const std::string&>();
            if (std::find(found.indexes.begin(), found.indexes.end(), index) == found.indexes.end()) found.indexes.push_back(index);
        }
        return found;
    } catch (const Json::exception&) {
        return tl::unexpected(std::string("the answer is no search's"));
    }
}

}  // namespace motcua::adapters::elasticsearch
