// Certificates: only a server that can prove its name gets a byte of ours.
#include <signal.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <catch2/catch.hpp>

#include <cstdio>
#include <filesystem>
#include <memory>

#include "adapters/cpprest/cpprest_http_client.hpp"
#include "tests/support/scripted_server.hpp"

using namespace motcua;
using adapters::HttpFault;
using tests::ScriptedServer;
using tests::ServedConnection;

namespace {

struct FreeOpenSsl {
    void operator()(EVP_PKEY* key) const noexcept { EVP_PKEY_free(key); }
    void operator()(X509* certificate) const noexcept { X509_free(certificate); }
    void operator()(SSL_CTX* context) const noexcept { SSL_CTX_free(context); }
    void operator()(SSL* connection) const noexcept { SSL_free(connection); }
};
template <class T>
using Owned = std::unique_ptr<T, FreeOpenSsl>;

/// A self-signed certificate for the names in `alternative_names`, valid from `from` to `to` seconds from
/// now.
class Identity {
  public:
    explicit Identity(const char* alternative_names, long from = -60, long to = 3600)
        : key_(EVP_EC_gen("P-256")), certificate_(X509_new()) {
        X509* made = certificate_.get();
        X509_set_version(made, 2);
        ASN1_INTEGER_set(X509_get_serialNumber(made), 1);
        X509_gmtime_adj(X509_getm_notBefore(made), from);
        X509_gmtime_adj(X509_getm_notAfter(made), to);
        X509_set_pubkey(made, key_.get());
        X509_NAME* name = X509_get_subject_name(made);
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("test"),
                                   -1, -1, 0);
        X509_set_issuer_name(made, name);
        extend(NID_subject_alt_name, alternative_names);
        extend(NID_basic_constraints, "critical,CA:TRUE");
        X509_sign(made, key_.get(), EVP_sha256());
    }

    void save(const std::filesystem::path& path) const {
        FILE* file = std::fopen(path.c_str(), "w");
        PEM_write_X509(file, certificate_.get());
        std::fclose(file);
    }
    Owned<SSL_CTX> context() const {
        Owned<SSL_CTX> context(SSL_CTX_new(TLS_server_method()));
        SSL_CTX_use_certificate(context.get(), certificate_.get());
        SSL_CTX_use_PrivateKey(context.get(), key_.get());
        return context;
    }

  private:
    void extend(int kind, const char* value) {
        X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, kind, value);
        X509_add_ext(certificate_.get(), extension, -1);
        X509_EXTENSION_free(extension);
    }

    Owned<EVP_PKEY> key_;
    Owned<X509> certificate_;
};

/// Answers one request over TLS and counts the bytes that a client trusted it with.
ScriptedServer::Script tls_script(SSL_CTX* context, std::atomic<int>& bytes) {
    return [context, &bytes](ServedConnection& connection) {
        sigset_t signals;
        sigemptyset(&signals);
        sigaddset(&signals, SIGPIPE);  // OpenSSL writes without MSG_NOSIGNAL
        pthread_sigmask(SIG_BLOCK, &signals, nullptr);
        const Owned<SSL> tls(SSL_new(context));
        SSL_set_fd(tls.get(), connection.socket());
        if (SSL_accept(tls.get()) != 1) return;
        std::string request;
        char piece[4096];
        while (request.find("\r\n\r\n{}") == std::string::npos) {
            const int got = SSL_read(tls.get(), piece, sizeof piece);
            if (got <= 0) return;
            bytes += got;
            request.append(piece, static_cast<std::size_t>(got));
        }
        static constexpr std::string_view reply = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
        SSL_write(tls.get(), reply.data(), static_cast<int>(reply.size()));
        SSL_shutdown(tls.get());
    };
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
    const Identity identity(row.alternative_names, row.from, row.to);
    const Identity stranger("DNS:localhost");
    const TemporaryFile ca;
    (row.trusted ? identity : stranger).save(ca.path);
    const auto context = identity.context();
    std::atomic<int> bytes{0};
    ScriptedServer server(tls_script(context.get(), bytes));
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
    const Identity identity("DNS:localhost");
    const auto context = identity.context();
    std::atomic<int> bytes{0};
    ScriptedServer server(tls_script(context.get(), bytes));
    const auto reply = adapters::CpprestHttpClient().send(
        {.url = "https://localhost:" + std::to_string(server.port()) + "/", .body = "{}"});
    REQUIRE_FALSE(reply);
    CHECK(reply.error().fault == HttpFault::not_sent);
    CHECK(bytes == 0);
}

TEST_CASE("a CA file without a certificate stops the start", "[http_client]") {
    CHECK_THROWS_AS(adapters::CpprestHttpClient({.ca_file = "/nonexistent/ca.pem"}), std::runtime_error);
}
