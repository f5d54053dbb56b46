// Servers that fail in every way: each ends in the right fault, within its time.
#include <catch2/catch.hpp>

#include "adapters/cpprest/cpprest_http_client.hpp"
#include "adapters/cpprest/outgoing_url.hpp"
#include "tests/support/scripted_server.hpp"

using namespace motcua;
using namespace std::chrono_literals;
using adapters::HttpFault;
using tests::ScriptedServer;
using tests::ServedConnection;

namespace {

const std::string chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

adapters::HttpRequest post(const std::string& url, std::chrono::milliseconds timeout = 10s) {
    return {.url = url, .headers = {{"Content-Type", "application/json"}}, .body = "{}", .timeout = timeout};
}

}  // namespace

TEST_CASE("a server that fails is told by its fault", "[http_client]") {
    struct Row {
        const char* why;
        ScriptedServer::Script script;
        HttpFault fault;
    };
    const auto row = GENERATE(values<Row>({
        {"closes without a word", [](ServedConnection& c) { c.request(); }, HttpFault::ambiguous},
        {"resets", [](ServedConnection& c) { c.request(), c.reset(); }, HttpFault::ambiguous},
        {"half a status line", [](ServedConnection& c) { c.request(), c.send("HTTP/1.1 2"); },
         HttpFault::ambiguous},
        {"half a header", [](ServedConnection& c) { c.request(), c.send("HTTP/1.1 200 OK\r\nA: "); },
         HttpFault::ambiguous},
        {"half a body",
         [](ServedConnection& c) { c.request(), c.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"); },
         HttpFault::ambiguous},
        {"half a chunk", [](ServedConnection& c) { c.request(), c.send(chunked + "9\r\nabc"); },
         HttpFault::ambiguous},
        {"no last chunk", [](ServedConnection& c) { c.request(), c.send(chunked + "3\r\nabc\r\n"); },
         HttpFault::ambiguous},
        {"a chunk size that is none",
         [](ServedConnection& c) { c.request(), c.send(chunked + "zz\r\nabc\r\n"); }, HttpFault::ambiguous},
        {"speaks something else", [](ServedConnection& c) { c.request(), c.send("SSH-2.0-x\r\n\r\n"); },
         HttpFault::ambiguous},
        {"a length over the cap",
         [](ServedConnection& c) {
             c.request(),
                 c.send("HTTP/1.1 200 OK\r\nContent-Length: 1048577\r\n\r\n" + std::string(1048577, 'x'));
         },
         HttpFault::too_large},
        {"chunks over the cap",
         [](ServedConnection& c) {
             c.request(), c.send(chunked);
             for (int i = 0; i < 40; ++i) c.send("8000\r\n" + std::string(0x8000, 'x') + "\r\n");
             c.send("0\r\n\r\n");
         },
         HttpFault::too_large},
        {"a body without end",
         [](ServedConnection& c) {
             c.request(), c.send("HTTP/1.1 200 OK\r\n\r\n");
             for (int i = 0; i < 40; ++i) c.send(std::string(0x8000, 'x'));
         },
         HttpFault::too_large},
        {"a negative chunk",
         [](ServedConnection& c) { c.request(), c.send(chunked + "-1\r\nabc\r\n0\r\n\r\n"); },
         HttpFault::too_large},
        {"a negative chunk after a good one",
         [](ServedConnection& c) { c.request(), c.send(chunked + "5\r\nabcde\r\n-1\r\nabc\r\n0\r\n\r\n"); },
         HttpFault::too_large},
    }));
    INFO(row.why);
    ScriptedServer server(row.script);
    adapters::CpprestHttpClient client;
    const auto reply = client.send(post(server.url()));
    REQUIRE_FALSE(reply);
    CAPTURE(reply.error().detail);
    CHECK(reply.error().fault == row.fault);
    CHECK(server.connections() == 1);  // sent once, whatever came back
}

TEST_CASE("a body of exactly the cap is read", "[http_client]") {
    ScriptedServer server([](ServedConnection& connection) {
        connection.request();
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1048576\r\n\r\n" + std::string(1048576, 'x'));
    });
    adapters::CpprestHttpClient client;
    const auto reply = client.send(post(server.url()));
    REQUIRE(reply);
    CHECK(reply->body.size() == 1048576);
}

TEST_CASE("a server that is slow is given up in time", "[http_client]") {
    struct Row {
        const char* why;
        ScriptedServer::Script script;
    };
    const auto row = GENERATE(values<Row>({
        {"accepts and never answers", [](ServedConnection& c) { c.stay_silent(); }},
        {"half a header", [](ServedConnection& c) { c.send("HTTP/1.1 200 OK\r\n"), c.stay_silent(); }},
        {"half a body",
         [](ServedConnection& c) {
             c.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"), c.stay_silent();
         }},
        {"a drip of chunks, each of them in time",
         [](ServedConnection& c) {
             c.request(), c.send(chunked);
             while (c.still_there(20)) c.send("1\r\na\r\n");
         }},
        {"a chunk of -3 asks for all the bytes there are",
         [](ServedConnection& c) { c.send(chunked + "-3\r\nabc"), c.stay_silent(); }},
    }));
    INFO(row.why);
    ScriptedServer server(row.script);
    adapters::CpprestHttpClient client;
    const auto begin = std::chrono::steady_clock::now();
    const auto reply = client.send(post(server.url(), 150ms));
    const auto took = std::chrono::steady_clock::now() - begin;
    REQUIRE_FALSE(reply);
    CHECK(reply.error().fault == HttpFault::ambiguous);
    CHECK(took >= 150ms);
    CHECK(took < 5s);
}

TEST_CASE("a call that reached nobody is safe to repeat", "[http_client]") {
    adapters::CpprestHttpClient client;
    SECTION("nobody listens") {
        const auto reply =
            client.send(post("http://127.0.0.1:" + std::to_string(tests::silent_port()) + "/"));
        REQUIRE_FALSE(reply);
        CHECK(reply.error().fault == HttpFault::not_sent);
    }
    SECTION("TLS with a server that speaks plain HTTP") {
        ScriptedServer server([](ServedConnection& connection) {
            connection.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
            connection.stay_silent();
        });
        const auto reply = client.send(post("https://127.0.0.1:" + std::to_string(server.port()) + "/"));
        REQUIRE_FALSE(reply);
        CHECK(reply.error().fault == HttpFault::not_sent);
    }
    SECTION("TLS with a server that says nothing") {
        ScriptedServer server([](ServedConnection& connection) { connection.stay_silent(); });
        const auto reply =
            client.send(post("https://127.0.0.1:" + std::to_string(server.port()) + "/", 150ms));
        REQUIRE_FALSE(reply);
        CHECK(reply.error().fault == HttpFault::not_sent);
    }
}

// Answers one request and closes, without saying so.
struct ClosingServer {
    std::atomic<int> requests{0};
    ScriptedServer server{[this](ServedConnection& connection) {
        connection.request();
        ++requests;
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc");
    }};
};

TEST_CASE("a connection that has lived its time is not used again, so none that the server closed is", "[http_client]") {
    ClosingServer closing;
    adapters::CpprestHttpClient client({.connection_life = 0ms});
    for (int i = 0; i < 20; ++i) CHECK(client.send(post(closing.server.url())));
    CHECK(closing.requests == 20);
}

TEST_CASE("an idle connection that died makes one call ambiguous and is then forgotten", "[http_client]") {
    ClosingServer closing;
    const auto& [requests, server] = closing;
    adapters::CpprestHttpClient client({.connection_life = std::chrono::hours(1)});
    int replies = 0;
    for (int i = 0; i < 6; ++i) {
        const auto reply = client.send(post(server.url()));
        if (reply) {
            ++replies;
            continue;
        }
        CHECK(reply.error().fault != HttpFault::bad_request);
        CHECK(client.send(post(server.url())));  // the one more try always has a fresh connection
        ++replies;
    }
    CHECK(replies == 6);
    CHECK(requests == 6);  // the library sent none of them twice
}

TEST_CASE("a request that could split or mislead is refused before any connection", "[http_client]") {
    ScriptedServer server([](ServedConnection& connection) { connection.stay_silent(); });
    struct Row {
        const char* why;
        const char* method;
        std::pair<std::string, std::string> header;
    };
    const auto row = GENERATE(values<Row>({
        {"CR LF in a value", "POST", {"A", "b\r\nC: d"}},
        {"LF in a value", "POST", {"A", "b\nC: d"}},
        {"CR in a value", "POST", {"A", "b\r"}},
        {"NUL in a value", "POST", {"A", std::string("b\0c", 3)}},
        {"CR LF in a name", "POST", {"A\r\nB", "c"}},
        {"a colon in a name", "POST", {"A: b", "c"}},
        {"no name", "POST", {"", "c"}},
        {"Host", "POST", {"Host", "evil.example"}},
        {"Content-Length", "POST", {"content-length", "3"}},
        {"Transfer-Encoding", "POST", {"Transfer-Encoding", "chunked"}},
        {"a method that splits", "GET / HTTP/1.1\r\nA:", {"A", "b"}},
        {"no method", "", {"A", "b"}},
    }));
    INFO(row.why);
    adapters::CpprestHttpClient client;
    const auto reply = client.send({.method = row.method, .url = server.url(), .headers = {row.header}});
    REQUIRE_FALSE(reply);
    CHECK(reply.error().fault == HttpFault::bad_request);
    CHECK(reply.error().detail.find("evil") == std::string::npos);
    CHECK(server.connections() == 0);
}

TEST_CASE("a url is absolute, secure or of this machine, and plain", "[http_client]") {
    struct Row {
        const char* why;
        std::string url;
        const char* origin;  // empty: refused
        const char* resource;
    };
    const auto row = GENERATE(values<Row>({
        {"https", "https://openapi.zalo.me/v3.0/oa?x=y", "https://openapi.zalo.me", "/v3.0/oa?x=y"},
        {"https with a port", "https://graph.facebook.com:443/", "https://graph.facebook.com:443", "/"},
        {"no path", "https://a", "https://a", "/"},
        {"query without path", "https://a?b", "https://a", "/?b"},
        {"http on loopback", "http://127.0.0.1:80/a", "http://127.0.0.1:80", "/a"},
        {"all of 127/8 is loopback", "http://127.255.0.9/", "http://127.255.0.9", "/"},
        {"localhost", "http://localhost:9/", "http://localhost:9", "/"},
        {"IPv6 loopback", "http://[::1]:9/", "http://[::1]:9", "/"},
        {"http elsewhere", "http://openapi.zalo.me/", "", ""},
        {"a name that only begins like loopback", "http://127.0.0.1.evil.example/", "", ""},
        {"a name that only ends like it", "http://evil.localhost/", "", ""},
        {"five numbers", "http://127.0.0.1.1/", "", ""},
        {"three numbers", "http://127.0.1/", "", ""},
        {"a number over 255", "http://127.0.0.256/", "", ""},
        {"another net", "http://128.0.0.1/", "", ""},
        {"the unspecified address", "http://0.0.0.0/", "", ""},
        {"a user", "https://u:p@a/", "", ""},
        {"loopback as a user", "http://127.0.0.1@evil.example/", "", ""},
        {"a fragment", "https://a/#b", "", ""},
        {"a backslash", "https://a\\@b/", "", ""},
        {"no scheme", "a/b", "", ""},
        {"another scheme", "file:///etc/passwd", "", ""},
        {"scheme in upper case", "HTTPS://a/", "", ""},
        {"no host", "https:///a", "", ""},
        {"port 0", "https://a:0/", "", ""},
        {"port too large", "https://a:65536/", "", ""},
        {"no port behind the colon", "https://a:/", "", ""},
        {"CR LF", "https://a/\r\nB: c", "", ""},
        {"a space", "https://a/b c", "", ""},
        {"raw UTF-8", "https://a/\xc4\x91", "", ""},
        {"empty", "", "", ""},
    }));
    INFO(row.why);
    const auto split = adapters::split_url(row.url);
    CHECK((split ? split->origin : "") == row.origin);
    CHECK((split ? split->resource : "") == row.resource);
    if (!split) {
        const auto reply = adapters::CpprestHttpClient().send(post(row.url));
        REQUIRE_FALSE(reply);
        CHECK(reply.error().fault == HttpFault::bad_request);
    }
}
