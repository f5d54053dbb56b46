// Nodes that die, fall silent and return while another lives: nobody loses an answer by it.
#include <catch2/catch.hpp>

#include <atomic>
#include <memory>

#include "tests/adapters/elasticsearch_fakes.hpp"

using namespace motcua;
using namespace motcua::tests;
using es::CurlTransport;

TEST_CASE("a node that is down costs no answer while another lives", "[elasticsearch]") {
    struct Row {
        const char* why;
        ScriptedServer::Script script;  // null: nobody listens
    };
    const auto row = GENERATE(values<Row>({
        {"nobody listens", nullptr},
        {"stopped: connections come about, nothing is said", silent()},
        {"every connection is reset", [](ServedConnection& c) { c.reset(); }},
        {"a proxy without its node", always(html_reply("502 Bad Gateway"))},
        {"something else answers there", always(html_reply("200 OK"))},
    }));
    INFO(row.why);
    HandClock clock;
    ScriptedServer good(living());
    const std::unique_ptr<ScriptedServer> bad = row.script ? std::make_unique<ScriptedServer>(row.script) : nullptr;
    const CurlTransport transport(settings_for({bad ? url_of(*bad) : url_of_nobody(), url_of(good)}), clock.reader());
    for (int i = 0; i < 30; ++i) {
        const auto answer = transport.exchange(search(3s));
        INFO((answer ? "" : answer.error().detail));
        CHECK(answer);
        clock.advance(100ms);
    }
    const auto figures = transport.figures();
    CHECK(figures.answers == 30);
    CHECK(figures.hosts_died == 1);
    CHECK(figures.hosts_dead == 1);
    CHECK(figures.retries <= 4);  // in 3 s: at its death, after 1 s, after 2 s more
    CHECK(figures.circuit_openings == 0);
}

TEST_CASE("a node that falls silent under many callers costs none of them an answer", "[elasticsearch]") {
    ScriptedServer good(living());
    ScriptedServer bad(silent());
    auto settings = settings_for({url_of(bad), url_of(good)});
    settings.connections = 6;
    settings.connections_per_host = 3;  // most wait for a connection when it shows
    const CurlTransport transport(settings);
    std::atomic<int> answered{0};
    in_threads(40, [&] {
        for (int n = 0; n < 3; ++n) answered += transport.exchange(search(4s)) ? 1 : 0;
    });
    CHECK(answered == 120);
    CHECK(transport.figures().retries_denied == 0);
}

TEST_CASE("a silent node gets half of the deadline, so that the second try has time", "[elasticsearch]") {
    ScriptedServer good(living());
    ScriptedServer bad(silent());
    const CurlTransport transport(settings_for({url_of(bad), url_of(good)}));
    const auto begin = std::chrono::steady_clock::now();
    CHECK(transport.exchange(search(4s)));
    const auto took = std::chrono::steady_clock::now() - begin;
    CHECK(took >= 1990ms);
    CHECK(took < 4s);
}

TEST_CASE("nodes that die and return under load cost no answer", "[elasticsearch]") {
    std::atomic<int> away{-1};
    const auto script = [&](int number) {
        return [&, number](ServedConnection& connection) {
            while (!connection.request().empty()) {
                if (away == number) return connection.reset();
                connection.send(http_reply("200 OK", "{}"));
            }
        };
    };
    ScriptedServer zero(script(0));
    ScriptedServer one(script(1));
    HandClock clock;
    const CurlTransport transport(settings_for({url_of(zero), url_of(one)}), clock.reader());
    std::atomic<int> failed{0};
    for (int round = 0; round < 8; ++round) {
        away = round % 2;  // the other one has just returned
        in_threads(8, [&] {
            for (int n = 0; n < 20; ++n) {
                if (!transport.exchange(search(20s))) ++failed;
                clock.advance(10ms);
            }
        });
    }
    CHECK(failed == 0);
    CHECK(transport.figures().answers == 8 * 8 * 20);
    CHECK(transport.figures().hosts_died >= 2);
}
