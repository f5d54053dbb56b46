// Settings of the search cluster that several gateways share.
#pragma once

#include <chrono>
#include <string>

#include "adapters/elasticsearch/transport_settings.hpp"

namespace motcua::gateway {

class TableReader;

struct SearchClusterSettings {
    adapters::elasticsearch::TransportSettings transport;  // without hosts there is no cluster
    std::string alias = "motcua";  // indexes are named <alias>-<time>
    std::chrono::milliseconds deadline{500};  // of one search; then the embedded index answers

    bool is_on() const noexcept { return !transport.hosts.empty(); }
};

/// [elasticsearch]
void read_search_cluster(TableReader& root, SearchClusterSettings& cluster);

/// Lower-case letters, digits, '-' and '_', beginning with a letter, at most 60: what every cluster takes as a name.
bool is_alias(const std::string& name) noexcept;

}  // namespace motcua::gateway
