// Certificates: only a server that can prove its name gets a byte of ours.
#include <catch2/catch.hpp>

#include <unistd.h>

#include <filesystem>

#include "adapters/cpprest/cpprest_http_client.hpp"
#include "tests/support/test_authority.hpp"

using namespace motcua;
using adapters::HttpFault;
using tests::CertificateWish;
using tests::Identity;
using tests::ScriptedServer;
using tests::tls_script;

namespace {

constexpr const char* ok_reply = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

CertificateWish wish_for(const char* names, long from_s = -60, long to_s = 3600) {
    return {.names = names, .is_authority = true, .from_s = from_s, .to_s = to_s};
}

/// A file name of this process, removed at the end.
struct TemporaryFile {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("motcua-ca-" + std::to_string(::getpid()) + ".pem");
    ~TemporaryFile() { std::filesystem::remove(path); }
};

}  // namespace

TEST_CASE("only a server with a trusted certificate of its name gets a request", "[http_client]") {
    struct Row {
        const char* why;
        const char* alternative_names;
        long from;
        long to;
        bool trusted;
        bool reached;
    };
    const auto row = GENERATE(values<Row>({
        {"trusted, by name", "DNS:localhost", -60, 3600, true, true},
        {"nobody vouches for it", "DNS:localhost", -60, 3600, false, false},
        {"another name", "DNS:openapi.zalo.me", -60, 3600, true, false},
        {"expired", "DNS:localhost", -7200, -3600, true, false},
        {"not yet valid", "DNS:localhost", 3600, 7200, true, false},
    }));
    INFO(row.why);
    const Identity identity(wish_for(row.alternative_names, row.from, row.to));
    const Identity stranger(wish_for("DNS:localhost"));
    const TemporaryFile ca;
    (row.trusted ? identity : stranger).save(ca.path);
    const auto context = identity.context();
    std::atomic<int> bytes{0};
    ScriptedServer server(tls_script(context.get(), bytes, ok_reply));
    adapters::CpprestHttpClient client({.ca_file = ca.path.string()});
    const auto reply =
        client.send({.url = "https://localhost:" + std::to_string(server.port()) + "/", .body = "{}"});
    CHECK(reply.has_value() == row.reached);
    CHECK((bytes > 0) == row.reached);
    if (reply) {
        CHECK(reply->body == "ok");
    } else {
        CHECK(reply.error().fault == HttpFault::not_sent);
    }
}

TEST_CASE("the system's authorities do not vouch for a self-signed server", "[http_client]") {
    const Identity identity(wish_for("DNS:localhost"));
    const auto context = identity.context();
    std::atomic<int> bytes{0};
    ScriptedServer server(tls_script(context.get(), bytes, ok_reply));
    const auto reply = adapters::CpprestHttpClient().send(
        {.url = "https://localhost:" + std::to_string(server.port()) + "/", .body = "{}"});
    REQUIRE_FALSE(reply);
    CHECK(reply.error().fault == HttpFault::not_sent);
    CHECK(bytes == 0);
}

TEST_CASE("a CA file without a certificate stops the start", "[http_client]") {
    CHECK_THROWS_AS(adapters::CpprestHttpClient({.ca_file = "/nonexistent/ca.pem"}), std::runtime_error);
}
