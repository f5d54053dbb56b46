// How events reach a webhook: deadline, retries, unsubscription; twice, out of order, in batches.
#include <catch2/catch.hpp>

#include <condition_variable>

#include "adapters/messenger/messenger_channel.hpp"
#include "gateway/emulator/messenger_event.hpp"
#include "gateway/emulator/stage.hpp"
#include "tests/gateway/emulator_people.hpp"

using namespace motcua;
using namespace std::chrono_literals;
using gateway::ChatKey;
using intents::ChannelKind;

namespace {

/// Answers as told, and keeps every call.
class Webhook final : public adapters::HttpClient {
  public:
    using Answer = std::function<int(std::size_t call, const adapters::HttpRequest&)>;

    explicit Webhook(Answer answer) : answer_(std::move(answer)) {}

    tl::expected<adapters::HttpResponse, adapters::HttpError> send(const adapters::HttpRequest& request) override {
        const std::lock_guard lock(mutex_);
        asked_.push_back(request);
        changed_.notify_all();
        const int status = answer_(asked_.size(), request);
        if (status == 0) return tl::unexpected(adapters::HttpError{adapters::HttpFault::not_sent, ""});
        return adapters::HttpResponse{status, {}, ""};
    }
    /// The calls so far, once there are `count` or ten seconds have passed.
    std::vector<adapters::HttpRequest> calls(std::size_t count) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, 10s, [&] { return asked_.size() >= count; });
        return asked_;
    }

  private:
    Answer answer_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<adapters::HttpRequest> asked_;
};

/// What those who wait for an event are told.
class Results {
  public:
    gateway::EventPoster::Done note() {
        return [this](const gateway::PostResult& result) {
            const std::lock_guard lock(mutex_);
            results_.push_back(result);
            changed_.notify_all();
        };
    }
    std::vector<gateway::PostResult> until_last() {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, 10s, [&] { return !results_.empty() && results_.back().last; });
        return results_;
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<gateway::PostResult> results_;
};

gateway::EmulatorSettings with_webhooks(const gateway::FaultPlan& plan) {
    auto settings = tests::pretended();
    settings.zalo.webhook_url = "http://127.0.0.1:1/zalo";
    settings.messenger.webhook_url = "http://127.0.0.1:1/messenger";
    settings.faults = plan;
    return settings;
}

gateway::SignedEvent event(const std::string& body) { return {"message", body, "X-Signature", "s"}; }

std::string header(const adapters::HttpRequest& request, const std::string& name) {
    for (const auto& [key, value] : request.headers) {
        if (key == name) return value;
    }
    return "";
}

const ChatKey zalo_person{ChannelKind::zalo, "1"};
const ChatKey meta_person{ChannelKind::messenger, "2"};

}  // namespace

TEST_CASE("a gateway has 2 s on Zalo and 5 s on Messenger", "[emulator][delivery]") {
    struct Row {
        const char* why;
        ChatKey person;
        std::chrono::milliseconds deadline;
    };
    const auto row = GENERATE(values<Row>({{"zalo-oa 3", zalo_person, 2s}, {"messenger 4", meta_person, 5s}}));
    INFO(row.why);
    Webhook webhook([](auto, const auto&) { return 200; });
    gateway::Stage stage(with_webhooks({}), webhook);
    stage.deliver(row.person, event("a"), {});
    CHECK(webhook.calls(1).at(0).timeout == row.deadline);
}

TEST_CASE("an event that is not acknowledged comes again with the same body until it is", "[emulator][delivery]") {
    struct Row {
        const char* why;
        ChatKey person;
        int refusal;
    };
    const auto row = GENERATE(values<Row>({{"an error on Zalo", zalo_person, 503},
                                           {"nobody listens on Zalo", zalo_person, 0},
                                           {"an error on Messenger", meta_person, 500},
                                           {"a refusal on Messenger", meta_person, 401}}));
    INFO(row.why);
    gateway::FaultPlan plan;
    plan.delivery.compression = 100'000;
    Webhook webhook([&](std::size_t call, const auto&) { return call < 4 ? row.refusal : 200; });
    Results results;  // before the stage: its threads tell it until they are joined
    gateway::Stage stage(with_webhooks(plan), webhook);
    stage.deliver(row.person, event("body"), results.note());
    const auto told = results.until_last();
    REQUIRE(told.size() == 4);
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK(told[i].attempt == static_cast<int>(i) + 1);
        CHECK(told[i].status == (i < 3 ? row.refusal : 200));
        CHECK(told[i].last == (i == 3));
    }
    for (const auto& call : webhook.calls(4)) CHECK(call.body == "body");
    CHECK(stage.courier().is_subscribed(row.person.channel));
}

TEST_CASE("Zalo counts its retries in num_retry", "[emulator][delivery]") {
    gateway::FaultPlan plan;
    plan.delivery.compression = 100'000;
    Webhook webhook([](std::size_t call, const auto&) { return call < 3 ? 500 : 200; });
    gateway::Stage stage(with_webhooks(plan), webhook);
    stage.deliver(zalo_person, event("a"), {});
    const auto calls = webhook.calls(3);
    REQUIRE(calls.size() == 3);
    CHECK(header(calls[0], "num_retry").empty());
    CHECK(header(calls[1], "num_retry") == "1");
    CHECK(header(calls[2], "num_retry") == "2");
}

