// SIGTERM: no new work, what is under way ends, exit code 0 within ten seconds, and nothing acknowledged is lost.
#include <catch2/catch.hpp>

#include <atomic>
#include <future>
#include <memory>
#include <mutex>

#include "tests/end_to_end/http_bytes.hpp"
#include "tests/end_to_end/reply_ledger.hpp"

using namespace motcua;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::seconds drain_limit{10};

struct Drain {
    tests::ProcessEnd end;
    std::chrono::milliseconds took{0};
};

Drain drained(tests::RunningGateway& gateway) {
    const auto begin = std::chrono::steady_clock::now();
    const auto end = gateway.stop(30s);
    return {end, std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin)};
}

void check(const Drain& drain) {
    CHECK(drain.end.exit_code == 0);
    CHECK(drain.took < drain_limit);
}

}  // namespace

TEST_CASE("SIGTERM under load loses nothing that was acknowledged, and sends nothing twice", "[end_to_end][drain]") {
    tests::SendApis platforms;
    tests::RunningGateway gateway(platforms.port());
    gateway.set(tests::nobody_reads_along);
    gateway.start();
    const tests::ReplyLedger ledger(gateway, platforms);
    check(drained(gateway));

    tests::Crowd crowd(8, 5);
    for (int number = 1; number <= 5; ++number) {
        gateway.start("/" + std::to_string(number));
        std::atomic<int> acknowledged{0};
        std::future<Drain> drain;
        crowd.write(gateway.webhook_port(), 50, [&] {
            if (++acknowledged == 10 * number) drain = std::async(std::launch::async, [&] { return drained(gateway); });
        });
        REQUIRE(drain.valid());
        check(drain.get());
    }
    gateway.start("/6");
    crowd.write(gateway.webhook_port(), 2, [] {});
    CHECK(platforms.wait_until([&](const auto& replies) { return ledger.is_complete(crowd, replies); }, 1min));
    CHECK(gateway.is_idle_within(10s));
    const auto audit = ledger.audit(crowd, platforms.replies());
    for (const std::string& fault : audit.faults) FAIL_CHECK(fault);
    CHECK(audit.answered == crowd.acknowledged());
    CHECK(audit.duplicates == 0);
    check(drained(gateway));
}

TEST_CASE("SIGTERM ends within ten seconds whatever the other side does", "[end_to_end][drain]") {
    tests::SendApis platforms;
    tests::RunningGateway gateway(platforms.port());
    const tests::Citizen citizen = tests::one_on_each_channel()[0];
    gateway.start("/1");

    SECTION("clients keep idle connections and half a request open") {
        tests::RawClient idle(gateway.webhook_port());
        tests::RawClient half(gateway.webhook_port());
        tests::RawClient watching(gateway.ops_port());
        half.send("POST /webhook/zalo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{");
        watching.send("GET /metrics HTTP/1.1\r\n");
        check(drained(gateway));
        CHECK(idle.closed());
        CHECK(half.closed());
    }
    SECTION("the Send API takes a reply and never answers") {
        platforms.answer_with([held = std::make_shared<std::vector<gateway::Respond>>(),
                               mutex = std::make_shared<std::mutex>()](const auto&, const auto& respond) {
            const std::lock_guard lock(*mutex);
            held->push_back(respond);
        });
        REQUIRE(gateway.post(citizen, tests::text_of(citizen, "xin chào", "one")).status == 200);
        REQUIRE(platforms.wait_for(1).size() == 1);
        tests::RawClient half(gateway.webhook_port());
        half.send("POST /webhook/zalo HTTP/1.1\r\n");
        check(drained(gateway));
        platforms.accept_all();
        gateway.start("/2");
        // Nobody knows whether it arrived: sent once more.
        REQUIRE(platforms.wait_for(2).size() == 2);
        CHECK(gateway.is_idle_within(10s));
        CHECK(platforms.replies().back().run == "/2");
        check(drained(gateway));
    }
}
