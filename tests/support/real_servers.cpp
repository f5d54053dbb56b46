// Reads the variables that tests/servers/servers wrote into addresses.env.
#include "tests/support/real_servers.hpp"

#include <array>
#include <cstdlib>
#include <sstream>

namespace motcua::tests {
namespace {

struct Row {
    Server server;
    const char* name;  // as tests/servers/catalog.sh has it
    const char* variable;
};

constexpr std::array<Row, 8> rows{{
    {Server::elasticsearch_710, "Elasticsearch 7.10.2", "MOTCUA_ES_710"},
    {Server::elasticsearch_717, "Elasticsearch 7.17.15", "MOTCUA_ES_717"},
    {Server::elasticsearch_815, "Elasticsearch 8.15.0", "MOTCUA_ES_815"},
    {Server::elasticsearch_815_tls, "Elasticsearch 8.15.0 with TLS", "MOTCUA_ES_815_TLS"},
    {Server::opensearch_219, "OpenSearch 2.19.1", "MOTCUA_OPENSEARCH_219"},
    {Server::redis, "Redis", "MOTCUA_REDIS"},
    {Server::redis_acl, "Redis with a password", "MOTCUA_REDIS_ACL"},
    {Server::redis_replica, "Redis replica", "MOTCUA_REDIS_REPLICA"},
}};

const Row& row_of(Server server) { return rows.at(static_cast<std::size_t>(server)); }

/// Empty when it is not set.
std::string variable(const std::string& name) {
    const char* set = std::getenv(name.c_str());
    return set == nullptr ? "" : set;
}

}  // namespace

std::string name_of(Server server) { return row_of(server).name; }

std::optional<std::string> address_of(Server server) {
    auto address = variable(row_of(server).variable);
    if (address.empty()) return std::nullopt;
    return address;
}

std::string why_absent(Server server) {
    const std::string skipped = variable("MOTCUA_SERVERS_SKIPPED");
    const std::string mark = name_of(server) + ": ";
    const auto at = skipped.find(mark);
    if (at == std::string::npos) return "it was not started; ./test --servers starts it";
    const auto from = at + mark.size();
    return "the network refused: " + skipped.substr(from, skipped.find(';', from) - from);
}

std::vector<SearchServer> search_servers() {
    std::vector<SearchServer> present;
    for (const Server server : {Server::elasticsearch_710, Server::elasticsearch_717,
                                Server::elasticsearch_815, Server::opensearch_219}) {
        if (const auto url = address_of(server)) present.push_back({server, name_of(server), *url});
    }
    return present;
}

std::optional<SecuredElasticsearch> secured_elasticsearch() {
    const auto url = address_of(Server::elasticsearch_815_tls);
    if (!url) return std::nullopt;
    const auto also = [](const char* what) { return variable(std::string("MOTCUA_ES_815_TLS_") + what); };
    return SecuredElasticsearch{.url = *url,
                                .ca = also("CA"),
                                .stranger_ca = also("STRANGER_CA"),
                                .ca_fingerprint = also("CA_FINGERPRINT"),
                                .user = also("USER"),
                                .password_file = also("PASSWORD_FILE"),
                                .api_key_file = also("API_KEY_FILE"),
                                .reader_key_file = also("READER_KEY_FILE"),
                                .expired_key_file = also("EXPIRED_KEY_FILE")};
}

std::optional<SecuredRedis> secured_redis() {
    const auto address = address_of(Server::redis_acl);
    if (!address) return std::nullopt;
    return SecuredRedis{*address, variable("MOTCUA_REDIS_ACL_USER"),
                        variable("MOTCUA_REDIS_ACL_PASSWORD_FILE")};
}

std::vector<std::string> sentinel_addresses() {
    std::vector<std::string> addresses;
    std::istringstream list(variable("MOTCUA_REDIS_SENTINELS"));
    for (std::string address; std::getline(list, address, ',');) addresses.push_back(address);
    return addresses;
}

}  // namespace motcua::tests
