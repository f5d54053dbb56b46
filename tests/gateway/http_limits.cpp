// Limits of time, size and number: nobody can hold a connection, or all of them.
#include <catch2/catch.hpp>
#include <cstdio>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/gateway/http_house.hpp"

using namespace motcua;
using namespace std::chrono_literals;
using tests::RawClient;

namespace {

/// Short where the test waits for the end, long elsewhere.
gateway::ListenerSettings patient() {
    gateway::ListenerSettings settings;
    settings.header_time = settings.body_time = settings.idle_time = settings.answer_time = 30s;
    return settings;
}

}  // namespace

TEST_CASE("who is slow is cut off", "[http]") {
    struct Row {
        const char* why;
        std::chrono::milliseconds gateway::ListenerSettings::*limit;
        std::string bytes;
        int status;  // 0: closed without a word
    };
    const auto row = GENERATE(values<Row>({
        {"nothing after connecting", &gateway::ListenerSettings::header_time, "", 0},
        {"half a request line", &gateway::ListenerSettings::header_time, "GET /a", 408},
        {"a header without end", &gateway::ListenerSettings::header_time,
         "GET / HTTP/1.1\r\nHost: a\r\nB: ", 408},
        {"half a body", &gateway::ListenerSettings::body_time,
         "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc", 408},
        {"half a chunk", &gateway::ListenerSettings::body_time,
         "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", 408},
        {"no body after 100 Continue", &gateway::ListenerSettings::body_time,
         "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n", 408},
    }));
    INFO(row.why);
    auto settings = patient();
    settings.*(row.limit) = 80ms;
    tests::EchoHouse house(settings);
    RawClient client(house.port());
    client.send(row.bytes);
    auto reply = client.reply();
    if (reply && reply->status == 100) reply = client.reply();
    CHECK((reply ? reply->status : 0) == row.status);
    CHECK(client.closed());
    CHECK(house.handled() == 0);
    CHECK(house.listener().counts().timeouts == 1);
    CHECK(house.answers());
}

TEST_CASE("a drip of bytes does not move the deadline of a header", "[http]") {
    auto settings = patient();
    settings.header_time = 150ms;
    tests::EchoHouse house(settings);
    RawClient client(house.port());
    client.send("GET / HTTP/1.1\r\nHost: a\r\n");
    const auto begin = std::chrono::steady_clock::now();
    std::optional<tests::RawReply> reply;
    while (!reply && std::chrono::steady_clock::now() - begin < 10s) {
        client.send("A: b\r\n");
        reply = client.reply(true, 20ms);
    }
    REQUIRE(reply);
    CHECK(reply->status == 408);
    CHECK(client.closed());
}

TEST_CASE("an idle connection is closed without a word", "[http]") {
    auto settings = patient();
    settings.idle_time = 80ms;
    tests::EchoHouse house(settings);
    RawClient client(house.port());
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    REQUIRE(client.reply());
    CHECK(client.closed());
    CHECK(client.left_over().empty());
    CHECK(house.listener().counts().timeouts == 0);
}

TEST_CASE("a client that reads nothing is cut off", "[http]") {
    auto settings = patient();
    settings.idle_time = 80ms;
    gateway::Listener listener(settings, [](const gateway::Request&, const gateway::Respond& respond) {
        respond({.body = std::string(64 * 1024 * 1024, 'x')});  // more than any socket buffer
    });
    listener.start();
    RawClient client(listener.port());
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto begin = std::chrono::steady_clock::now();
    while ((listener.counts().requests == 0 || listener.counts().open > 0) &&
           std::chrono::steady_clock::now() - begin < 10s) {
        std::this_thread::yield();
    }
    CHECK(listener.counts().open == 0);
}

