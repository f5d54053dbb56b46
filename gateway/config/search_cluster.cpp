// Which key fills which setting of the search cluster; files are looked up from the settings' folder.
#include "gateway/config/search_cluster.hpp"

#include <algorithm>

#include "gateway/config/toml_reader.hpp"

namespace motcua::gateway {
namespace {

void read_path(TableReader& reader, const std::string& key, std::string& path) {
    reader.text(key, path);
    if (!path.empty()) path = (reader.folder() / path).string();
}

}  // namespace

bool is_alias(const std::string& name) noexcept {
    constexpr std::size_t longest = 60;
    const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
    return !name.empty() && name.size() <= longest && is_letter(name.front()) &&
           std::all_of(name.begin(), name.end(), [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_'; });
}

void read_search_cluster(TableReader& root, SearchClusterSettings& cluster) {
    const toml::table* table = root.table("elasticsearch");
    if (table == nullptr) return;
    TableReader reader(*table, "elasticsearch", root.folder(), root.problems());
    auto& transport = cluster.transport;
    reader.texts("hosts", transport.hosts);
    reader.text("alias", cluster.alias);
    read_path(reader, "ca_file", transport.ca_file);
    reader.text("ca_fingerprint", transport.ca_fingerprint);
    read_path(reader, "api_key_file", transport.api_key_file);
    reader.text("user", transport.user);
    read_path(reader, "password_file", transport.password_file);
    std::int64_t deadline = cluster.deadline.count();
    reader.number("deadline_ms", deadline, 50, 10'000);
    cluster.deadline = std::chrono::milliseconds(deadline);
    reader.number("connections", transport.connections, 1, 1000);
    transport.connections_per_host = std::min(transport.connections_per_host, transport.connections);
    if (!is_alias(cluster.alias)) reader.problem("alias", "a lower-case letter, then letters, digits, '-' or '_', at most 60");
    for (const std::string& mistake : mistakes_in(transport)) {
        const auto colon = mistake.find(": ");
        reader.problem(mistake.substr(0, colon), mistake.substr(colon + 2));
    }
    reader.finish();
}

}  // namespace motcua::gateway
