// Calls that succeed: what is sent and what comes back, byte for byte.
#include <atomic>
#include <catch2/catch.hpp>
#include <mutex>
#include <thread>
#include <vector>

#include "adapters/cpprest/cpprest_http_client.hpp"
#include "tests/support/scripted_server.hpp"

using namespace motcua;
using Catch::Matchers::Contains;
using tests::ScriptedServer;
using tests::ServedConnection;

namespace {

/// {"text":"Thủ tục cấp lại giấy phép lái xe"} composed, and a decomposed letter behind it.
const std::string vietnamese =
    "{\"text\":\"Th\xe1\xbb\xa7 t\xe1\xbb\xa5"
    "c c\xe1\xba\xa5p l\xe1\xba\xa1i gi\xe1\xba\xa5y ph\xc3\xa9p l\xc3\xa1i xe e\xcc\x82\"}";

std::string ok(const std::string& body, const std::string& headers = "") {
    return "HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
           body;
}

}  // namespace

TEST_CASE("a call sends the body unchanged and reads status, headers and body", "[http_client]") {
    std::mutex mutex;
    std::string seen;
    ScriptedServer server([&](ServedConnection& connection) {
        std::string request = connection.request();
        {
            const std::lock_guard lock(mutex);
            seen = request;
        }
        connection.send(
            "HTTP/1.1 201 Created\r\nX-Request-Id: Ab1\r\nCONTENT-TYPE: "
            "application/json\r\nContent-Length: " +
            std::to_string(vietnamese.size()) + "\r\n\r\n" + vietnamese);
    });
    adapters::CpprestHttpClient client;
    adapters::HttpRequest request;
    request.url = server.url("/v3.0/oa/message/cs?a=b%20c&d=/");
    request.headers = {{"Content-Type", "application/json"}, {"access_token", "secret token"}};
    request.body = vietnamese;
    const auto reply = client.send(request);
    REQUIRE(reply);
    CHECK(reply->status == 201);
    CHECK(reply->header("x-request-id") == "Ab1");
    CHECK(reply->header("content-type") == "application/json");
    CHECK(reply->body == vietnamese);
    const std::lock_guard lock(mutex);
    CHECK_THAT(seen, Catch::Matchers::StartsWith("POST /v3.0/oa/message/cs?a=b%20c&d=/ HTTP/1.1\r\n"));
    CHECK_THAT(seen, Contains("\r\naccess_token:secret token\r\n"));
    CHECK_THAT(seen, Contains("\r\nContent-Type:application/json\r\n"));
    CHECK_THAT(seen, Contains("\r\nContent-Length:" + std::to_string(vietnamese.size()) + "\r\n"));
    CHECK_THAT(seen, Contains("\r\nHost: 127.0.0.1:" + std::to_string(server.port()) + "\r\n"));
    CHECK_THAT(seen, Catch::Matchers::EndsWith("\r\n\r\n" + vietnamese));
    CHECK_THAT(seen, !Contains("octet-stream"));
    CHECK_THAT(seen, Contains("\r\nUser-Agent:motcua\r\n"));  // not the library and its version
}

TEST_CASE("the resource goes out as it was given", "[http_client]") {
    const auto row = GENERATE(table<std::string, std::string>({
        {"", "/"},
        {"?a=b", "/?a=b"},
        {"/", "/"},
        {"/a/", "/a/"},
        {"/v21.0/me/messages", "/v21.0/me/messages"},
        {"/a?access_token=x%2By&b=%E1%BB%A7", "/a?access_token=x%2By&b=%E1%BB%A7"},
    }));
    INFO(std::get<0>(row));
    ScriptedServer server([](ServedConnection& connection) {
        const std::string request = connection.request();
        const std::string line = request.substr(0, request.find("\r\n"));
        connection.send(ok(line));
    });
    adapters::CpprestHttpClient client;
    const auto reply = client.send({.method = "GET", .url = server.url(std::get<0>(row))});
    REQUIRE(reply);
    CHECK(reply->body == "GET " + std::get<1>(row) + " HTTP/1.1");
}

TEST_CASE("every framing of a reply is read whole", "[http_client]") {
    struct Row {
        const char* why;
        std::string reply;
        int status;
        std::string body;
    };
    const auto row = GENERATE(values<Row>({
        {"length", ok("abc"), 200, "abc"},
        {"chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n", 200,
         "abc"},
        {"until the end", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nabc", 200, "abc"},
        {"no body", "HTTP/1.1 204 No Content\r\n\r\n", 204, ""},
        {"an error with a body", "HTTP/1.1 500 Oops\r\nContent-Length: 3\r\n\r\nabc", 500, "abc"},
        {"a body of another charset is bytes too",
         ok("\xff\xfe", "Content-Type: text/plain; charset=utf-16\r\n"), 200, "\xff\xfe"},
        {"302 is not followed", "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n",
         302, ""},
        {"307 is not followed", "HTTP/1.1 307 T\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n", 307,
         ""},
    }));
    INFO(row.why);
    std::atomic<int> requests{0};
    ScriptedServer server([&](ServedConnection& connection) {
        connection.request();
        ++requests;
        connection.send(row.reply);
    });
    adapters::CpprestHttpClient client;
    const auto reply = client.send({.url = server.url(), .body = "x"});
    REQUIRE(reply);
    CHECK(reply->status == row.status);
    CHECK(reply->body == row.body);
    CHECK(requests == 1);
}

TEST_CASE("a connection is kept for the next call", "[http_client]") {
    ScriptedServer server([](ServedConnection& connection) {
        while (!connection.request().empty()) connection.send(ok("abc"));
    });
    adapters::CpprestHttpClient client;
    for (int i = 0; i < 20; ++i) REQUIRE(client.send({.url = server.url(), .body = "x"}));
    // The library gives a connection back a moment after the reply, so a few calls may miss it.
    CHECK(server.connections() < 10);
}

TEST_CASE("calls from several threads each get their own reply", "[http_client]") {
    ScriptedServer server([](ServedConnection& connection) {
        for (;;) {
            const std::string request = connection.request();
            if (request.empty()) return;
            connection.send(ok(request.substr(request.find("\r\n\r\n") + 4)));
        }
    });
    adapters::CpprestHttpClient client;
    std::atomic<int> right{0};
    std::vector<std::thread> callers;
    for (int c = 0; c < 6; ++c) {
        callers.emplace_back([&, c] {
            for (int i = 0; i < 20; ++i) {
                const std::string body = std::to_string(c) + "/" + std::to_string(i);
                const auto reply = client.send({.url = server.url(), .body = body});
                if (reply && reply->body == body) ++right;
            }
        });
    }
    for (std::thread& caller : callers) caller.join();
    CHECK(right == 6 * 20);
}