TEST_CASE("after the last retry the platform gives the webhook up until it is subscribed again", "[emulator][delivery]") {
    struct Row {
        const char* why;
        ChatKey person;
        std::size_t attempts;
    };
    const auto row = GENERATE(values<Row>({{"Zalo: at once and five times more", zalo_person, 6},
                                           {"Messenger: at once and for an hour", meta_person, 8}}));
    INFO(row.why);
    gateway::FaultPlan plan;
    plan.delivery.compression = 100'000;
    std::atomic<int> status{503};
    Webhook webhook([&](auto, const auto&) { return status.load(); });
    gateway::Stage stage(with_webhooks(plan), webhook);
    Results given_up;
    stage.deliver(row.person, event("a"), given_up.note());
    CHECK(given_up.until_last().size() == row.attempts);
    CHECK_FALSE(stage.courier().is_subscribed(row.person.channel));

    status = 200;
    Results dropped;
    stage.deliver(row.person, event("b"), dropped.note());
    CHECK(dropped.until_last().at(0).problem == "unsubscribed");
    CHECK(webhook.calls(row.attempts).size() == row.attempts);

    stage.courier().subscribe(row.person.channel);
    Results taken;
    stage.deliver(row.person, event("c"), taken.note());
    CHECK(taken.until_last().at(0).status == 200);
}

TEST_CASE("a plan may keep the webhook subscribed whatever happens", "[emulator][delivery]") {
    gateway::FaultPlan plan;
    plan.delivery.compression = 100'000;
    plan.delivery.unsubscribe = false;
    Webhook webhook([](auto, const auto&) { return 503; });
    Results results;  // before the stage: its threads tell it until they are joined
    gateway::Stage stage(with_webhooks(plan), webhook);
    stage.deliver(zalo_person, event("a"), results.note());
    CHECK(results.until_last().size() == 6);
    CHECK(stage.courier().is_subscribed(ChannelKind::zalo));
}

TEST_CASE("an event of a plan with duplicates is posted twice", "[emulator][delivery]") {
    gateway::FaultPlan plan;
    plan.events.duplicate = 1;
    Webhook webhook([](auto, const auto&) { return 200; });
    gateway::Stage stage(with_webhooks(plan), webhook);
    stage.deliver(zalo_person, event("a"), {});
    const auto calls = webhook.calls(2);
    REQUIRE(calls.size() == 2);
    CHECK(calls[0].body == calls[1].body);
}

TEST_CASE("an event that is held back comes after the next one, or when its time is over", "[emulator][delivery]") {
    gateway::FaultPlan plan;
    plan.events.reorder = 0.5;
    plan.events.reorder_time = std::chrono::milliseconds(50);
    // By the seed's dice: which of a citizen's events are held.
    gateway::FaultDice dice(plan, tests::pretended().seed);
    std::vector<bool> held;
    for (int i = 0; i < 20; ++i) held.push_back(dice.next_event(zalo_person, false).reorder);
    REQUIRE(std::count(held.begin(), held.end(), true) > 3);
    Webhook webhook([](auto, const auto&) { return 200; });
    gateway::Stage stage(with_webhooks(plan), webhook);
    for (int i = 0; i < 20; ++i) stage.deliver(zalo_person, event(std::to_string(i)), {});
    const auto calls = webhook.calls(20);
    REQUIRE(calls.size() == 20);
    std::vector<std::size_t> place(20);
    for (std::size_t i = 0; i < 20; ++i) place[std::stoul(calls[i].body)] = i;
    bool was_reordered = false;
    for (std::size_t i = 0; i + 1 < 20; ++i) {
        if (!held[i] || held[i + 1]) continue;
        CHECK(place[i] > place[i + 1]);
        was_reordered = true;
    }
    CHECK(was_reordered);
}

TEST_CASE("a batch holds several events in one signed POST, which a gateway reads as those events", "[emulator][delivery]") {
    gateway::FaultPlan plan;
    plan.events.batch = 1;
    plan.events.batch_most = 3;
    plan.events.batch_time = std::chrono::milliseconds(10'000);
    Webhook webhook([](auto, const auto&) { return 200; });
    const auto settings = with_webhooks(plan);
    Results results;  // before the stage: its threads tell it until they are joined
    gateway::Stage stage(settings, webhook);
    for (const char* text : {"một", "hai/ba", "<bốn>"}) {
        gateway::CitizenAct act;
        act.from = {ChannelKind::messenger, std::string("9") + std::to_string(std::string(text).size())};
        act.text = text;
        stage.deliver(act.from, messenger_event(settings.messenger, act, std::string("m_") + text, 1s), results.note());
    }
    const auto calls = webhook.calls(1);
    REQUIRE(calls.size() == 1);
    adapters::MessengerChannel channel({{{settings.messenger.app_id, {settings.messenger.app_secret}, "verify-token"}},
                                        {{settings.messenger.page_id, adapters::fixed_token("t"), "Page", ""}},
                                        "http://127.0.0.1:1"},
                                       webhook);
    const std::string signature = header(calls[0], "X-Hub-Signature-256");
    CHECK(channel.verify({calls[0].body, {{"x-hub-signature-256", signature}}}).state == adapters::SignatureState::valid);
    const auto events = channel.events_of(calls[0].body);
    REQUIRE(events.size() == 3);
    CHECK(events[0].message.text == "một");
    CHECK(events[1].message.text == "hai/ba");
    CHECK(events[2].message.text == "<bốn>");
    CHECK(events[2].message.envelope.message_id == "m_<bốn>");
}

TEST_CASE("a platform whose clock is off dates its events by it", "[emulator][delivery]") {
    gateway::FaultPlan plan;
    plan.clock_skew = -90s;
    auto settings = with_webhooks(plan);
    settings.now = [] { return std::chrono::milliseconds(1'000'000); };
    Webhook webhook([](auto, const auto&) { return 200; });
    const gateway::Stage stage(settings, webhook);
    CHECK(stage.now() == 910'000ms);
}
