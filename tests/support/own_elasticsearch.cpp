// tests/servers/servers run, and when its server counts as answering.
#include "tests/support/own_elasticsearch.hpp"

#include <cstdlib>
#include <stdexcept>

#include "tests/support/raw_client.hpp"

namespace motcua::tests {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds patience{150'000};
constexpr milliseconds one_look{2'000};

std::string script_name_of(Server server) {
    switch (server) {
        case Server::elasticsearch_710:
            return "es710";
        case Server::elasticsearch_717:
            return "es717";
        case Server::opensearch_219:
            return "opensearch219";
        default:
            throw std::logic_error("no server of one process: " + name_of(server));
    }
}

}  // namespace

OwnElasticsearch::OwnElasticsearch(Server server) : OwnServer(patience), name_(script_name_of(server)) {
    start_on_free_port();
}

OwnServer::Command OwnElasticsearch::command() const {
    const char* source = std::getenv("MOTCUA_SOURCE");
    if (source == nullptr) throw std::runtime_error("MOTCUA_SOURCE must name the root of the repository");
    const auto own = folder() / name_;
    std::filesystem::create_directories(own);
    write_file(own / "port", std::to_string(port()));  // the script takes the one it finds
    return {"bash", {std::string(source) + "/tests/servers/servers", "run", name_, folder()}};
}

bool OwnElasticsearch::answers() const {
    RawClient client(port());
    if (!client.connected()) return false;
    client.send("GET /_cluster/health HTTP/1.1\r\nHost: " + address() + "\r\n\r\n");
    const auto reply = client.reply(true, one_look);
    return reply && reply->status == 200;
}

}  // namespace motcua::tests
