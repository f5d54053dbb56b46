// The body of a search and what its answer says: a weighted sum of exact tokens, no scoring of the server's own.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "knowledge-base/procedure_index.hpp"

namespace motcua::adapters::elasticsearch {

enum class Columns { names, names_and_bodies };

struct SearchShape {
    std::size_t limit = 0;
    Columns columns = Columns::names;
    std::chrono::milliseconds timeout{0};  // that the cluster sets itself, > 0
};

/// What goes behind an index's name: only what hits_from() reads comes back.
inline constexpr const char* search_target =
    "/_search?filter_path=hits.hits._index,hits.hits.sort,timed_out,_shards.failed,error,status";

/// At most most_clauses clauses, the heaviest terms first; empty when the query holds no index token.
std::string search_body(const kb::SearchQuery& query, const SearchShape& shape);
/// OpenSearch 2 and Elasticsearch 7 refuse more than 1,024.
inline constexpr std::size_t most_clauses = 256;

struct FoundHits {
    std::vector<kb::Hit> hits;
    std::vector<std::string> indexes;  // that they came from, each once
};

/// The reason when the answer is no search's, or is only a part: timed out under way, or a shard failed.
tl::expected<FoundHits, std::string> hits_from(const std::string& body);

}  // namespace motcua::adapters::elasticsearch
