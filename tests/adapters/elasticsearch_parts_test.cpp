// The parts of the transport that decide and do nothing: nodes in turns, retry budget, circuit, settings.
#include <catch2/catch.hpp>
#include <chrono>
#include <set>
#include <thread>
#include <vector>

#include "adapters/elasticsearch/circuit_breaker.hpp"
#include "adapters/elasticsearch/host_ring.hpp"
#include "adapters/elasticsearch/retry_budget.hpp"
#include "adapters/elasticsearch/transport_settings.hpp"

using namespace motcua::adapters::elasticsearch;
using namespace std::chrono_literals;
using Outcome = CircuitBreaker::Outcome;

namespace {

const std::chrono::steady_clock::time_point start{1000s};

/// Five failures, one after the other.
void let_it_open(CircuitBreaker& breaker, std::chrono::steady_clock::time_point now) {
    for (std::size_t i = 0; i < CircuitBreaker::most_failures; ++i) {
        breaker.report(breaker.admit(now).value(), Outcome::bad, now);
    }
}

}  // namespace

TEST_CASE("living nodes are asked in turns", "[elasticsearch]") {
    HostRing ring(3);
    std::vector<std::size_t> asked;
    for (int i = 0; i < 6; ++i) {
        const auto pick = ring.pick(start);
        CHECK(pick.others);
        ring.report(pick.host, HostReport::alive, start);
        asked.push_back(pick.host);
    }
    CHECK(asked == std::vector<std::size_t>{0, 1, 2, 0, 1, 2});
}

TEST_CASE("a node rests longer with each failure in a row, 30 s at most", "[elasticsearch]") {
    HostRing ring(2);
    auto now = start;
    for (const auto rest : {1s, 2s, 4s, 8s, 16s, 30s, 30s}) {
        INFO(rest.count() << " s");
        const bool was_alive = rest == 1s;
        CHECK(ring.report(0, HostReport::dead, now) == was_alive);
        for (const auto wait : {0ms, std::chrono::milliseconds(rest) - 1ms}) {
            const auto pick = ring.pick(now + wait);
            CHECK(pick.host == 1);
            CHECK_FALSE(pick.others);
            ring.report(1, HostReport::alive, now + wait);
        }
        now += rest;
        // Its turn comes within two picks.
        if (ring.pick(now).host != 0) CHECK(ring.pick(now).host == 0);
    }
    ring.report(0, HostReport::alive, now);
    CHECK(ring.dead() == 0);
    CHECK(ring.report(0, HostReport::dead, now));
    CHECK(ring.pick(now + 999ms).host == 1);
    CHECK(ring.dead() == 1);
}

TEST_CASE("exchanges that were under way when a node died are one failure", "[elasticsearch]") {
    HostRing ring(2);
    for (int i = 0; i < 8; ++i) ring.report(0, HostReport::dead, start + i * 1ms);
    std::set<std::size_t> asked;
    for (int i = 0; i < 2; ++i) asked.insert(ring.pick(start + 1s).host);
    CHECK(asked == std::set<std::size_t>{0, 1});
}

TEST_CASE("one exchange alone tries a node that has rested", "[elasticsearch]") {
    HostRing ring(2);
    ring.report(0, HostReport::dead, start);
    const auto now = start + 2s;
    int trying = 0;
    for (int i = 0; i < 10; ++i) trying += ring.pick(now).host == 0 ? 1 : 0;
    CHECK(trying == 1);
    SECTION("and the others return when it lives") {
        ring.report(0, HostReport::alive, now);
        CHECK((ring.pick(now).host == 0 || ring.pick(now).host == 0));
    }
    SECTION("and another one does when nothing was learned") {
        ring.report(0, HostReport::unknown, now);
        CHECK((ring.pick(now).host == 0 || ring.pick(now).host == 0));
    }
}

TEST_CASE("with no node left the one that has rested longest is asked all the same", "[elasticsearch]") {
    HostRing ring(3);
    ring.report(1, HostReport::dead, start);
    ring.report(2, HostReport::dead, start + 10ms);
    ring.report(0, HostReport::dead, start + 20ms);
    const auto first = ring.pick(start + 30ms);
    CHECK(first.host == 1);
    CHECK_FALSE(first.others);
    CHECK(ring.pick(start + 30ms, first.host).host == 2);
    CHECK(HostRing(1).pick(start, 0).host == 0);
}

