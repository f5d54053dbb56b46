// Opens the transport to the search cluster of the settings, and puts its index before the embedded one; for the
// gateway and the commands alike.
#pragma once

#include <memory>

#include "adapters/elasticsearch/curl_transport.hpp"
#include "gateway/config/search_cluster.hpp"
#include "gateway/knowledge/index_health.hpp"
#include "gateway/knowledge/snapshot.hpp"

namespace motcua::gateway {

/// Must outlive every snapshot that its makers were given to.
class SharedIndex {
  public:
    /// `settings.is_on()`. Throws std::runtime_error with what to mend. Opens no connection yet.
    explicit SharedIndex(const SearchClusterSettings& settings) : settings_(settings), transport_(settings.transport) {}

    /// For serving: what the cluster does not answer in time, the embedded index does. `health` must outlive the snapshots.
    IndexMaker with_fallback(IndexHealth& health) const;
    /// For measuring: without the embedded index behind, and with ten seconds a search. A look that finds no index that
    /// fits throws std::runtime_error.
    IndexMaker alone() const;

    const std::string& alias() const noexcept { return settings_.alias; }
    const adapters::elasticsearch::CurlTransport& transport() const noexcept { return transport_; }

  private:
    const SearchClusterSettings settings_;
    const adapters::elasticsearch::CurlTransport transport_;
};

/// Nothing when the settings name no cluster.
std::unique_ptr<SharedIndex> shared_index_of(const SearchClusterSettings& settings);

}  // namespace motcua::gateway
