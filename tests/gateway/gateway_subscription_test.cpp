// The watch over subscriptions: when it looks, what it tells, and that of several gateways one looks.
#include <catch2/catch.hpp>

#include "gateway/channels/subscription_watch.hpp"
#include "gateway/ops/metrics.hpp"
#include "tests/gateway/gateway_fakes.hpp"

using namespace motcua;
using namespace motcua::tests;
using namespace std::chrono_literals;
using gateway::SubscriptionState;

namespace {

/// A platform that forgets us as a test wants, and the journal of what was told.
struct Platform final : gateway::SubscriptionObserver {
    gateway::Subscription subscription() {
        return {"page",
                [this]() -> adapters::PlatformResult<std::set<std::string>> {
                    ++asked;
                    if (is_away) return tl::unexpected(adapters::PlatformFault{"messenger no_connection", ""});
                    return missing;
                },
                [this]() -> adapters::PlatformResult<void> {
                    if (refuses) return tl::unexpected(adapters::PlatformFault{"messenger 200/0 no permission", ""});
                    missing.clear();
                    return {};
                }};
    }
    void looked(const std::string&, SubscriptionState state, const std::string& detail) override {
        told.push_back(std::string(name_of(state)) + " " + detail);
    }

    std::set<std::string> missing;
    bool is_away = false;
    bool refuses = false;
    int asked = 0;
    std::vector<std::string> told;
};

}  // namespace

TEST_CASE("the watch looks after each pause, which has jitter, and not before", "[gateway][channels]") {
    Platform platform;
    gateway::SubscriptionWatch watch({platform.subscription()}, {.period = 600s, .seed = 7}, platform);
    gateway::SubscriptionWatch::Time now(1h);
    std::set<std::chrono::milliseconds> pauses;
    for (int look = 0; look < 20; ++look) {
        const auto pause = watch.tend(now);
        CHECK(platform.asked == look);
        CHECK(pause >= 300s);
        CHECK(pause <= 600s);
        pauses.insert(pause);
        CHECK(watch.tend(now + pause - 1ms) == 1ms);
        CHECK(platform.asked == look);
        now += pause;
    }
    CHECK(pauses.size() > 10);
}

TEST_CASE("what a look finds is told, and mended where that is wished and possible", "[gateway][channels]") {
    struct Row {
        const char* why;
        std::set<std::string> missing;
        bool is_away;
        bool renews;
        bool refuses;
        std::vector<std::string> told;
    };
    const auto row = GENERATE(values<Row>({
        {"all is well", {}, false, true, false, {"whole "}},
        {"lost and mended", {"messages", "standby"}, false, true, false, {"gone messages,standby", "resubscribed messages,standby"}},
        {"lost, and a person wants to decide", {"messages"}, false, false, false, {"gone messages"}},
        {"lost, and Meta refuses", {"messages"}, false, true, true, {"gone messages", "unknown messenger 200/0 no permission"}},
        {"Meta cannot be asked: nothing is concluded", {"messages"}, true, true, false, {"unknown messenger no_connection"}},
    }));
    INFO(row.why);
    Platform platform;
    platform.missing = row.missing;
    platform.is_away = row.is_away;
    platform.refuses = row.refuses;
    gateway::SubscriptionWatch watch({platform.subscription()}, {.period = 10s, .renews = row.renews}, platform);
    const auto pause = watch.tend(gateway::SubscriptionWatch::Time(1h));
    watch.tend(gateway::SubscriptionWatch::Time(1h) + pause);
    CHECK(platform.told == row.told);
}

TEST_CASE("only the gateway that holds the lease looks, and who loses it while looking mends nothing", "[gateway][channels]") {
    struct Scripted final : adapters::Lease {
        std::optional<std::int64_t> hold() override {
            if (fences.empty()) return std::nullopt;
            const auto fence = fences.front();
            fences.erase(fences.begin());
            return fence;
        }
        std::vector<std::optional<std::int64_t>> fences;
    };
    struct Row {
        const char* why;
        std::vector<std::optional<std::int64_t>> fences;
        std::vector<std::string> told;
    };
    const auto row = GENERATE(values<Row>({
        {"it holds", {7, 7}, {"gone messages", "resubscribed messages"}},
        {"another holds", {std::nullopt}, {}},
        {"it lost the lease meanwhile", {7, std::nullopt}, {"gone messages"}},
        {"it lost it and got it anew: another may have mended", {7, 9}, {"gone messages"}},
    }));
    INFO(row.why);
    Platform platform;
    platform.missing = {"messages"};
    const auto lease = std::make_shared<Scripted>();
    lease->fences = row.fences;
    gateway::SubscriptionWatch watch({platform.subscription()}, {.period = 10s}, platform, lease);
    const auto pause = watch.tend(gateway::SubscriptionWatch::Time(1h));
    watch.tend(gateway::SubscriptionWatch::Time(1h) + pause);
    CHECK(platform.told == row.told);
}

TEST_CASE("the thread of the watch looks by itself, and ends when it is asked to", "[gateway][channels]") {
    struct Waiting final : gateway::SubscriptionObserver {
        void looked(const std::string& account, SubscriptionState state, const std::string&) override {
            journal.note(account + " " + std::string(name_of(state)));
        }
        Journal journal;
    } waiting;
    Platform platform;
    gateway::SubscriptionWatch watch({platform.subscription()}, {.period = 2ms}, waiting);
    watch.start();
    CHECK(waiting.journal.lines(3).size() >= 3);
    watch.stop();
    const auto lines = waiting.journal.lines(0).size();
    CHECK(waiting.journal.lines(0).size() == lines);
}

TEST_CASE("a lost subscription is counted when it sets in, and again after it was whole", "[gateway][channels]") {
    gateway::Metrics metrics;
    for (const auto state : {SubscriptionState::whole, SubscriptionState::gone, SubscriptionState::gone,
                             SubscriptionState::whole, SubscriptionState::gone, SubscriptionState::resubscribed}) {
        metrics.looked("page", state, "messages");
    }
    const std::string text = metrics.text();
    CHECK(text.find(R"(motcua_alarms_total{alarm="subscription_gone",channel="messenger"} 2)") != std::string::npos);
    CHECK(text.find(R"(motcua_subscription{account="page",state="resubscribed"} 1)") != std::string::npos);
    CHECK(text.find(R"(motcua_subscription{account="page",state="gone"} 0)") != std::string::npos);
}