TEST_CASE("a second try goes to another node where one lives", "[elasticsearch]") {
    HostRing ring(2);
    for (int i = 0; i < 4; ++i) {
        const auto first = ring.pick(start).host;
        CHECK(ring.pick(start, first).host != first);
    }
    ring.report(1, HostReport::dead, start);
    CHECK(ring.pick(start, 0).host == 0);
}

TEST_CASE("second tries are a tenth of the traffic, after a full bucket and one a second",
          "[elasticsearch]") {
    RetryBudget budget(10, start);
    for (int i = 0; i < 10; ++i) CHECK(budget.take(start));
    CHECK_FALSE(budget.holds_one(start));
    CHECK_FALSE(budget.take(start));
    int taken = 0;
    for (int i = 0; i < 1000; ++i) {
        budget.exchange_begins(start);
        if (budget.take(start)) ++taken;
    }
    CHECK(taken == 100);
    SECTION("a second without traffic gives one") {
        CHECK_FALSE(budget.take(start + 900ms));
        CHECK(budget.take(start + 1s));
        CHECK_FALSE(budget.take(start + 1s));
    }
    SECTION("a long rest gives ten, not more") {
        for (int i = 0; i < 10; ++i) CHECK(budget.take(start + 1h));
        CHECK_FALSE(budget.take(start + 1h));
    }
    SECTION("a clock that seems to run backwards gives nothing") { CHECK_FALSE(budget.take(start - 1h)); }
}

TEST_CASE("five failures in ten seconds open the circuit for five", "[elasticsearch]") {
    CircuitBreaker breaker;
    let_it_open(breaker, start);
    CHECK(breaker.openings() == 1);
    CHECK_FALSE(breaker.admit(start));
    CHECK_FALSE(breaker.admit(start + 4999ms));
    const auto probe = breaker.admit(start + 5s);
    REQUIRE(probe);
    CHECK(probe->is_probe);
    CHECK_FALSE(breaker.admit(start + 60s));  // one probe at a time
    SECTION("a probe that is answered closes it") {
        breaker.report(*probe, Outcome::good, start + 6s);
        CHECK_FALSE(breaker.is_open());
        CHECK_FALSE(breaker.admit(start + 6s).value().is_probe);
    }
    SECTION("a probe that fails opens it again, for five seconds from then") {
        breaker.report(*probe, Outcome::bad, start + 6s);
        CHECK(breaker.openings() == 2);
        CHECK_FALSE(breaker.admit(start + 10999ms));
        CHECK(breaker.admit(start + 11s));
    }
    SECTION("a probe that reached nobody makes room for the next") {
        breaker.report(*probe, Outcome::neither, start + 6s);
        CHECK(breaker.admit(start + 6s).value().is_probe);
    }
}

TEST_CASE("few, old or mixed failures leave the circuit closed", "[elasticsearch]") {
    CircuitBreaker breaker;
    const auto report = [&](Outcome outcome, std::chrono::milliseconds at) {
        breaker.report(breaker.admit(start + at).value(), outcome, start + at);
    };
    SECTION("four") {
        for (int i = 0; i < 4; ++i) report(Outcome::bad, 0ms);
    }
    SECTION("one every 2.6 s") {
        for (int i = 0; i < 100; ++i) report(Outcome::bad, i * 2600ms);
    }
    SECTION("a success between any four") {
        for (int i = 0; i < 100; ++i) report(i % 5 == 4 ? Outcome::good : Outcome::bad, i * 1ms);
    }
    SECTION("exchanges that were not made") {
        for (int i = 0; i < 100; ++i) report(Outcome::neither, 0ms);
    }
    CHECK_FALSE(breaker.is_open());
    CHECK(breaker.openings() == 0);
}

TEST_CASE("what ends after the circuit opened says nothing of the cluster of now", "[elasticsearch]") {
    CircuitBreaker breaker;
    const auto slow = breaker.admit(start).value();
    const auto slower = breaker.admit(start).value();
    let_it_open(breaker, start);
    breaker.report(slow, Outcome::good, start + 1s);
    CHECK(breaker.is_open());
    breaker.report(slower, Outcome::bad, start + 1s);
    CHECK(breaker.openings() == 1);
    CHECK(breaker.admit(start + 5s));
}

