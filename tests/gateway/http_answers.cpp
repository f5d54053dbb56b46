// Answers: in order, once, from any thread, and never none.
#include <catch2/catch.hpp>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/gateway/http_house.hpp"

using namespace motcua;
using namespace std::chrono_literals;
using gateway::Request;
using gateway::Respond;
using gateway::Response;
using tests::RawClient;

namespace {

const std::string ask = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";

gateway::Listener& started(gateway::Listener& listener) {
    listener.start();
    return listener;
}

}  // namespace

TEST_CASE("pipelined requests are answered in order, one at a time", "[http]") {
    std::atomic<int> at_work{0};
    std::atomic<int> most_at_work{0};
    gateway::ListenerSettings settings;
    settings.threads = 2;
    std::vector<std::thread> workers;
    std::mutex mutex;
    gateway::Listener listener(settings, [&](const Request& request, Respond respond) {
        most_at_work = std::max<int>(most_at_work, ++at_work);
        const std::lock_guard lock(mutex);
        workers.emplace_back([&at_work, path = request.path, respond = std::move(respond)] {
            --at_work;
            respond({.body = path});
        });
    });
    RawClient client(started(listener).port());
    std::string all;
    for (int i = 0; i < 50; ++i) all.append("GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\n\r\n");
    client.send(all);
    for (int i = 0; i < 50; ++i) {
        const auto reply = client.reply();
        REQUIRE(reply);
        CHECK(reply->body == "/" + std::to_string(i));
        CHECK(reply->header("connection") == "keep-alive");
    }
    listener.stop(1s);
    for (std::thread& worker : workers) worker.join();
    CHECK(most_at_work == 1);
    CHECK(listener.counts().accepted == 1);
}

TEST_CASE("requests that arrive byte by byte are understood", "[http]") {
    tests::EchoHouse house;
    RawClient client(house.port());
    const std::string bytes =
        "POST /p?q=1 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
        "chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n" +
        ask;
    for (const char c : bytes) client.send({&c, 1});
    CHECK(client.reply().value_or(tests::RawReply{}).body == "POST /p ?q=1 [abcde]");
    CHECK(client.reply().value_or(tests::RawReply{}).body == "GET /a ? []");
}

TEST_CASE("what follows a bad request is never read", "[http]") {
    tests::EchoHouse house;
    RawClient client(house.port());
    client.send(ask + "GET /bad HTTP/1.1\r\n\r\n" + ask);
    CHECK(client.reply().value_or(tests::RawReply{}).status == 200);
    CHECK(client.reply().value_or(tests::RawReply{}).status == 400);
    client.shut_down_sending();
    CHECK(client.closed());
    CHECK(client.left_over().empty());
    CHECK(house.handled() == 1);
}

TEST_CASE("a connection is kept as its version and its Connection header say", "[http]") {
    struct Row {
        const char* why;
        const char* version;
        const char* header;
        const char* connection;
    };
    const auto row = GENERATE(values<Row>({
        {"1.1 keeps", "1.1", "", "keep-alive"},
        {"1.1 closes when told", "1.1", "Connection: close\r\n", "close"},
        {"1.1 closes in any case", "1.1", "connection: Close\r\n", "close"},
        {"1.0 closes", "1.0", "", "close"},
        {"1.0 keeps when told", "1.0", "Connection: keep-alive\r\n", "keep-alive"},
    }));
    INFO(row.why);
    tests::EchoHouse house;
    RawClient client(house.port());
    const std::string once =
        std::string("GET /a HTTP/") + row.version + "\r\nHost: a\r\n" + row.header + "\r\n";
    client.send(once + once);
    CHECK(client.reply().value_or(tests::RawReply{}).header("connection") == row.connection);
    CHECK(client.reply().has_value() == (row.connection == std::string("keep-alive")));
}

