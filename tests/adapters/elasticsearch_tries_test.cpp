// Second tries: what is sent twice and to whom, and when nobody is asked any more.
#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <utility>
#include <vector>

#include "tests/adapters/elasticsearch_fakes.hpp"

using namespace motcua;
using namespace motcua::tests;
using es::CurlTransport;
using es::Trouble;

namespace {

/// Counts requests, and answers the n-th by `replies[n]`, those beyond by the last.
struct Sequence {
    explicit Sequence(std::vector<std::string> replies)
        : server([this, replies = std::move(replies)](ServedConnection& connection) {
              while (!connection.request().empty()) {
                  const auto n = static_cast<std::size_t>(requests++);
                  const std::string& reply = replies.at(std::min(n, replies.size() - 1));
                  if (reply.empty()) return connection.reset();
                  connection.send(reply);
              }
          }) {}
    std::string url() const { return url_of(server); }

    std::atomic<int> requests{0};
    ScriptedServer server;
};

const std::string served = http_reply("200 OK", "{}");
const std::string queue_full = http_reply("429 Too Many Requests", R"({"error":{"type":"es_rejected_execution_exception"}})");
const std::string memory_now =
    http_reply("429 Too Many Requests", R"({"error":{"type":"circuit_breaking_exception","durability":"TRANSIENT"}})");
const std::string memory_for_good =
    http_reply("429 Too Many Requests", R"({"error":{"type":"circuit_breaking_exception","durability":"PERMANENT"}})");
const std::string disk_full = http_reply(
    "429 Too Many Requests", R"({"error":{"type":"cluster_block_exception","reason":"[TOO_MANY_REQUESTS/12/disk usage exceeded]"}})");

}  // namespace

TEST_CASE("a second try is made where it can help, and only then", "[elasticsearch]") {
    struct Row {
        const char* why;
        std::string first;  // empty: the connection is reset
        bool repeatable;
        int requests;
    };
    const auto row = GENERATE(values<Row>({
        {"queue full", queue_full, true, 2},
        {"queue full: nothing was done", queue_full, false, 2},
        {"memory, for now", memory_now, true, 2},
        {"memory, for good", memory_for_good, true, 1},
        {"disk full", disk_full, true, 1},
        {"slow request", http_reply("408 Request Timeout", ""), true, 2},
        {"slow request: who knows what was done", http_reply("408 Request Timeout", ""), false, 1},
        {"a proxy without its node", html_reply("502 Bad Gateway"), true, 2},
        {"a proxy without its node: who knows", html_reply("502 Bad Gateway"), false, 1},
        {"no master", http_reply("503 Service Unavailable", "{}"), true, 2},
        {"a proxy gave up waiting", html_reply("504 Gateway Timeout"), true, 2},
        {"reset", "", true, 2},
        {"reset: who knows", "", false, 1},
        {"a page", html_reply("200 OK"), true, 2},
        {"our bug", http_reply("400 Bad Request", "{}"), true, 1},
        {"key", http_reply("401 Unauthorized", "{}"), true, 1},
        {"rights", http_reply("403 Forbidden", "{}"), true, 1},
        {"alias missing", http_reply("404 Not Found", "{}"), true, 1},
        {"too large", http_reply("413 Payload Too Large", "{}"), true, 1},
        {"a bug of theirs", http_reply("500 Internal Server Error", "{}"), true, 1},
    }));
    INFO(row.why);
    Sequence node({row.first, served});
    const CurlTransport transport(settings_for({node.url()}));
    auto asked = search(20s);
    asked.repeatable = row.repeatable;
    const auto answer = transport.exchange(asked);
    CHECK(node.requests == row.requests);
    CHECK(answer.has_value() == (row.requests == 2));
    CHECK(transport.figures().retries == static_cast<std::uint64_t>(row.requests - 1));
    CHECK(transport.figures().tries == static_cast<std::uint64_t>(row.requests));
}

TEST_CASE("there are two tries, not three", "[elasticsearch]") {
    Sequence one({queue_full});
    Sequence two({queue_full});
    Sequence three({queue_full});
    const CurlTransport transport(settings_for({one.url(), two.url(), three.url()}));
    const auto answer = transport.exchange(search(20s));
    REQUIRE_FALSE(answer);
    CHECK(answer.error().trouble == Trouble::overloaded);
    CHECK(one.requests + two.requests + three.requests == 2);
}

TEST_CASE("the second try goes to another node, and a busy one is not taken for dead", "[elasticsearch]") {
    Sequence busy({queue_full});
    Sequence free({served});
    const CurlTransport transport(settings_for({busy.url(), free.url()}));
    for (int i = 0; i < 4; ++i) CHECK(transport.exchange(search(20s)));
    CHECK(busy.requests >= 2);
    CHECK(transport.figures().hosts_dead == 0);
}

