// Start and stop: what is being answered ends, nothing new begins, nothing is left behind.
#include <catch2/catch.hpp>
#include <future>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/gateway/http_house.hpp"

using namespace motcua;
using namespace std::chrono_literals;
using gateway::Request;
using gateway::Respond;
using tests::RawClient;

namespace {

const std::string begin_request = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";

/// Keeps every Respond until the test answers.
struct Desk {
    std::mutex mutex;
    std::vector<Respond> kept;

    gateway::Handler handler() {
        return [this](const Request&, Respond respond) {
            const std::lock_guard lock(mutex);
            kept.push_back(std::move(respond));
        };
    }
    std::size_t waiting() {
        const std::lock_guard lock(mutex);
        return kept.size();
    }
};

template <class Condition>
bool comes_true(Condition condition) {
    const auto begin = std::chrono::steady_clock::now();
    while (!condition()) {
        if (std::chrono::steady_clock::now() - begin > 10s) return false;
        std::this_thread::yield();
    }
    return true;
}

}  // namespace

SCENARIO("a listener drains", "[http]") {
    GIVEN("one request being answered, one idle connection and one that sends half a request") {
        Desk desk;
        gateway::Listener listener({}, desk.handler());
        listener.start();
        RawClient busy(listener.port());
        RawClient idle(listener.port());
        RawClient half(listener.port());
        busy.send(begin_request + begin_request);
        half.send("POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
        REQUIRE(half.reply(false));  // 100 Continue: its header has certainly been read
        REQUIRE(comes_true([&] { return desk.waiting() == 1 && listener.counts().open == 3; }));
        WHEN("it is told to stop") {
            auto stopped = std::async(std::launch::async, [&listener] { listener.stop(20s); });
            THEN("nobody new gets in, the idle one is closed, and the others are answered first") {
                CHECK(idle.closed());
                CHECK(comes_true([&] { return !RawClient(listener.port()).connected(); }));
                half.send("abc");
                REQUIRE(comes_true([&] { return desk.waiting() == 2; }));
                CHECK(stopped.wait_for(0s) == std::future_status::timeout);
                for (auto& respond : desk.kept) respond({.body = "done"});
                for (RawClient* client : {&busy, &half}) {
                    const auto reply = client->reply();
                    REQUIRE(reply);
                    CHECK(reply->body == "done");
                    CHECK(reply->header("connection") == "close");
                    client->shut_down_sending();
                    CHECK(client->closed());
                    CHECK(client->left_over().empty());
                }
                CHECK(stopped.wait_for(10s) == std::future_status::ready);
                CHECK(listener.counts().open == 0);
                CHECK(desk.waiting() == 2);  // the pipelined request behind the answer was not begun
            }
        }
    }
}

TEST_CASE("a stop waits no longer than its grace", "[http]") {
    Desk desk;
    RawClient* client = nullptr;
    std::unique_ptr<RawClient> owned;
    {
        gateway::Listener listener({}, desk.handler());
        listener.start();
        owned = std::make_unique<RawClient>(listener.port());
        client = owned.get();
        client->send(begin_request);
        REQUIRE(comes_true([&] { return desk.waiting() == 1; }));
        const auto begin = std::chrono::steady_clock::now();
        listener.stop(50ms);
        CHECK(std::chrono::steady_clock::now() - begin >= 50ms);
        CHECK(std::chrono::steady_clock::now() - begin < 5s);
        CHECK(listener.counts().open == 0);
        CHECK(client->closed());
        listener.stop(50ms);  // a second time does nothing
    }
    desk.kept.front()({.body = "after the end"});  // and an answer that comes after all is no harm
    CHECK(client->left_over().empty());
}

TEST_CASE("a listener that stops under load loses no answer that it began", "[http]") {
    for (int round = 0; round < 10; ++round) {
        gateway::ListenerSettings settings;
        settings.threads = 2;
        tests::EchoHouse house(settings);
        std::atomic<int> torn{0};
        std::atomic<int> answered{0};
        std::vector<std::thread> clients;
        for (int c = 0; c < 4; ++c) {
            clients.emplace_back([&] {
                RawClient client(house.port());
                for (;;) {
                    client.send(begin_request);
                    const auto reply = client.reply();
                    if (!reply) break;
                    ++answered;
                }
                if (!client.left_over().empty()) ++torn;
            });
        }
        REQUIRE(comes_true([&] { return answered > 20; }));
        house.listener().stop(10s);
        for (std::thread& client : clients) client.join();
        CHECK(torn == 0);
        CHECK(answered == house.handled());
        CHECK(house.listener().counts().open == 0);
    }
}

TEST_CASE("a listener says why it cannot bind", "[http]") {
    tests::EchoHouse house;
    struct Row {
        const char* why;
        std::string address;
        std::uint16_t port;
    };
    for (const Row& row :
         {Row{"the port is taken", "127.0.0.1", house.port()}, Row{"the address is none", "localhost:80", 0},
          Row{"the address is not of this machine", "192.0.2.1", 0}}) {
        INFO(row.why);
        gateway::ListenerSettings settings;
        settings.address = row.address;
        settings.port = row.port;
        gateway::Listener listener(settings, [](const Request&, const Respond&) {});
        CHECK_THROWS_WITH(listener.start(),
                          Catch::Matchers::StartsWith("cannot listen on " + row.address + ":" +
                                                      std::to_string(row.port) + ": "));
    }
}

TEST_CASE("a listener that never started can be stopped, and one starts only once", "[http]") {
    gateway::Listener listener({}, [](const Request&, const Respond&) {});
    listener.stop(1s);
    listener.start();
    CHECK_THROWS_AS(listener.start(), std::logic_error);
    CHECK(listener.port() != 0);
}
