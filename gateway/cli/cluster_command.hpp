// `kb publish | rollback | status`: the index of the search cluster, made from this machine's knowledge base.
#pragma once

#include <optional>
#include <ostream>
#include <string>

#include "gateway/cli/command_line.hpp"
#include "gateway/config/search_cluster.hpp"

namespace motcua::gateway {

struct ClusterRequest {
    std::string url;      // instead of the settings' hosts
    std::string alias;    // instead of the settings'
    std::string index;    // rollback: to this one; empty: to the one before
    bool again = false;   // publish: also when the cluster serves this very data
};

/// The settings' [elasticsearch] with what the request names instead; or every problem on standard error.
std::optional<SearchClusterSettings> cluster_of(const CommonOptions& common, const ClusterRequest& request);

/// Each is 2 when the settings cannot be used, and throws std::runtime_error when the cluster fails: the alias is in
/// place then. Progress goes to standard error.
int kb_publish(const CommonOptions& common, const ClusterRequest& request, std::ostream& out);
int kb_rollback(const CommonOptions& common, const ClusterRequest& request, std::ostream& out);
/// 1 when nothing serves, or what serves does not fit this machine's data.
int kb_status(const CommonOptions& common, const ClusterRequest& request, std::ostream& out);

}  // namespace motcua::gateway
