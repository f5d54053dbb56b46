// Trust and credentials: only a server that proves its name gets a byte, and only files hold secrets.
#include <catch2/catch.hpp>

#include <atomic>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "tests/adapters/elasticsearch_fakes.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/test_authority.hpp"

using namespace motcua;
using namespace motcua::tests;
using Catch::Matchers::Contains;
using es::CurlTransport;
using es::Trouble;

namespace {

const std::string fine = http_reply("200 OK", "{}");

es::Exchange ping() {
    es::Exchange exchange;
    exchange.target = "/motcua";
    exchange.deadline = 20s;
    return exchange;
}

/// The system's authorities are many, and a busy machine takes its time to read them.
es::TransportSettings patient_settings_for(std::vector<std::string> hosts) {
    auto settings = settings_for(std::move(hosts));
    settings.connect_timeout = 9s;
    return settings;
}

std::string secure_url_of(const ScriptedServer& server, const std::string& host = "localhost") {
    return "https://" + host + ":" + std::to_string(server.port());
}

/// Answers 200 to requests that carry `header`, else 401.
ScriptedServer::Script guarded(std::mutex& mutex, std::string& header) {
    return [&](ServedConnection& connection) {
        for (std::string request; !(request = connection.request()).empty();) {
            const std::lock_guard lock(mutex);
            const bool known = request.find("\r\n" + header + "\r\n") != std::string::npos;
            connection.send(known ? fine : http_reply("401 Unauthorized", R"({"error":{"type":"security_exception"}})"));
        }
    };
}

}  // namespace

TEST_CASE("only a server with a trusted certificate of its name gets a request", "[elasticsearch]") {
    const Identity authority({.common_name = "authority", .is_authority = true});
    const Identity stranger({.common_name = "authority", .is_authority = true});
    const Identity named({.common_name = "node", .names = "DNS:localhost"}, &authority);
    const Identity misnamed({.common_name = "node", .names = "DNS:elsewhere.example"}, &authority);
    const Identity expired({.common_name = "node", .names = "DNS:localhost", .from_s = -7200, .to_s = -3600}, &authority);
    const Identity forged({.common_name = "node", .names = "DNS:localhost"}, &stranger);
    const Identity alone({.common_name = "node", .names = "DNS:localhost"});
    const TempFolder folder;
    authority.save(folder / "ca.pem");
    stranger.save(folder / "stranger.pem");
    struct Row {
        const char* why;
        const Identity* shown;
        std::vector<const Identity*> chain;
        const char* ca_file;
        std::string fingerprint;
        bool trusted;
    };
    // A loop: a generator would keep the certificates of its first round.
    const std::vector<Row> rows{
        {"right CA", &named, {}, "ca.pem", "", true},
        {"right CA, which is shown too", &named, {&authority}, "ca.pem", "", true},
        {"wrong CA", &named, {&authority}, "stranger.pem", "", false},
        {"no CA: the system's do not know it", &named, {&authority}, nullptr, "", false},
        {"wrong host", &misnamed, {}, "ca.pem", "", false},
        {"expired", &expired, {}, "ca.pem", "", false},
        {"fingerprint of the CA", &named, {&authority}, nullptr, authority.fingerprint(), true},
        {"fingerprint with colons", &named, {&authority}, nullptr, authority.fingerprint(":"), true},
        {"fingerprint of the server's own certificate", &named, {}, nullptr, named.fingerprint(), true},
        {"fingerprint of a certificate that signed itself", &alone, {}, nullptr, alone.fingerprint(), true},
        {"another fingerprint", &named, {&authority}, nullptr, stranger.fingerprint(), false},
        {"right fingerprint, but the CA is not shown", &named, {}, nullptr, authority.fingerprint(), false},
        {"right fingerprint, wrong host", &misnamed, {&authority}, nullptr, authority.fingerprint(), false},
        {"right fingerprint, expired", &expired, {&authority}, nullptr, authority.fingerprint(), false},
        {"a stranger who shows a copy of our CA", &forged, {&stranger, &authority}, nullptr, authority.fingerprint(), false},
        {"a stranger who shows only a copy of our CA", &forged, {&authority}, nullptr, authority.fingerprint(), false},
        {"one that signed itself and shows a copy of our CA", &alone, {&authority}, nullptr, authority.fingerprint(), false},
        {"CA and its fingerprint", &named, {}, "ca.pem", authority.fingerprint(), true},
        {"CA and another fingerprint", &named, {&authority}, "ca.pem", stranger.fingerprint(), false},
        {"wrong CA, right fingerprint", &named, {&authority}, "stranger.pem", authority.fingerprint(), false},
    };
    for (const Row& row : rows) {
        INFO(row.why);
        const auto context = row.shown->context(row.chain);
        std::atomic<int> bytes{0};
        ScriptedServer server(tls_script(context.get(), bytes, fine));
        auto settings = patient_settings_for({secure_url_of(server)});
        if (row.ca_file != nullptr) settings.ca_file = folder / row.ca_file;
        settings.ca_fingerprint = row.fingerprint;
        const CurlTransport transport(settings);
        for (int i = 0; i < 2; ++i) {
            const auto answer = transport.exchange(ping());
            INFO((answer ? "" : answer.error().detail));
            CHECK(answer.has_value() == row.trusted);
            if (!answer) CHECK(es::name_of(answer.error().trouble) == "certificate");
        }
        CHECK((bytes > 0) == row.trusted);
        if (row.trusted) CHECK(server.connections() == 1);
    }
}

