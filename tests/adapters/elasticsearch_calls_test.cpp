// What is sent byte for byte and what comes back; what is refused before anything is sent.
#include <zlib.h>
#include <catch2/catch.hpp>

#include <mutex>
#include <vector>

#include "tests/adapters/elasticsearch_fakes.hpp"
#include "tests/support/temp_folder.hpp"

using namespace motcua;
using namespace motcua::tests;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
using es::CurlTransport;
using es::Method;
using es::Trouble;

namespace {

/// Keeps the last request that came, and answers all of them alike.
class Recorder {
  public:
    explicit Recorder(std::string reply = http_reply("200 OK", "{}"))
        : server_([this, reply](ServedConnection& connection) {
              for (std::string request; !(request = connection.request()).empty();) {
                  const std::lock_guard lock(mutex_);
                  last_ = request;
                  connection.send(reply);
              }
          }) {}
    std::string url() const { return url_of(server_); }
    std::string last() {
        const std::lock_guard lock(mutex_);
        return last_;
    }

  private:
    std::mutex mutex_;
    std::string last_;
    ScriptedServer server_;
};

std::string gzipped(const std::string& plain) {
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
    std::string packed(deflateBound(&stream, plain.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

}  // namespace

TEST_CASE("an exchange sends target and body unchanged and reads the answer", "[elasticsearch]") {
    const std::string body = "{\"query\":\"gi\xe1\xba\xa5y ph\xc3\xa9p\"}";
    Recorder node(http_reply("201 Created", body));
    auto settings = settings_for({node.url() + "/prefix/"});
    settings.opaque_id = "gw-1";
    const CurlTransport transport(settings);
    auto asked = search();
    asked.target = "/a/../_search?q=a%20b&c=[1]";
    asked.body = body;
    const auto answer = transport.exchange(asked);
    REQUIRE(answer);
    CHECK(answer->status == 201);
    CHECK(answer->body == body);
    const std::string sent = node.last();
    CHECK_THAT(sent, StartsWith("POST /prefix/a/../_search?q=a%20b&c=[1] HTTP/1.1\r\n"));
    CHECK_THAT(sent, Catch::Matchers::EndsWith("\r\n\r\n" + body));
    CHECK_THAT(sent, Contains("\r\nContent-Type: application/json\r\n"));
    CHECK_THAT(sent, Contains("\r\nAccept: application/json\r\n"));
    CHECK_THAT(sent, Contains("\r\nAccept-Encoding: gzip\r\n"));
    CHECK_THAT(sent, Contains("\r\nX-Opaque-Id: gw-1\r\n"));
    CHECK_THAT(sent, !Contains("Authorization"));
}

TEST_CASE("each method is sent as it is named, and nothing of the last one remains", "[elasticsearch]") {
    struct Row {
        const char* why;
        Method method;
        const char* body;
        const char* begins;
        const char* length;  // what Content-Length says; null: no such header
    };
    // In one order on one connection and one handle: a HEAD before a POST, a body before none.
    const std::vector<Row> rows{
        {"HEAD has no body", Method::head, "", "HEAD /t HTTP/1.1\r\n", nullptr},
        {"POST with a body", Method::post, "{\"a\":1}", "POST /t HTTP/1.1\r\n", "7"},
        {"GET without a body", Method::get, "", "GET /t HTTP/1.1\r\n", nullptr},
        {"PUT with a body", Method::put, "{}", "PUT /t HTTP/1.1\r\n", "2"},
        {"DELETE without a body", Method::del, "", "DELETE /t HTTP/1.1\r\n", nullptr},
        {"GET with a body", Method::get, "{\"size\":0}", "GET /t HTTP/1.1\r\n", "10"},
        {"HEAD again", Method::head, "", "HEAD /t HTTP/1.1\r\n", nullptr},
        {"POST without a body", Method::post, "", "POST /t HTTP/1.1\r\n", "0"},
        {"PUT without a body", Method::put, "", "PUT /t HTTP/1.1\r\n", "0"},
        {"DELETE with a body", Method::del, "{\"x\":0}", "DELETE /t HTTP/1.1\r\n", "7"},
    };
    std::mutex mutex;
    std::string last;
    ScriptedServer server([&](ServedConnection& connection) {
        for (std::string request; !(request = connection.request()).empty();) {
            const std::lock_guard lock(mutex);
            last = request;
            const bool head = request.rfind("HEAD", 0) == 0;
            connection.send(head ? "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"
                                 : http_reply("200 OK", "{}"));
        }
    });
    const CurlTransport transport(settings_for({url_of(server)}));
    for (const Row& row : rows) {
        INFO(row.why);
        es::Exchange asked;
        asked.method = row.method;
        asked.target = "/t";
        asked.body = row.body;
        asked.deadline = 5s;
        const auto answer = transport.exchange(asked);
        REQUIRE(answer);
        CHECK(answer->body == (row.method == Method::head ? "" : "{}"));
        const std::lock_guard lock(mutex);
        CHECK_THAT(last, StartsWith(row.begins));
        CHECK_THAT(last, !Contains("x-www-form-urlencoded"));
        if (row.length != nullptr) {
            CHECK_THAT(last, Contains(std::string("\r\nContent-Length: ") + row.length + "\r\n"));
        } else {
            CHECK_THAT(last, !Contains("Content-Length"));
        }
        CHECK_THAT(last, Catch::Matchers::EndsWith(std::string("\r\n\r\n") + row.body));
    }
    CHECK(server.connections() == 1);
}

TEST_CASE("a large body goes out at once, without asking first", "[elasticsearch]") {
    Recorder node;
    const CurlTransport transport(settings_for({node.url()}));
    auto asked = search(30s);
    asked.content_type = "application/x-ndjson";
    asked.body = std::string(3u << 20u, 'x') + "\n";
    REQUIRE(transport.exchange(asked));
    const std::string sent = node.last();
    CHECK_THAT(sent.substr(0, 500), !Contains("Expect"));
    CHECK_THAT(sent.substr(0, 500), Contains("Content-Type: application/x-ndjson\r\n"));
    CHECK(sent.size() > asked.body.size());
}

TEST_CASE("a reply is read whole however it is framed", "[elasticsearch]") {
    const std::string body = "{\"took\":3,\"hits\":[]}";
    const std::string packed = gzipped(body);
    struct Row {
        const char* why;
        std::string reply;
    };
    const auto row = GENERATE_COPY(values<Row>({
        {"with its length", http_reply("200 OK", body)},
        {"in chunks with an extension and trailers",
         "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: "
         "X-Took\r\n\r\n5;a=b\r\n{\"too\r\nf\r\nk\":3,\"hits\":[]}\r\n0\r\n"
         "X-Took: 3\r\nContent-Type: text/html\r\n\r\n"},
        {"up to the end of the connection", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body},
        {"of HTTP/1.0", "HTTP/1.0 200 OK\r\n\r\n" + body},
        {"packed", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " +
                       std::to_string(packed.size()) + "\r\n\r\n" + packed},
        {"after an interim one", "HTTP/1.1 102 Processing\r\n\r\n" + http_reply("200 OK", body)},
    }));
    INFO(row.why);
    ScriptedServer server([&](ServedConnection& connection) {
        if (!connection.request().empty()) connection.send(row.reply);
    });
    const CurlTransport transport(settings_for({url_of(server)}));
    for (int i = 0; i < 2; ++i) {
        const auto answer = transport.exchange(search());
        REQUIRE(answer);
        CHECK(answer->body == body);
    }
}

TEST_CASE("what is asked wrongly is refused before any connection", "[elasticsearch]") {
    ScriptedServer server(living());
    const CurlTransport transport(settings_for({url_of(server)}));
    struct Row {
        const char* why;
        std::string target;
        std::string content_type;
        Method method;
        std::chrono::milliseconds deadline{5s};
    };
    const auto row = GENERATE(values<Row>({
        {"no target", "", "a", Method::post},
        {"no slash", "motcua/_search", "a", Method::post},
        {"another host", "@evil.example/", "a", Method::post},
        {"a space", "/a b", "a", Method::post},
        {"CR LF", "/a\r\nA: b", "a", Method::post},
        {"NUL", std::string("/a\0b", 4), "a", Method::post},
        {"raw UTF-8", "/\xc4\x91", "a", Method::post},
        {"a fragment", "/a#b", "a", Method::post},
        {"too long", '/' + std::string(5000, 'a'), "a", Method::post},
        {"CR LF in the content type", "/a", "a\r\nB: c", Method::post},
        {"a HEAD with a body", "/a", "a", Method::head},
        {"no time", "/a", "a", Method::post, 0ms},
        {"too much time", "/a", "a", Method::post, 2h},
    }));
    INFO(row.why);
    auto asked = search();
    asked.target = row.target;
    asked.content_type = row.content_type;
    asked.method = row.method;
    asked.deadline = row.deadline;
    const auto refused = transport.exchange(asked);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().trouble == Trouble::bad_request);
    CHECK(refused.error().status == 0);
    CHECK(server.connections() == 0);
    CHECK(count_of(transport, Trouble::bad_request) == 1);
}

TEST_CASE("settings with a mistake stop the start", "[elasticsearch]") {
    CHECK_THROWS_WITH(CurlTransport({}), Contains("hosts: at least one address"));
    const TempFolder folder;
    folder.write("empty", "\n");
    folder.write("control",
                 "a\x01"
                 "b");
    for (const char* file : {"absent", "empty", "control"}) {
        INFO(file);
        auto settings = settings_for({"https://search.example"});
        settings.api_key_file = folder / file;
        CHECK_THROWS_WITH(CurlTransport(settings), Contains("no secret can be read"));
        settings.api_key_file.clear();
        settings.ca_file = folder / file;
        CHECK_THROWS_WITH(CurlTransport(settings), Contains("CA file holds no certificate"));
    }
}
