// Two gateways on one Redis, without a fault, restarted in turn, and 50 times one of them killed with -9.
#include <catch2/catch.hpp>

#include <atomic>
#include <iostream>
#include <random>
#include <set>

#include "tests/end_to_end/http_bytes.hpp"
#include "tests/gateways/shared_town.hpp"

using namespace motcua;
using namespace motcua::tests;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t rounds = 50;
constexpr std::size_t senders = 4;  // threads of a gateway: so many parts may be on the wire
constexpr auto round_patience = 60s;

std::string round_quoted(const OwnRedis& redis) { return "\"" + redis.address() + "\""; }

void report_round(const std::string& story, const RushFigures& figures) {
    std::cout << figures_head() << figures_row(story, figures);
    for (const std::string& finding : figures.findings) std::cout << "  " << finding << '\n';
}

void check_nothing_wrong(const RushFigures& figures) {
    CHECK(figures.lost == 0);
    CHECK(figures.out_of_order == 0);
    CHECK(figures.unknown == 0);
}

enum class Moment { acknowledging, sending, starting };

/// One life of a gateway, ended at a moment that chance chose, while the other serves on.
class Round {
  public:
    Round(SharedTown& town, Rush& rush, std::mt19937& random) : town_(town), rush_(rush), victim_(random() % Doors::count) {
        moment_ = std::array{Moment::acknowledging, Moment::acknowledging, Moment::sending, Moment::sending, Moment::starting}[random() % 5];
        count_ = 1 + random() % (moment_ == Moment::starting ? 200 : 30);
    }

    /// The run that was killed.
    std::string play() {
        const std::string run = town_.run_of(victim_);
        if (moment_ == Moment::acknowledging) CHECK(rush_.wait_for(count_, round_patience));
        if (moment_ == Moment::sending) wait_for_its_sends(run);
        town_.kill(victim_);
        if (moment_ == Moment::starting) {
            // It dies once more, while it starts, ready or not.
            town_.gateway(victim_).launch("/starting");
            CHECK(town_.gateway(victim_).wait_for_end(std::chrono::milliseconds(count_)).exit_code == -1);
        }
        CHECK(rush_.wait_for(5, round_patience));  // the other serves alone
        town_.start(victim_);
        return run;
    }

  private:
    /// The process dies while the Send API has a part and has not answered.
    void wait_for_its_sends(const std::string& run) {
        const auto seen = std::make_shared<std::atomic<std::size_t>>(0);
        town_.ears().tell([this, seen, run, count = count_](const HeardReply& reply) {
            if (reply.run == run && ++*seen == count) town_.gateway(victim_).kill(run);
        });
        const auto until = std::chrono::steady_clock::now() + round_patience;
        while (*seen < count_ && std::chrono::steady_clock::now() < until) static_cast<void>(rush_.wait_for(1, 1s));
        town_.ears().tell({});
    }

    SharedTown& town_;
    Rush& rush_;
    const std::size_t victim_;
    Moment moment_ = Moment::acknowledging;
    std::size_t count_ = 0;
};

}  // namespace

TEST_CASE("two gateways on one Redis answer everything once and in order", "[gateways]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    OwnRedis redis(strong_redis());
    SharedTown town(round_quoted(redis));
    town.start_all();
    const KnownReplies known = town.learn_replies();
    Rush rush(town.doors(), {.citizens = 24, .seed = 1, .pause = 5ms});
    rush.start();
    CHECK(rush.wait_for(800, 2min));
    rush.stop();
    const RushFigures figures = town.settled(rush, known, round_patience);
    report_round("no fault, any gateway takes any message", figures);
    check_nothing_wrong(figures);
    CHECK(figures.twice == 0);
    CHECK(figures.refused == 0);
    for (std::size_t i = 0; i < Doors::count; ++i) {
        const std::string metrics = town.gateway(i).ops("/metrics");
        CHECK(metric(metrics, R"(motcua_inbox_events_total{channel="zalo",result="stored"})").value_or(0) > 0);
        CHECK(metric(metrics, R"(motcua_deliveries_total{channel="zalo",fate="sent"})").value_or(0) > 0);
        CHECK(metric(metrics, R"(motcua_spool{count="spooled"})") == 0.0);
        CHECK(metric(metrics, R"(motcua_store_safety{safety="as_asked"})") == 1.0);
    }
}

TEST_CASE("gateways that are drained and started in turn lose nothing and send nothing twice", "[gateways]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    OwnRedis redis(strong_redis());
    SharedTown town(round_quoted(redis));
    town.start_all();
    const KnownReplies known = town.learn_replies();
    Rush rush(town.doors(), {.citizens = 16, .seed = 2});
    rush.start();
    for (std::size_t turn = 0; turn < 4; ++turn) {
        CHECK(rush.wait_for(40, round_patience));
        CHECK(town.stop(turn % Doors::count).exit_code == 0);
        CHECK(rush.wait_for(20, round_patience));
        town.start(turn % Doors::count);
    }
    rush.stop();
    const RushFigures figures = town.settled(rush, known, round_patience);
    report_round("rolling restart: SIGTERM to each gateway in turn, twice", figures);
    check_nothing_wrong(figures);
    CHECK(figures.twice == 0);
}

TEST_CASE("50 times one of two gateways is killed with -9: nothing is lost or out of order", "[gateways][rounds]") {
    MOTCUA_SKIP_WITHOUT_REDIS();
    OwnRedis redis(strong_redis());
    SharedTown town(round_quoted(redis));
    town.start_all();
    const KnownReplies known = town.learn_replies();
    Rush rush(town.doors(), {.citizens = 24, .seed = 3});
    rush.start();
    std::mt19937 random(20261125);
    std::set<std::string> killed{"/starting"};
    for (std::size_t round = 0; round < rounds; ++round) {
        INFO("round " << round);
        killed.insert(Round(town, rush, random).play());
    }
    rush.stop();
    const RushFigures figures = town.settled(rush, known, round_patience);
    report_round("kill -9 of one of two gateways, 50 times", figures);
    check_nothing_wrong(figures);
    CHECK(figures.acknowledged > 20 * rounds);
    CHECK(figures.twice <= rounds * senders);
    // Only what a killed process had on the wire came twice.
    for (const std::string& run : figures.first_copies) {
        INFO("sent first by " << run);
        CHECK(killed.count(run) == 1);
    }
    CHECK(metric(town.gateway(0).ops("/metrics"), R"(motcua_queue{queue="dead"})") == 0.0);
}
