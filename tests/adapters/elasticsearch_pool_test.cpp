// How few connections carry many exchanges, and what happens to those for which there is none.
#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>
#include <vector>

#include "tests/adapters/elasticsearch_fakes.hpp"

using namespace motcua;
using namespace motcua::tests;
using es::CurlTransport;
using es::Trouble;

TEST_CASE("1,000 exchanges of eight threads open no more connections than the pool has", "[elasticsearch]") {
    struct Row {
        const char* why;
        std::size_t nodes;
        std::size_t connections;
        std::size_t per_host;
    };
    const auto row = GENERATE(values<Row>({
        {"one node, bound by itself", 1, 16, 3},
        {"two nodes, each bound by itself", 2, 6, 3},
        {"one connection for all", 1, 1, 1},
        {"more than there are threads", 2, 64, 32},
    }));
    INFO(row.why);
    ScriptedServer first(living());
    ScriptedServer second(living());
    auto settings = settings_for({url_of(first)});
    if (row.nodes == 2) settings.hosts.push_back(url_of(second));
    settings.connections = row.connections;
    settings.connections_per_host = row.per_host;
    const CurlTransport transport(settings);
    std::atomic<int> answered{0};
    in_threads(8, [&] {
        for (int n = 0; n < 125; ++n) answered += transport.exchange(search(60s)) ? 1 : 0;
    });
    CHECK(answered == 1000);
    const auto figures = transport.figures();
    CHECK(figures.answers == 1000);
    CHECK(figures.tries == 1000);
    CHECK(figures.unsettled == 0);
    CHECK(figures.connections_opened <= std::min<std::size_t>(row.connections, 8 * row.nodes));
    CHECK(first.connections() <= static_cast<int>(row.per_host));
    CHECK(second.connections() <= static_cast<int>(row.per_host));
    CHECK(first.connections() + second.connections() == static_cast<int>(figures.connections_opened));
}

TEST_CASE("no more exchanges are under way than there are connections in total", "[elasticsearch]") {
    std::atomic<int> at_once{0};
    std::atomic<int> most{0};
    const auto script = [&](ServedConnection& connection) {
        while (!connection.request().empty()) {
            const int now = ++at_once;
            for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) {
            }
            (void)connection.still_there(1);
            --at_once;
            connection.send(http_reply("200 OK", "{}"));
        }
    };
    ScriptedServer first(script);
    ScriptedServer second(script);
    auto settings = settings_for({url_of(first), url_of(second)});
    settings.connections = 3;
    settings.connections_per_host = 2;
    const CurlTransport transport(settings);
    std::atomic<int> answered{0};
    in_threads(8, [&] {
        for (int n = 0; n < 25; ++n) answered += transport.exchange(search(60s)) ? 1 : 0;
    });
    CHECK(answered == 200);
    CHECK(most >= 2);
    CHECK(most <= 3);
}

TEST_CASE("an idle connection to one node makes room for another node", "[elasticsearch]") {
    ScriptedServer first(living());
    ScriptedServer second(living());
    auto settings = settings_for({url_of(first), url_of(second)});
    settings.connections = 1;
    settings.connections_per_host = 1;
    const CurlTransport transport(settings);
    for (int i = 0; i < 6; ++i) CHECK(transport.exchange(search()));
    CHECK(first.connections() == 3);
    CHECK(second.connections() == 3);
}

TEST_CASE("when as many wait as may, the next is told so at once", "[elasticsearch]") {
    std::promise<void> release;
    const auto released = release.get_future().share();
    std::atomic<int> reached{0};
    ScriptedServer server([&, released](ServedConnection& connection) {
        while (!connection.request().empty()) {
            ++reached;
            released.wait();
            connection.send(http_reply("200 OK", "{}"));
        }
    });
    auto settings = settings_for({url_of(server)});
    settings.connections = 1;
    settings.connections_per_host = 1;
    settings.waiting = 2;
    const CurlTransport transport(settings);
    std::vector<std::future<bool>> calls;
    for (int i = 0; i < 3; ++i) {
        calls.push_back(
            std::async(std::launch::async, [&] { return transport.exchange(search(60s)).has_value(); }));
    }
    while (transport.figures().unsettled < 3) std::this_thread::yield();
    const auto begin = std::chrono::steady_clock::now();
    const auto refused = transport.exchange(search(60s));
    CHECK(std::chrono::steady_clock::now() - begin < 10s);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().trouble == Trouble::overloaded);
    CHECK(count_of(transport, Trouble::overloaded) == 1);
    release.set_value();
    for (auto& call : calls) CHECK(call.get());
    CHECK(reached == 3);
    CHECK(transport.exchange(search()));
}

TEST_CASE("a kept connection that died while idle costs nobody an answer", "[elasticsearch]") {
    std::atomic<int> requests{0};
    ScriptedServer server([&](ServedConnection& connection) {
        if (connection.request().empty()) return;
        ++requests;
        connection.send(http_reply("200 OK", "{}"));  // and closes, without saying so
    });
    const CurlTransport transport(settings_for({url_of(server)}));
    for (int i = 0; i < 20; ++i) CHECK(transport.exchange(search()));
    CHECK(requests == 20);
    CHECK(transport.figures().exchanges == 20);
    CHECK(transport.figures().answers == 20);
}

TEST_CASE("a transport may end while its connections are kept", "[elasticsearch]") {
    ScriptedServer server(living());
    for (int i = 0; i < 3; ++i) CHECK(CurlTransport(settings_for({url_of(server)})).exchange(search()));
    CHECK(server.connections() == 3);
}
