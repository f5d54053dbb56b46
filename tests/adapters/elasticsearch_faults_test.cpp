// One node that misbehaves by script: every fault ends in time, as its trouble, and is bounded.
#include <zlib.h>
#include <catch2/catch.hpp>

#include <future>
#include <string>
#include <thread>

#include "tests/adapters/elasticsearch_fakes.hpp"

using namespace motcua;
using namespace motcua::tests;
using es::CurlTransport;
using es::name_of;
using es::Trouble;

namespace {

/// 40 MB of spaces, packed into some 40 kB.
std::string bomb() {
    const std::string plain(1u << 20u, ' ');
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
    std::string packed(1u << 20u, '\0');
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    for (int i = 0; i < 40; ++i) {
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
        stream.avail_in = static_cast<uInt>(plain.size());
        deflate(&stream, i == 39 ? Z_FINISH : Z_NO_FLUSH);
    }
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

ScriptedServer::Script after_request(std::string bytes) {
    return [bytes = std::move(bytes)](ServedConnection& connection) {
        if (!connection.request().empty()) connection.send(bytes);
    };
}

const std::string ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

}  // namespace

TEST_CASE("a node that misbehaves is told by its trouble", "[elasticsearch]") {
    struct Row {
        const char* why;
        ScriptedServer::Script script;
        Trouble trouble;
        int status;
    };
    const std::string packed = bomb();
    const auto row = GENERATE_COPY(values<Row>({
        {"half a body, then the end", after_request(ok + "Content-Length: 100\r\n\r\n{\"half"), Trouble::unreachable, 0},
        {"half a chunk, then the end", after_request(ok + "Transfer-Encoding: chunked\r\n\r\n64\r\n{\"half"), Trouble::unreachable, 0},
        {"chunks without an end", after_request(ok + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"), Trouble::unreachable, 0},
        {"half a header, then the end", after_request("HTTP/1.1 200 OK\r\nContent-"), Trouble::unreachable, 0},
        {"nothing, then the end", after_request(""), Trouble::unreachable, 0},
        {"reset after the headers",
         [](ServedConnection& c) { c.request(), c.send(ok + "Content-Length: 100\r\n\r\n"), c.reset(); }, Trouble::unreachable, 0},
        {"reset at once", [](ServedConnection& c) { c.request(), c.reset(); }, Trouble::unreachable, 0},
        {"a page of a proxy", always(html_reply("200 OK")), Trouble::not_a_cluster, 200},
        {"502 of a proxy", always(html_reply("502 Bad Gateway")), Trouble::server_error, 502},
        {"a redirect", always("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"), Trouble::not_a_cluster, 302},
        {"a redirect to a file", always("HTTP/1.1 307 T\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n"), Trouble::not_a_cluster, 307},
        {"no HTTP at all", after_request("SSH-2.0-OpenSSH_9.2\r\n"), Trouble::not_a_cluster, 0},
        {"HTTP/0.9", after_request("<html>hello</html>"), Trouble::not_a_cluster, 0},
        {"TLS alert", after_request("\x15\x03\x01\x00\x02\x02\x16"), Trouble::not_a_cluster, 0},
        {"a length that is none", after_request(ok + "Content-Length: many\r\n\r\n{}"), Trouble::not_a_cluster, 0},
        {"a chunk of negative size", after_request(ok + "Transfer-Encoding: chunked\r\n\r\n-3\r\nabc"), Trouble::unreachable, 0},
        {"gzip that is none", after_request(ok + "Content-Encoding: gzip\r\nContent-Length: 9\r\n\r\nnot gzip!"), Trouble::not_a_cluster, 0},
        {"a header without end",
         [](ServedConnection& c) {
             c.request(), c.send("HTTP/1.1 200 OK\r\n");
             const std::string line = "X: " + std::string(1000, 'x') + "\r\n";
             for (int i = 0; i < 100; ++i) c.send(line);
             c.stay_silent();
         },
         Trouble::not_a_cluster, 0},
        {"a bomb", after_request(ok + "Content-Encoding: gzip\r\nContent-Length: " + std::to_string(packed.size()) + "\r\n\r\n" + packed),
         Trouble::too_large, 0},
        {"a body over the cap", after_request(ok + "Content-Length: 9000000\r\n\r\n" + std::string(9'000'000, ' ')), Trouble::too_large, 0},
        {"a body over the cap without a length", after_request(ok + "\r\n" + std::string(9'000'000, ' ')), Trouble::too_large, 0},
        {"memory", always(http_reply("429 Too Many Requests", R"({"error":{"type":"circuit_breaking_exception","durability":"PERMANENT"}})")),
         Trouble::memory_full, 429},
        {"rights", always(http_reply("403 Forbidden", R"({"error":{"type":"security_exception"}})")), Trouble::refused_credentials, 403},
    }));
    INFO(row.why);
    ScriptedServer server(row.script);
    const CurlTransport transport(settings_for({url_of(server)}));
    const auto answer = transport.exchange(search(20s));
    REQUIRE_FALSE(answer);
    INFO(answer.error().detail);
    CHECK(name_of(answer.error().trouble) == name_of(row.trouble));
    CHECK(answer.error().status == row.status);
    CHECK(answer.error().detail.size() <= 500);
    CHECK_THAT(answer.error().detail, Catch::Matchers::StartsWith(url_of(server)));
    CHECK(count_of(transport, row.trouble) == 1);
}

TEST_CASE("an answer of exactly the cap is read", "[elasticsearch]") {
    ScriptedServer server(always(http_reply("200 OK", std::string(1u << 20u, 'x'))));
    auto settings = settings_for({url_of(server)});
    settings.answer_bytes = 1u << 20u;
    CHECK(CurlTransport(settings).exchange(search()).value().body.size() == 1u << 20u);
    settings.answer_bytes = (1u << 20u) - 1;
    CHECK(CurlTransport(settings).exchange(search()).error().trouble == Trouble::too_large);
}

TEST_CASE("a reply longer than it says is cut where it says, and the rest answers nobody", "[elasticsearch]") {
    ScriptedServer server([](ServedConnection& connection) {
        while (!connection.request().empty()) connection.send(ok + "Content-Length: 2\r\n\r\n{}" + http_reply("200 OK", "{\"forged\":1}"));
    });
    const CurlTransport transport(settings_for({url_of(server)}));
    for (int i = 0; i < 10; ++i) {
        const auto answer = transport.exchange(search());
        REQUIRE(answer);
        CHECK(answer->body == "{}");
    }
}

TEST_CASE("a node that is slow is given up in time", "[elasticsearch]") {
    struct Row {
        const char* why;
        ScriptedServer::Script script;
    };
    const auto row = GENERATE(values<Row>({
        {"accepts and never answers", silent()},
        {"half a header", [](ServedConnection& c) { c.send("HTTP/1.1 200 OK\r\n"), c.stay_silent(); }},
        {"half a body", [](ServedConnection& c) { c.send(ok + "Content-Length: 9\r\n\r\nabc"), c.stay_silent(); }},
        {"a drip of chunks, each of them in time",
         [](ServedConnection& c) {
             c.request(), c.send(ok + "Transfer-Encoding: chunked\r\n\r\n");
             while (c.still_there(20)) c.send("1\r\na\r\n");
         }},
        {"a drip of headers",
         [](ServedConnection& c) {
             c.request(), c.send("HTTP/1.1 200 OK\r\n");
             while (c.still_there(20)) c.send("A: b\r\n");
         }},
        {"a hundred interim replies a second",
         [](ServedConnection& c) {
             c.request();
             while (c.still_there(10)) c.send("HTTP/1.1 102 Processing\r\n\r\n");
         }},
    }));
    INFO(row.why);
    ScriptedServer server(row.script);
    const CurlTransport transport(settings_for({url_of(server)}));
    const auto begin = std::chrono::steady_clock::now();
    const auto answer = transport.exchange(search(600ms));
    const auto took = std::chrono::steady_clock::now() - begin;
    REQUIRE_FALSE(answer);
    INFO(answer.error().detail);
    CHECK(answer.error().trouble == Trouble::timed_out);
    CHECK(took >= 595ms);  // libcurl counts whole milliseconds
    CHECK(took < 5s);
}

TEST_CASE("what waits for a connection until its deadline says so", "[elasticsearch]") {
    std::promise<void> release;
    const auto released = release.get_future().share();
    ScriptedServer server([released](ServedConnection& connection) {
        if (connection.request().empty()) return;
        released.wait();
        connection.send(http_reply("200 OK", "{}"));
    });
    auto settings = settings_for({url_of(server)});
    settings.connections = 1;
    settings.connections_per_host = 1;
    const CurlTransport transport(settings);
    auto first = std::async(std::launch::async, [&] { return transport.exchange(search(60s)).has_value(); });
    while (server.connections() == 0) std::this_thread::yield();
    const auto answer = transport.exchange(search(100ms));
    release.set_value();
    REQUIRE_FALSE(answer);
    CHECK(answer.error().trouble == Trouble::timed_out);
    CHECK_THAT(answer.error().detail, Catch::Matchers::Contains("no connection was free"));
    CHECK(first.get());
}

TEST_CASE("a node on which nobody listens is unreachable", "[elasticsearch]") {
    const CurlTransport transport(settings_for({url_of_nobody()}));
    const auto answer = transport.exchange(search());
    REQUIRE_FALSE(answer);
    CHECK(answer.error().trouble == Trouble::unreachable);
    CHECK(transport.figures().hosts_died == 1);
}

TEST_CASE("a proxy of the environment is not used", "[elasticsearch]") {
    ScriptedServer node(living());
    ScriptedServer proxy(always(html_reply("200 OK")));
    for (const char* name : {"http_proxy", "all_proxy", "ALL_PROXY"}) ::setenv(name, url_of(proxy).c_str(), 1);
    CHECK(CurlTransport(settings_for({url_of(node)})).exchange(search()));
    for (const char* name : {"http_proxy", "all_proxy", "ALL_PROXY"}) ::unsetenv(name);
    CHECK(proxy.connections() == 0);
}
