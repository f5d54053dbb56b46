// Where the servers are that tests/servers started for this run, or why one is not there.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace motcua::tests {

enum class Server {
    elasticsearch_710,
    elasticsearch_717,
    elasticsearch_815,
    elasticsearch_815_tls,
    opensearch_219,
    redis,
    redis_acl,
    redis_replica,
};

/// For people, e.g. "Elasticsearch 7.10.2".
std::string name_of(Server server);

/// http://127.0.0.1:PORT, https:// for the one with TLS, 127.0.0.1:PORT for Redis; nothing when it was not
/// started.
std::optional<std::string> address_of(Server server);

/// Why address_of() gave nothing, in one sentence.
std::string why_absent(Server server);

struct SearchServer {
    Server server;
    std::string name;
    std::string url;
};
/// The search servers that listen without TLS and are there, oldest first.
std::vector<SearchServer> search_servers();

/// Elasticsearch 8.15 with TLS. Its certificate is good for 127.0.0.1 and no other name, and is sent with its
/// authority's.
struct SecuredElasticsearch {
    std::string url;
    std::filesystem::path ca;           // PEM
    std::filesystem::path stranger_ca;  // PEM; signed nothing
    std::string ca_fingerprint;         // SHA-256 of the DER, hexadecimal in pairs with colons
    std::string user;
    std::filesystem::path password_file;  // may do everything
    std::filesystem::path
        api_key_file;  // may do everything with indices; what follows "ApiKey " in the header
    std::filesystem::path reader_key_file;   // may search and look at mappings
    std::filesystem::path expired_key_file;  // was right once
};
std::optional<SecuredElasticsearch> secured_elasticsearch();

/// A Redis whose default user is off.
struct SecuredRedis {
    std::string address;
    std::string user;
    std::filesystem::path password_file;
};
std::optional<SecuredRedis> secured_redis();

/// Those that watch Server::redis under the name "motcua"; empty when they are not there.
std::vector<std::string> sentinel_addresses();

}  // namespace motcua::tests

/// Ends the test case as skipped, loudly, when the server is not there. Such a case has the tag [server], and
/// its program the word SERVERS in CMake.
#define MOTCUA_SKIP_WITHOUT_SERVER(server)                                                                \
    if (!motcua::tests::address_of(server)) {                                                             \
        WARN("SKIPPED: " << motcua::tests::name_of(server) << ": " << motcua::tests::why_absent(server)); \
        return;                                                                                           \
    }