TEST_CASE("half-open connections do not hold up a healthy client", "[http]") {
    auto settings = patient();
    settings.header_time = 400ms;
    settings.connections_per_peer = 400;
    tests::EchoHouse house(settings);
    std::vector<std::unique_ptr<RawClient>> slow;
    for (int i = 0; i < 300; ++i) {
        slow.push_back(std::make_unique<RawClient>(house.port()));
        slow.back()->send("GET / HTTP/1.1\r\nHost: a\r\nB: ");
    }
    CHECK(house.answers());
    for (const auto& client : slow) CHECK(client->closed());
    CHECK(house.listener().counts().timeouts == 300);
}

TEST_CASE("a body of exactly the cap passes, one byte more does not", "[http]") {
    auto settings = patient();
    settings.body_bytes = 100'000;
    tests::EchoHouse house(settings);
    struct Row {
        const char* why;
        std::size_t bytes;
        bool chunked;
        int status;
    };
    const auto row = GENERATE(values<Row>({
        {"at the cap", 100'000, false, 200},
        {"over the cap", 100'001, false, 413},
        {"at the cap, chunked", 100'000, true, 200},
        {"over the cap, chunked", 100'001, true, 413},
    }));
    INFO(row.why);
    std::string bytes = "POST / HTTP/1.1\r\nHost: a\r\n";
    const std::string body(row.bytes, 'b');
    if (row.chunked) {
        bytes.append("Transfer-Encoding: chunked\r\n\r\n1\r\nb\r\n");
        char size[16];
        std::snprintf(size, sizeof size, "%zx\r\n", row.bytes - 1);
        bytes.append(size).append(body.substr(1)).append("\r\n0\r\n\r\n");
    } else {
        bytes.append("Content-Length: ").append(std::to_string(row.bytes)).append("\r\n\r\n").append(body);
    }
    RawClient client(house.port());
    client.send(bytes);
    const auto reply = client.reply();
    REQUIRE(reply);
    CHECK(reply->status == row.status);
    if (row.status == 200) CHECK(reply->body == "POST / ? [" + body + "]");
}

TEST_CASE("who is refused may finish sending and then ends in order", "[http]") {
    auto settings = patient();
    settings.body_bytes = 1000;
    tests::EchoHouse house(settings);
    RawClient client(house.port());
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n");
    CHECK(client.reply().value_or(tests::RawReply{}).status == 413);
    client.send(std::string(900'000, 'x'));
    client.shut_down_sending();
    CHECK(client.closed());
    CHECK_FALSE(client.was_reset());
}

TEST_CASE("a header of exactly the cap passes, one byte more does not", "[http]") {
    tests::EchoHouse house;
    for (const std::size_t bytes : {8192U, 8193U}) {
        const std::string begin = "GET / HTTP/1.1\r\nHost: a\r\nA: ";
        RawClient client(house.port());
        client.send(begin + std::string(bytes - begin.size() - 4, 'x') + "\r\n\r\n");
        const auto reply = client.reply();
        REQUIRE(reply);
        CHECK(reply->status == (bytes == 8192U ? 200 : 431));
    }
}

TEST_CASE("connections over a cap are closed at once, and a place that is left can be taken", "[http]") {
    struct Row {
        const char* why;
        std::size_t total;
        std::size_t per_peer;
    };
    const auto row = GENERATE(values<Row>({{"in total", 2, 100}, {"of one peer", 100, 2}}));
    INFO(row.why);
    auto settings = patient();
    settings.connections = row.total;
    settings.connections_per_peer = row.per_peer;
    tests::EchoHouse house(settings);
    const std::string ask = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    auto first = std::make_unique<RawClient>(house.port());
    RawClient second(house.port());
    first->send(ask);
    second.send(ask);
    REQUIRE(first->reply());
    REQUIRE(second.reply());
    RawClient third(house.port());
    CHECK(third.closed());
    CHECK(third.left_over().empty());
    CHECK(house.listener().counts().refused_connections == 1);
    CHECK(house.listener().counts().open == 2);
    first.reset();
    const auto begin = std::chrono::steady_clock::now();
    bool answered = false;
    while (!answered && std::chrono::steady_clock::now() - begin < 10s) {
        RawClient next(house.port());
        next.send(ask);
        answered = next.reply().has_value();
    }
    CHECK(answered);
}