TEST_CASE("a fingerprint is 64 hex digits, with colons or without", "[elasticsearch]") {
    const std::string plain = "00ff" + std::string(58, 'A') + "1b";
    std::string colons;
    for (std::size_t i = 0; i < plain.size(); i += 2) colons += (i == 0 ? "" : ":") + plain.substr(i, 2);
    REQUIRE(read_fingerprint(plain));
    CHECK(read_fingerprint(plain)->front() == 0);
    CHECK(read_fingerprint(plain)->back() == 0x1b);
    CHECK(read_fingerprint(colons) == read_fingerprint(plain));
    for (const std::string& wrong : {std::string(), plain.substr(1), plain + "0", "zz" + plain.substr(2),
                                     std::string(95, 'a'), std::string(40, 'a'), ' ' + colons.substr(1)}) {
        INFO(wrong);
        CHECK_FALSE(read_fingerprint(wrong));
    }
}

TEST_CASE("a host is a plain address of http or https", "[elasticsearch]") {
    struct Row {
        const char* why;
        const char* url;
        const char* base;  // empty: refused
        bool secure;
        bool loopback;
    };
    const auto row = GENERATE(values<Row>({
        {"https", "https://search1.example:9200", "https://search1.example:9200", true, false},
        {"slash at the end", "https://search1.example:9200/", "https://search1.example:9200", true, false},
        {"path in front", "https://proxy.example/search/", "https://proxy.example/search", true, false},
        {"loopback", "http://127.0.0.1:9200", "http://127.0.0.1:9200", false, true},
        {"loopback by name", "http://localhost:9200", "http://localhost:9200", false, true},
        {"loopback of IPv6", "http://[::1]:9200", "http://[::1]:9200", false, true},
        {"a name that begins like loopback", "http://127.0.0.1.evil.example:9200",
         "http://127.0.0.1.evil.example:9200", false, false},
        {"user", "https://u:p@search1.example", "", false, false},
        {"query", "https://search1.example/?a=b", "", false, false},
        {"fragment", "https://search1.example/#a", "", false, false},
        {"no scheme", "search1.example:9200", "", false, false},
        {"another scheme", "ftp://search1.example", "", false, false},
        {"a file", "file:///etc/passwd", "", false, false},
        {"CR LF", "https://search1.example\r\nA: b", "", false, false},
        {"a space", "https://search1 .example", "", false, false},
        {"port too large", "https://search1.example:65536", "", false, false},
        {"empty", "", "", false, false},
    }));
    INFO(row.why);
    const auto host = read_host(row.url);
    CHECK((host ? host->base : "") == row.base);
    CHECK((host && host->secure) == row.secure);
    CHECK((host && host->loopback) == row.loopback);
}

TEST_CASE("every mistake in the settings is told at once, without the value", "[elasticsearch]") {
    TransportSettings settings;
    settings.hosts = {"https://u:hunter2@search.example", "http://search.example:9200"};
    settings.api_key_file = "key";
    settings.user = "a:b";
    settings.ca_fingerprint = "hunter2";
    settings.opaque_id = "two words";
    settings.deadline = 0ms;
    settings.connect_timeout = -1ms;
    settings.connections = 0;
    settings.answer_bytes = 0;
    const auto mistakes = mistakes_in(settings);
    CHECK(mistakes.size() == 12);
    for (const std::string& mistake : mistakes) {
        INFO(mistake);
        CHECK(mistake.find("hunter2") == std::string::npos);
        CHECK(mistake.find(": ") != std::string::npos);
    }
    CHECK(mistakes_in(TransportSettings{}) == std::vector<std::string>{"hosts: at least one address"});
    TransportSettings sound;
    sound.hosts = {"http://search.example:9200"};  // without credentials nothing is lost
    CHECK(mistakes_in(sound).empty());
    sound.hosts = {"http://127.0.0.1:9200", "https://search.example:9200"};
    sound.user = "gateway";
    sound.password_file = "password";
    CHECK(mistakes_in(sound).empty());
}