TEST_CASE("what may not be sent twice has the whole deadline for its one try", "[elasticsearch]") {
    ScriptedServer good(living());
    ScriptedServer bad(silent());
    const CurlTransport transport(settings_for({url_of(bad), url_of(good)}));
    auto asked = search(600ms);
    asked.repeatable = false;
    const auto begin = std::chrono::steady_clock::now();
    CHECK(transport.exchange(asked).error().trouble == Trouble::timed_out);
    CHECK(std::chrono::steady_clock::now() - begin >= 590ms);
    CHECK(good.connections() == 0);
}

TEST_CASE("what may not be sent twice still goes to another node when nobody was there", "[elasticsearch]") {
    Sequence good({served});
    const CurlTransport transport(settings_for({url_of_nobody(), good.url()}));
    auto asked = search();
    asked.repeatable = false;
    CHECK(transport.exchange(asked));
    CHECK(good.requests == 1);
}

TEST_CASE("what may not be sent twice is not sent on a connection that may be dead", "[elasticsearch]") {
    std::atomic<int> requests{0};
    // Reads the request, then ends: on a kept connection libcurl itself would send it again.
    ScriptedServer server([&](ServedConnection& connection) {
        if (connection.request().empty()) return;
        ++requests;
        connection.send(served);
        if (connection.request().empty()) return;
        ++requests;
    });
    auto settings = settings_for({url_of(server)});
    settings.connections_per_host = 1;  // the kept one has to make room
    const CurlTransport transport(settings);
    auto asked = search();
    asked.repeatable = false;
    for (int i = 0; i < 5; ++i) CHECK(transport.exchange(asked));
    CHECK(requests == 5);
    CHECK(server.connections() == 5);
}

TEST_CASE("the cluster comes back by itself, wherever it was away", "[elasticsearch]") {
    HandClock clock;
    std::atomic<bool> away{true};
    ScriptedServer server([&](ServedConnection& connection) {
        while (!connection.request().empty()) {
            if (away) return connection.reset();
            connection.send(served);
        }
    });
    const CurlTransport transport(settings_for({url_of(server)}), clock.reader());
    std::vector<Trouble> troubles;
    for (int i = 0; i < 7; ++i) troubles.push_back(transport.exchange(search(20s)).error().trouble);
    CHECK(troubles == std::vector<Trouble>{Trouble::unreachable, Trouble::unreachable, Trouble::unreachable, Trouble::unreachable,
                                           Trouble::unreachable, Trouble::circuit_open, Trouble::circuit_open});
    CHECK(transport.figures().is_circuit_open);
    const int connections = server.connections();
    clock.advance(4999ms);
    CHECK(transport.exchange(search()).error().trouble == Trouble::circuit_open);
    CHECK(server.connections() == connections);
    clock.advance(1ms);
    CHECK(transport.exchange(search()).error().trouble == Trouble::unreachable);  // the probe
    CHECK(transport.exchange(search()).error().trouble == Trouble::circuit_open);
    CHECK(transport.figures().circuit_openings == 2);
    away = false;
    clock.advance(5s);
    CHECK(transport.exchange(search()));
    CHECK(transport.exchange(search()));
    CHECK_FALSE(transport.figures().is_circuit_open);
    CHECK(transport.figures().hosts_dead == 0);
}

TEST_CASE("refusals that are answers leave the circuit closed", "[elasticsearch]") {
    struct Row {
        const char* why;
        std::string reply;
        bool opens;
    };
    const auto row = GENERATE(values<Row>({
        {"our bug", http_reply("400 Bad Request", "{}"), false},
        {"rights", http_reply("403 Forbidden", "{}"), false},
        {"alias missing", http_reply("404 Not Found", "{}"), false},
        {"disk full", disk_full, false},
        {"memory, for good", memory_for_good, true},
        {"a bug of theirs, five times", http_reply("500 Internal Server Error", "{}"), true},
    }));
    INFO(row.why);
    HandClock clock;
    Sequence node({row.reply});
    const CurlTransport transport(settings_for({node.url()}), clock.reader());
    for (int i = 0; i < 6; ++i) (void)transport.exchange(search());
    CHECK(transport.figures().is_circuit_open == row.opens);
    CHECK(node.requests == (row.opens ? 5 : 6));
}

TEST_CASE("second tries stop when their budget is used up", "[elasticsearch]") {
    HandClock clock;  // stands still, so that time gives nothing
    // Refused and granted in turns: the circuit never opens, each exchange could use a second try.
    std::vector<std::string> replies;
    for (int i = 0; i < 400; ++i) replies.push_back(i % 2 == 0 ? html_reply("502 Bad Gateway") : served);
    Sequence node(replies);
    auto settings = settings_for({node.url()});
    settings.connections = 8;
    const CurlTransport transport(settings, clock.reader());
    int answered = 0;
    for (int i = 0; i < 60; ++i) answered += transport.exchange(search(20s)) ? 1 : 0;
    const auto figures = transport.figures();
    CHECK(figures.retries <= 17);  // 10 at first, then one of ten
    CHECK(figures.retries >= 10);
    CHECK(figures.retries_denied > 10);
    CHECK(figures.exchanges == 60);
    CHECK(figures.answers == static_cast<std::uint64_t>(answered));
}
