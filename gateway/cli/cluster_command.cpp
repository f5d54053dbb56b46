// Publishing, going back, and what stands on the shelf.
#include "gateway/cli/cluster_command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <stdexcept>
#include <thread>

#include "adapters/elasticsearch/index_publisher.hpp"
#include "gateway/cli/usable_config.hpp"
#include "gateway/knowledge/snapshot.hpp"
#include "gateway/shared_index.hpp"

namespace motcua::gateway {
namespace {

using adapters::elasticsearch::IndexPublisher;
using adapters::elasticsearch::IndexShelf;
using adapters::elasticsearch::ShelvedIndex;

void tell_step(const std::string& line) { std::cerr << line << '\n'; }

template <class Result>
auto value_of(Result result) {
    if (!result) throw std::runtime_error("elasticsearch: " + result.error().detail);
    return *std::move(result);
}

/// In words, with what to do when there is something to do.
std::string standing_of(const ShelvedIndex& index, const std::string& manifest) {
    if (!index.meta) return "was not made by `motcua kb publish`";
    const std::string reason = unfit_because(*index.meta, manifest);
    return reason.empty() ? "fits this machine's data" : reason;
}

void print(const ShelvedIndex& index, const std::string& manifest, std::ostream& out) {
    const char* state = index.is_serving ? "serves" : index.is_complete() ? "ready" : "half-made";
    out << fmt::format("{:<32} {:<9} {:>8} documents  {:<20}  {}\n", index.name, state,
                       index.meta ? index.meta->documents : 0, index.meta ? index.meta->made_at : "-",
                       standing_of(index, manifest));
}

}  // namespace

std::optional<SearchClusterSettings> cluster_of(const CommonOptions& common, const ClusterRequest& request) {
    const auto config = usable_config(common);
    if (!config) return std::nullopt;
    SearchClusterSettings settings = config->cluster;
    if (!request.url.empty()) settings.transport.hosts = {request.url};
    if (!request.alias.empty()) settings.alias = request.alias;
    std::vector<std::string> problems = mistakes_in(settings.transport);
    if (!settings.is_on()) problems = {"no search cluster is named: --elasticsearch URL, or [elasticsearch] in the file of --config"};
    if (!is_alias(settings.alias)) problems.emplace_back("alias: a lower-case letter, then letters, digits, '-' or '_', at most 60");
    for (const std::string& problem : problems) tell_step(problem);
    return problems.empty() ? std::optional(std::move(settings)) : std::nullopt;
}

int kb_publish(const CommonOptions& common, const ClusterRequest& request, std::ostream& out) {
    const auto settings = cluster_of(common, request);
    if (!settings) return 2;
    const SharedIndex cluster(*settings);
    const Snapshot snapshot(common.data, Office{}, tell_step);
    const IndexShelf shelf(cluster.transport(), cluster.alias());
    for (const ShelvedIndex& index : value_of(shelf.list())) {
        const bool is_same = index.is_serving && index.meta && unfit_because(*index.meta, snapshot.manifest()).empty();
        if (!is_same || request.again) continue;
        out << fmt::format("{} serves this very data; nothing was done (--again makes it anew)\n", index.name);
        return 0;
    }
    const auto begin = std::chrono::steady_clock::now();
    const auto aliases = aliases_of(common.data);
    const IndexPublisher publisher(cluster.transport(), cluster.alias(), tell_step);
    const auto done = value_of(publisher.publish(
        {snapshot.store(), aliases},
        {.now = std::chrono::system_clock::now(),
         .bulk = {.pause = [](std::chrono::milliseconds pause) { std::this_thread::sleep_for(pause); }}}));
    out << fmt::format("published {} documents as {} in {:.1f} s\n", done.meta.documents, done.index,
                       std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    for (const std::string& index : done.removed) out << fmt::format("removed {}\n", index);
    return 0;
}

int kb_rollback(const CommonOptions& common, const ClusterRequest& request, std::ostream& out) {
    const auto settings = cluster_of(common, request);
    if (!settings) return 2;
    const SharedIndex cluster(*settings);
    const IndexShelf shelf(cluster.transport(), cluster.alias());
    const std::string index = value_of(shelf.rollback(request.index));
    out << fmt::format("{} now names {}\n", cluster.alias(), index);
    return 0;
}

int kb_status(const CommonOptions& common, const ClusterRequest& request, std::ostream& out) {
    const auto settings = cluster_of(common, request);
    if (!settings) return 2;
    const SharedIndex cluster(*settings);
    const Snapshot snapshot(common.data, Office{}, tell_step);
    const IndexShelf shelf(cluster.transport(), cluster.alias());
    const auto indexes = value_of(shelf.list());
    for (const ShelvedIndex& index : indexes) print(index, snapshot.manifest(), out);
    const auto serves = std::count_if(indexes.begin(), indexes.end(), [&](const ShelvedIndex& index) {
        return index.is_serving && index.meta && unfit_because(*index.meta, snapshot.manifest()).empty();
    });
    if (serves == 0) out << fmt::format("{} names no index that fits; run `motcua kb publish`\n", cluster.alias());
    return serves == 1 ? 0 : 1;
}

}  // namespace motcua::gateway
