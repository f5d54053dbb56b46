// kill -9 at any moment under load: what was acknowledged is answered, in order, and twice only where it must be.
#include <catch2/catch.hpp>

#include <atomic>
#include <iostream>
#include <random>

#include "tests/end_to_end/http_bytes.hpp"
#include "tests/end_to_end/reply_ledger.hpp"

using namespace motcua;

namespace {

constexpr int rounds = 100;
constexpr std::uint32_t seed = 20260727;
constexpr std::size_t most_a_thread = 24;  // messages a round, so that a backlog builds up and stays small
constexpr std::chrono::seconds patience{30};

enum class Moment {
    acknowledging,  // after so many acknowledgements
    sending,        // a Send API has the reply, and the process does not know yet
    starting,       // after so many milliseconds of life, ready or not
};

struct Plan {
    Moment moment = Moment::acknowledging;
    int count = 0;
};

Plan next_plan(std::mt19937& random) {
    const auto below = [&random](unsigned bound) { return static_cast<int>(random() % bound); };
    switch (below(8)) {
        case 0: return {Moment::starting, below(300)};
        case 1:
        case 2:
        case 3: return {Moment::sending, 1 + below(60)};
        default: return {Moment::acknowledging, below(80)};
    }
}

class KillRound {
  public:
    KillRound(tests::RunningGateway& gateway, tests::SendApis& platforms, int number, Plan plan)
        : gateway_(gateway), platforms_(platforms), run_("/" + std::to_string(number)), plan_(plan) {}

    /// How the process ended. Exit code -1 and no signal: it had to be killed without the moment having come.
    tests::ProcessEnd play(tests::Crowd& crowd) {
        if (plan_.moment == Moment::starting) {
            gateway_.launch(run_);
            return gateway_.wait_for_end(std::chrono::milliseconds(plan_.count));
        }
        platforms_.answer_with([this](const auto& reply, const auto& respond) {
            if (plan_.moment == Moment::sending && reply.run == run_) count_down();
            tests::SendApis::accepted(reply, respond);
        });
        gateway_.start(run_);
        if (plan_.count == 0) gateway_.kill(run_);
        crowd.write(gateway_.webhook_port(), most_a_thread, [this] {
            if (plan_.moment == Moment::acknowledging) count_down();
        });
        const auto end = gateway_.wait_for_end(patience);
        platforms_.accept_all();
        return end;
    }

  private:
    void count_down() {
        if (++seen_ == plan_.count) gateway_.kill(run_);
    }

    tests::RunningGateway& gateway_;
    tests::SendApis& platforms_;
    const std::string run_;
    const Plan plan_;
    std::atomic<int> seen_{0};
};

}  // namespace

TEST_CASE("100 times kill -9 under load: nothing acknowledged is lost or out of order", "[end_to_end][kill]") {
    tests::SendApis platforms;
    tests::RunningGateway gateway(platforms.port());
    gateway.set(tests::nobody_reads_along);
    gateway.start();
    const tests::ReplyLedger ledger(gateway, platforms);
    gateway.kill("");
    REQUIRE(gateway.wait_for_end(patience).signal == 9);

    tests::Crowd crowd(8, seed);
    std::mt19937 random(seed);
    for (int number = 1; number <= rounds; ++number) {
        const Plan plan = next_plan(random);
        INFO("round " << number << ", moment " << static_cast<int>(plan.moment) << ", count " << plan.count);
        const auto end = KillRound(gateway, platforms, number, plan).play(crowd);
        // It ended by our kill, never by itself.
        REQUIRE(end.exit_code == -1);
        REQUIRE((end.signal == 9 || plan.moment == Moment::starting));
    }

    gateway.start("/" + std::to_string(rounds + 1));
    crowd.write(gateway.webhook_port(), 2, [] {});
    CHECK(platforms.wait_until([&](const auto& replies) { return ledger.is_complete(crowd, replies); },
                               std::chrono::minutes(2)));
    CHECK(gateway.is_idle_within(patience));
    CHECK(tests::metric(gateway.ops("/metrics"), R"(motcua_queue{queue="dead"})") == 0.0);

    const auto audit = ledger.audit(crowd, platforms.replies());
    for (const std::string& fault : audit.faults) FAIL_CHECK(fault);
    for (const auto& writer : crowd.writers()) CHECK(writer.acknowledged == writer.written.size());
    CHECK(audit.answered == crowd.acknowledged());
    CHECK(crowd.acknowledged() > 1000);  // there was load
    CHECK(audit.duplicates > 0);        // and the window was met
    CHECK(audit.duplicates <= rounds * crowd.writers().size());
    CHECK(platforms.refused().empty());
    std::cout << "kill -9: " << rounds << " rounds, " << crowd.acknowledged() << " messages acknowledged, "
              << audit.answered << " answered, " << audit.duplicates
              << " replies sent twice (sent, killed before recorded)\n";
}