TEST_CASE("TLS 1.2 and later is spoken, nothing older", "[elasticsearch]") {
    const Identity node({.common_name = "node", .names = "IP:127.0.0.1"});
    const TempFolder folder;
    node.save(folder / "ca.pem");
    const auto version = GENERATE(TLS1_1_VERSION, TLS1_2_VERSION, TLS1_3_VERSION);
    INFO(std::hex << version);
    const auto context = node.context();
    SSL_CTX_set_security_level(context.get(), 0);
    SSL_CTX_set_min_proto_version(context.get(), version);
    SSL_CTX_set_max_proto_version(context.get(), version);
    std::atomic<int> bytes{0};
    ScriptedServer server(tls_script(context.get(), bytes, fine));
    auto settings = patient_settings_for({secure_url_of(server, "127.0.0.1")});
    settings.ca_file = folder / "ca.pem";
    const auto answer = CurlTransport(settings).exchange(ping());
    CHECK(answer.has_value() == (version != TLS1_1_VERSION));
    if (!answer) CHECK(answer.error().trouble == Trouble::certificate);
}

TEST_CASE("TLS that does not come about is told apart from a node that is away", "[elasticsearch]") {
    struct Row {
        const char* why;
        ScriptedServer::Script script;
        Trouble trouble;
    };
    const auto row = GENERATE(values<Row>({
        {"plain HTTP there",
         [](ServedConnection& c) {
             c.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
             c.stay_silent();
         },
         Trouble::certificate},
        {"ends during the handshake", [](ServedConnection& c) { (void)c.still_there(1'000); }, Trouble::unreachable},
        {"reset during the handshake", [](ServedConnection& c) { (void)c.still_there(1'000), c.reset(); }, Trouble::unreachable},
        {"silent during the handshake", silent(), Trouble::unreachable},
    }));
    INFO(row.why);
    ScriptedServer server(row.script);
    auto asked = ping();
    asked.deadline = 3s;
    const Identity authority({.common_name = "authority", .is_authority = true});
    const TempFolder folder;
    authority.save(folder / "ca.pem");
    auto settings = settings_for({secure_url_of(server)});
    settings.ca_file = folder / "ca.pem";
    settings.connect_timeout = 2s;
    const auto answer = CurlTransport(settings).exchange(asked);
    REQUIRE_FALSE(answer);
    INFO(answer.error().detail);
    CHECK(es::name_of(answer.error().trouble) == es::name_of(row.trouble));
}

TEST_CASE("a TLS connection that ends under a large body ends no process", "[elasticsearch]") {
    const Identity node({.common_name = "node", .names = "DNS:localhost"});
    const TempFolder folder;
    node.save(folder / "ca.pem");
    const auto context = node.context();
    ScriptedServer server([&context](ServedConnection& connection) {
        const Owned<SSL> tls(SSL_new(context.get()));
        SSL_set_fd(tls.get(), connection.socket());
        char byte = 0;
        if (SSL_accept(tls.get()) == 1) SSL_read(tls.get(), &byte, 1);
    });  // and closes: what the client still writes meets nobody, which is SIGPIPE
    auto settings = patient_settings_for({secure_url_of(server)});
    settings.ca_file = folder / "ca.pem";
    const CurlTransport transport(settings);
    auto asked = search(20s);
    asked.body = std::string(8u << 20u, 'x');
    for (int i = 0; i < 4; ++i) {
        const auto answer = transport.exchange(asked);
        REQUIRE_FALSE(answer);
        CHECK(answer.error().trouble == Trouble::unreachable);
    }
}

TEST_CASE("a node with a bad certificate costs no answer while another has a good one", "[elasticsearch]") {
    const Identity good({.common_name = "node", .names = "DNS:localhost"});
    const Identity bad({.common_name = "node", .names = "DNS:localhost"});
    const TempFolder folder;
    good.save(folder / "ca.pem");
    const auto good_context = good.context();
    const auto bad_context = bad.context();
    std::atomic<int> bytes{0}, stolen{0};
    ScriptedServer one(tls_script(bad_context.get(), stolen, fine)), two(tls_script(good_context.get(), bytes, fine));
    auto settings = patient_settings_for({secure_url_of(one), secure_url_of(two)});
    settings.ca_file = folder / "ca.pem";
    const CurlTransport transport(settings);
    for (int i = 0; i < 4; ++i) CHECK(transport.exchange(ping()));
    CHECK(stolen == 0);
}

TEST_CASE("credentials come from files, in the header that the cluster knows", "[elasticsearch]") {
    struct Row {
        const char* why;
        std::string file;
        const char* user;  // null: an API key
        const char* header;
    };
    const auto row = GENERATE(values<Row>({
        {"API key as id:key", "VuaCfGcBCdbkQm:ui2lp2axTN", nullptr, "Authorization: ApiKey VnVhQ2ZHY0JDZGJrUW06dWkybHAyYXhUTg=="},
        {"API key as it is shown", "VnVhQ2ZHY0JDZGJrUW0=\n", nullptr, "Authorization: ApiKey VnVhQ2ZHY0JDZGJrUW0="},
        {"password", "changeme\r\nsecond line", "elastic", "Authorization: Basic ZWxhc3RpYzpjaGFuZ2VtZQ=="},
        {"password with blanks around", "  a b:c\t\n", "gw", "Authorization: Basic Z3c6YSBiOmM="},
        {"password in UTF-8", "m\xe1\xba\xadt kh\xe1\xba\xa9u", "gw", "Authorization: Basic Z3c6beG6rXQga2jhuql1"},
    }));
    INFO(row.why);
    const TempFolder folder;
    folder.write("secret", row.file);
    std::mutex mutex;
    std::string header = row.header;
    ScriptedServer server(guarded(mutex, header));
    auto settings = settings_for({url_of(server)});
    if (row.user != nullptr) {
        settings.user = row.user;
        settings.password_file = folder / "secret";
    } else {
        settings.api_key_file = folder / "secret";
    }
    CHECK(CurlTransport(settings).exchange(ping()));
}

TEST_CASE("a secret that was changed in its file is read again when the old one is refused", "[elasticsearch]") {
    const TempFolder folder;
    folder.write("key", "first");
    std::mutex mutex;
    std::string header = "Authorization: ApiKey first";
    ScriptedServer server(guarded(mutex, header));
    auto settings = settings_for({url_of(server)});
    settings.api_key_file = folder / "key";
    const CurlTransport transport(settings);
    const auto accept = [&](const std::string& key) {
        const std::lock_guard lock(mutex);
        header = "Authorization: ApiKey " + key;
    };
    CHECK(transport.exchange(ping()));
    accept("second");
    SECTION("and is not asked with again while the file is as it was") {
        const auto answer = transport.exchange(ping());
        REQUIRE_FALSE(answer);
        CHECK(answer.error().trouble == Trouble::refused_credentials);
        CHECK(answer.error().status == 401);
        CHECK(transport.figures().retries == 0);
    }
    SECTION("and is used at once") {
        folder.write("key", "second");
        CHECK(transport.exchange(ping()));
        CHECK(transport.exchange(ping()));
        CHECK(transport.figures().secrets_renewed == 1);
        CHECK(transport.figures().retries == 1);
    }
    SECTION("by many threads at once") {
        folder.write("key", "second");
        std::atomic<int> answered{0};
        in_threads(8, [&] { answered += transport.exchange(ping()) ? 1 : 0; });
        CHECK(answered == 8);
    }
    SECTION("once an exchange: another wrong one is refused for good") {
        folder.write("key", "third");
        CHECK(transport.exchange(ping()).error().trouble == Trouble::refused_credentials);
        CHECK(transport.figures().tries == 3);
    }
    SECTION("and a file that is gone leaves the old one") {
        std::filesystem::remove(folder / "key");
        CHECK(transport.exchange(ping()).error().trouble == Trouble::refused_credentials);
        accept("first");
        CHECK(transport.exchange(ping()));
    }
}

TEST_CASE("no failure quotes a secret", "[elasticsearch]") {
    const TempFolder folder;
    folder.write("key", "hunter2");
    for (const char* reply : {"HTTP/1.1 401 U\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 500 I\r\nContent-Length: 0\r\n\r\n", "nonsense", ""}) {
        ScriptedServer server(always(reply));
        auto settings = settings_for({url_of(server)});
        settings.api_key_file = folder / "key";
        auto asked = ping();
        asked.deadline = 300ms;
        const auto answer = CurlTransport(settings).exchange(asked);
        REQUIRE_FALSE(answer);
        CHECK_THAT(answer.error().detail, !Contains("hunter2") && !Contains("Authorization") && !Contains("ApiKey"));
    }
}
