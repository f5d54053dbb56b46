// The shared search: kb::ProcedureIndex over one alias of a search cluster.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>

#include "adapters/elasticsearch/transport.hpp"
#include "knowledge-base/procedure_index.hpp"

namespace motcua::adapters::elasticsearch {

struct ServedName {
    std::string name = "motcua";  // of an alias, or of one index
    std::string manifest;         // kb::IndexManifest::text() of the data that this process answers from
    std::chrono::milliseconds deadline{500};  // of a whole search, at most two exchanges
};

/// Counts as the embedded index does – the weights of the tokens that a document holds – so that the candidates are
/// the same. Serves no index that unfit_because() names a reason for; a hit of an index that is not known yet is
/// checked before it is given out, so a moved alias is noticed by the first search that meets it.
class ElasticsearchProcedureIndex final : public kb::ProcedureIndex {
  public:
    /// `transport` must outlive it.
    ElasticsearchProcedureIndex(const Transport& transport, ServedName served)
        : transport_(transport), served_(std::move(served)) {}

    /// A partial answer is an error, never fewer hits.
    kb::StoreResult<std::vector<kb::Hit>> search(const kb::SearchQuery& query, std::size_t limit) const override;

    /// Asks the cluster what stands behind the name and whether it may be served.
    kb::StoreResult<void> check() const;

  private:
    using Time = std::chrono::steady_clock::time_point;

    kb::StoreResult<std::vector<kb::Hit>> pass(const std::string& body, Time until) const;
    kb::StoreResult<void> check(const std::string& name, Time until) const;
    bool is_known(const std::string& index) const;

    const Transport& transport_;
    const ServedName served_;
    mutable std::mutex mutex_;
    mutable std::string fit_;  // the index that was found fit last
};

}  // namespace motcua::adapters::elasticsearch