TEST_CASE("100 Continue comes exactly when it is waited for", "[http]") {
    tests::EchoHouse house;
    RawClient client(house.port());
    const std::string head =
        "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 3\r\n\r\n";
    SECTION("the body comes after it") {
        client.send(head);
        CHECK(client.reply(false).value_or(tests::RawReply{}).status == 100);
        client.send("abc");
        CHECK(client.reply().value_or(tests::RawReply{}).body == "POST / ? [abc]");
    }
    SECTION("the body is there already") {
        client.send(head + "abc");
        CHECK(client.reply().value_or(tests::RawReply{}).body == "POST / ? [abc]");
    }
    SECTION("there is no body") {
        client.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 0\r\n\r\n");
        CHECK(client.reply().value_or(tests::RawReply{}).status == 200);
    }
    SECTION("a 1.0 client does not know it") {
        client.send("POST / HTTP/1.0\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
        CHECK_FALSE(client.reply(false, 100ms));
        client.send("abc");
        CHECK(client.reply().value_or(tests::RawReply{}).body == "POST / ? [abc]");
    }
}

TEST_CASE("every response wears the same armour", "[http]") {
    tests::EchoHouse house;
    const auto bytes = GENERATE(as<std::string>{}, ask, "GET /no-host HTTP/1.1\r\n\r\n");
    RawClient client(house.port());
    client.send(bytes);
    const auto reply = client.reply();
    REQUIRE(reply);
    CHECK(reply->header("x-content-type-options") == "nosniff");
    CHECK(reply->header("cache-control") == "no-store");
    CHECK(reply->header("date").size() == 29);
    CHECK(reply->headers.count("server") == 0);
}

TEST_CASE("HEAD is answered without a body", "[http]") {
    tests::EchoHouse house;
    RawClient client(house.port());
    client.send("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n" + ask);
    CHECK(client.reply(false).value_or(tests::RawReply{}).header("content-length") == "12");
    CHECK(client.reply().value_or(tests::RawReply{}).body == "GET /a ? []");
}

TEST_CASE("every way to treat a Respond ends in one response", "[http]") {
    struct Row {
        const char* why;
        gateway::Handler handler;
        int status;
    };
    const auto row = GENERATE(values<Row>({
        {"called", [](const Request&, const Respond& respond) { respond({}); }, 200},
        {"called twice",
         [](const Request&, const Respond& respond) { respond({}), respond({.status = 404}); }, 200},
        {"called by another thread",
         [](const Request&, const Respond& respond) { std::thread([respond] { respond({}); }).detach(); },
         200},
        {"dropped", [](const Request&, const Respond&) {}, 500},
        {"thrown away by another thread",
         [](const Request&, const Respond& respond) { std::thread([respond] {}).detach(); }, 500},
        {"thrown over", [](const Request&, const Respond&) { throw std::runtime_error("secret"); }, 500},
        {"something odd is thrown", [](const Request&, const Respond&) { throw 7; }, 500},
        {"called, then thrown over",
         [](const Request&, const Respond& respond) { respond({}), throw std::runtime_error("late"); }, 200},
        {"a status that is none", [](const Request&, const Respond& respond) { respond({.status = 99}); },
         500},
    }));
    INFO(row.why);
    gateway::Listener listener({}, row.handler);
    RawClient client(started(listener).port());
    for (int i = 0; i < 2; ++i) {  // the connection goes on
        client.send(ask);
        const auto reply = client.reply();
        REQUIRE(reply);
        CHECK(reply->status == row.status);
        CHECK(reply->body.find("secret") == std::string::npos);
    }
    CHECK_FALSE(client.reply(true, 10ms));
}

TEST_CASE("an answer that does not come in time is 503, and what comes later is ignored", "[http]") {
    gateway::ListenerSettings settings;
    settings.answer_time = 80ms;
    std::mutex mutex;
    std::vector<Respond> kept;
    gateway::Listener listener(settings, [&](const Request&, Respond respond) {
        const std::lock_guard lock(mutex);
        kept.push_back(std::move(respond));
    });
    RawClient client(started(listener).port());
    client.send(ask);
    CHECK(client.reply().value_or(tests::RawReply{}).status == 503);
    {
        const std::lock_guard lock(mutex);
        REQUIRE(kept.size() == 1);
        kept.front()({.body = "late"});
    }
    client.shut_down_sending();
    CHECK(client.closed());
    CHECK(client.left_over().empty());
    CHECK(listener.counts().timeouts == 1);
}

TEST_CASE("a handler sees the request as it was sent", "[http]") {
    Request seen;
    gateway::Listener listener({}, [&seen](const Request& request, const Respond& respond) {
        seen = request;
        respond({});
    });
    RawClient client(started(listener).port());
    const std::string body(
        "th\xe1\xbb\xa7 t\xe1\xbb\xa5"
        "c \0\r\n",
        13);
    client.send(
        "POST /w/zalo?a=1&b=%C4%91%20x HTTP/1.1\r\nHost: a\r\nX-ZEvent-Signature:  mac=ab "
        "\r\nContent-Length: 13\r\n\r\n" +
        body);
    REQUIRE(client.reply());
    CHECK(seen.method == "POST");
    CHECK(seen.path == "/w/zalo");
    CHECK(seen.query == "a=1&b=%C4%91%20x");
    CHECK(seen.parameter("b") == "\xc4\x91 x");
    CHECK(seen.header("x-zevent-signature") == "mac=ab");
    CHECK(seen.body == body);
    CHECK(seen.remote == "127.0.0.1");
}

TEST_CASE("many clients at once all get their own answer", "[http]") {
    gateway::ListenerSettings settings;
    settings.threads = 2;
    tests::EchoHouse house(settings);
    std::atomic<int> right{0};
    std::vector<std::thread> clients;
    for (int c = 0; c < 8; ++c) {
        clients.emplace_back([&right, c, port = house.port()] {
            RawClient client(port);
            for (int i = 0; i < 50; ++i) {
                const std::string path = "/" + std::to_string(c) + "/" + std::to_string(i);
                client.send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
                const auto reply = client.reply();
                if (reply && reply->body == "GET " + path + " ? []") ++right;
            }
        });
    }
    for (std::thread& client : clients) client.join();
    CHECK(right == 8 * 50);
    CHECK(house.handled() == 8 * 50);
}
