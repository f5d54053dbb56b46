// A fault file fills the plan, and whatever is wrong in it is told with its line and key.
#include <catch2/catch.hpp>

#include "gateway/config/fault_file.hpp"

using namespace motcua;
using namespace std::chrono_literals;
using gateway::SendFault;

namespace {

double rate_of(const gateway::FaultPlan& plan, SendFault fault) { return plan.sends.rates.at(static_cast<std::size_t>(fault) - 1); }

}  // namespace

TEST_CASE("every key of a fault file arrives in the plan", "[faults]") {
    const auto plan = gateway::faults_from(R"(
[events]
duplicate = 0.1
reorder = 0.2
batch = 1
reorder_ms = 300
batch_ms = 40
batch_most = 5
[delivery]
zalo_deadline_ms = 200
messenger_deadline_ms = 500
compression = 3600
unsubscribe = false
[sends]
rate_limit = 0.01
slow = 0.02
half_open = 0.03
reset = 0.04
error_page = 0.05
lost_answer = 0.06
token_expired = 0.07
rate_limit_pause_s = 90
slow_ms = 1
half_open_ms = 2
lost_answer_ms = 3
most_in_a_row = 4
[oauth]
lost_answer = 0.5
refuse_reuse = false
token_life_s = 60
[clock]
skew_ms = -86400000
)",
                                           "f.toml");
    REQUIRE(plan);
    CHECK(plan->events.duplicate == 0.1);
    CHECK(plan->events.reorder == 0.2);
    CHECK(plan->events.batch == 1.0);
    CHECK(plan->events.reorder_time == 300ms);
    CHECK(plan->events.batch_time == 40ms);
    CHECK(plan->events.batch_most == 5);
    CHECK(plan->delivery.zalo_deadline == 200ms);
    CHECK(plan->delivery.messenger_deadline == 500ms);
    CHECK(plan->delivery.compression == 3600);
    CHECK_FALSE(plan->delivery.unsubscribe);
    CHECK(rate_of(*plan, SendFault::rate_limit) == 0.01);
    CHECK(rate_of(*plan, SendFault::slow) == 0.02);
    CHECK(rate_of(*plan, SendFault::half_open) == 0.03);
    CHECK(rate_of(*plan, SendFault::reset) == 0.04);
    CHECK(rate_of(*plan, SendFault::error_page) == 0.05);
    CHECK(rate_of(*plan, SendFault::lost_answer) == 0.06);
    CHECK(rate_of(*plan, SendFault::token_expired) == 0.07);
    CHECK(plan->sends.rate_limit_pause == 90s);
    CHECK(plan->sends.slow_time == 1ms);
    CHECK(plan->sends.half_open_time == 2ms);
    CHECK(plan->sends.lost_answer_time == 3ms);
    CHECK(plan->sends.most_in_a_row == 4);
    CHECK(plan->oauth.lost_answer == 0.5);
    CHECK_FALSE(plan->oauth.refuse_reuse);
    CHECK(plan->oauth.token_life == 60s);
    CHECK(plan->clock_skew == -24h);
}

TEST_CASE("an empty fault file plays no faults, and the deadlines are the platforms'", "[faults]") {
    const auto plan = gateway::faults_from("", "f.toml");
    REQUIRE(plan);
    for (const double rate : plan->sends.rates) CHECK(rate == 0.0);
    CHECK(plan->events.duplicate + plan->events.reorder + plan->events.batch == 0.0);
    CHECK(plan->delivery.zalo_deadline == 2s);
    CHECK(plan->delivery.messenger_deadline == 5s);
    CHECK(plan->delivery.compression == 1);
    CHECK(plan->oauth.refuse_reuse);
}

TEST_CASE("what is wrong in a fault file is told with its line and key", "[faults]") {
    struct Row {
        const char* why;
        const char* toml;
        const char* told;
    };
    const auto row = GENERATE(values<Row>({
        {"a share over 1", "[sends]\nreset = 1.5", "f.toml:2: sends.reset: a share from 0 to 1"},
        {"a share below 0", "[events]\nduplicate = -0.1", "f.toml:2: events.duplicate: a share from 0 to 1"},
        {"a share in quotes", "[events]\n\nbatch = \"0.5\"", "f.toml:3: events.batch: a share from 0 to 1"},
        {"a share that is no number", "[events]\nbatch = nan", "f.toml:2: events.batch: a share from 0 to 1"},
        {"shares of one call over 1", "[sends]\nreset = 0.6\nslow = 0.6", "f.toml:1: sends: the shares of one call add up to at most 1"},
        {"a key that is none", "[sends]\nrest = 0.1", "f.toml:2: sends.rest: is no fault; see docs/emulator.md"},
        {"a table that is none", "[event]\nbatch = 0.1", "f.toml:1: event: is no part of a fault file: [events], [delivery], [sends], [oauth], [clock]"},
        {"a time with a fraction", "[sends]\nslow_ms = 1.5", "f.toml:2: sends.slow_ms: a whole number from 1 to 20000"},
        {"longer than the listener waits", "[sends]\nhalf_open_ms = 30000", "f.toml:2: sends.half_open_ms: a whole number from 1 to 20000"},
        {"a ladder that stands still", "[delivery]\ncompression = 0", "f.toml:2: delivery.compression: a whole number from 1 to 100000"},
        {"a word for a truth", "[delivery]\nunsubscribe = \"no\"", "f.toml:2: delivery.unsubscribe: true or false"},
        {"a number for a table", "events = 1", "f.toml:1: events: a table: [events]"},
    }));
    INFO(row.why);
    const auto plan = gateway::faults_from(row.toml, "f.toml");
    REQUIRE_FALSE(plan);
    REQUIRE(plan.error().size() == 1);
    CHECK(plan.error().front() == row.told);
}

TEST_CASE("text that is no TOML is told with its line", "[faults]") {
    const auto plan = gateway::faults_from("[events]\nduplicate = ", "f.toml");
    REQUIRE_FALSE(plan);
    CHECK(plan.error().front().rfind("f.toml:2: TOML: ", 0) == 0);
}

TEST_CASE("a fault file that is not there is told by its name", "[faults]") {
    const auto plan = gateway::read_fault_file("/nowhere/f.toml");
    REQUIRE_FALSE(plan);
    CHECK(plan.error() == std::vector<std::string>{"/nowhere/f.toml: cannot be read"});
}
