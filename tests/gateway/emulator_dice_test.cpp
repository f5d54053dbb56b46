// The dice of the fault plan: as often as asked, the same for the same seed, and none while they rest.
#include <catch2/catch.hpp>

#include "gateway/emulator/fault_dice.hpp"

using namespace motcua;
using gateway::ChatKey;
using gateway::FaultDice;
using gateway::FaultPlan;
using gateway::SendFault;
using intents::ChannelKind;

namespace {

void set_rate(FaultPlan& plan, SendFault fault, double rate) { plan.sends.rates.at(static_cast<std::size_t>(fault) - 1) = rate; }

ChatKey citizen(int number) { return {number % 2 == 0 ? ChannelKind::zalo : ChannelKind::messenger, std::to_string(number)}; }

}  // namespace

TEST_CASE("faults happen as often as the plan says", "[emulator][faults]") {
    FaultPlan plan;
    plan.events.duplicate = 0.10;
    set_rate(plan, SendFault::reset, 0.20);
    set_rate(plan, SendFault::slow, 0.05);
    FaultDice dice(plan, 3);
    int duplicates = 0;
    int resets = 0;
    int slow = 0;
    for (int i = 0; i < 20'000; ++i) {
        duplicates += dice.next_event(citizen(i % 500), false).duplicate ? 1 : 0;
        const SendFault fault = dice.next_send(citizen(i % 500));
        resets += fault == SendFault::reset ? 1 : 0;
        slow += fault == SendFault::slow ? 1 : 0;
    }
    CHECK(duplicates == Approx(2000).margin(200));  // over 4 standard deviations
    CHECK(resets == Approx(4000).margin(250));
    CHECK(slow == Approx(1000).margin(150));
    CHECK(dice.counts().duplicates == static_cast<std::uint64_t>(duplicates));
    CHECK(dice.counts().sends[static_cast<std::size_t>(SendFault::reset) - 1] == static_cast<std::uint64_t>(resets));
}

TEST_CASE("one citizen's faults depend on the seed, and not on what others do between", "[emulator][faults]") {
    FaultPlan plan;
    set_rate(plan, SendFault::reset, 0.3);
    plan.events.reorder = 0.3;
    const auto played = [&](std::uint64_t seed, int others) {
        FaultDice dice(plan, seed);
        std::vector<std::pair<SendFault, bool>> faults;
        for (int i = 0; i < 100; ++i) {
            for (int other = 1; other <= others; ++other) {
                dice.next_send(citizen(other));
                dice.next_event(citizen(other), false);
            }
            dice.next_event(citizen(0), true);  // an echo counts by itself
            faults.emplace_back(dice.next_send(citizen(0)), dice.next_event(citizen(0), false).reorder);
        }
        return faults;
    };
    CHECK(played(5, 0) == played(5, 7));
    CHECK(played(5, 0) != played(6, 0));
}

TEST_CASE("a bound on faults in a row lets the next call pass", "[emulator][faults]") {
    FaultPlan plan;
    set_rate(plan, SendFault::reset, 1.0);
    plan.sends.most_in_a_row = 2;
    FaultDice dice(plan, 1);
    std::vector<SendFault> met;
    for (int i = 0; i < 6; ++i) met.push_back(dice.next_send(citizen(0)));
    const auto reset = SendFault::reset;
    const auto none = SendFault::none;
    CHECK(met == std::vector<SendFault>{reset, reset, none, reset, reset, none});
}

TEST_CASE("resting dice play nothing and count nothing", "[emulator][faults]") {
    FaultPlan plan;
    set_rate(plan, SendFault::reset, 1.0);
    plan.events.duplicate = 1.0;
    plan.oauth.lost_answer = 1.0;
    FaultDice dice(plan, 1);
    dice.rest(true);
    CHECK(dice.next_send(citizen(0)) == SendFault::none);
    CHECK_FALSE(dice.next_event(citizen(0), false).duplicate);
    CHECK_FALSE(dice.next_token_answer_is_lost());
    dice.rest(false);
    CHECK(dice.next_send(citizen(0)) == SendFault::reset);
    CHECK(dice.next_event(citizen(0), false).duplicate);
    CHECK(dice.next_token_answer_is_lost());
}

TEST_CASE("only Messenger's events go in batches", "[emulator][faults]") {
    FaultPlan plan;
    plan.events.batch = 1.0;
    FaultDice dice(plan, 1);
    CHECK_FALSE(dice.next_event({ChannelKind::zalo, "1"}, false).batch);
    CHECK(dice.next_event({ChannelKind::messenger, "1"}, false).batch);
}
