// The senders: what each fate means for a part, how long it waits, when it is given up.
#include <catch2/catch.hpp>

#include "gateway/webhook/sender.hpp"
#include "tests/gateway/gateway_fakes.hpp"

using namespace motcua;
using namespace motcua::tests;
using adapters::Fate;
using gateway::Senders;
using gateway::SenderSettings;
using std::chrono::milliseconds;
using namespace std::chrono_literals;

namespace {

struct SendCounts final : gateway::SenderObserver {
    void delivered(intents::ChannelKind, Fate fate, milliseconds) override {
        journal.note("delivered " + std::string(adapters::name_of(fate)));
    }
    void gave_up(intents::ChannelKind, std::string_view reason) override { journal.note("gave up " + std::string(reason)); }
    void stood_in(intents::ChannelKind, gateway::SendWindow window) override { windows.note(std::string(gateway::name_of(window))); }
    void paused(intents::ChannelKind, const std::string& account, gateway::PauseCause cause, milliseconds) override {
        pauses.note(account + " " + std::string(gateway::name_of(cause)));
    }
    void alarmed(intents::ChannelKind, const std::string& account, std::string_view reason) override {
        alarms.note(account + " " + std::string(reason));
    }
    void echoed(intents::ChannelKind, gateway::EchoResult) override {}
    void failed(std::string_view reason) override { journal.note("failed " + std::string(reason)); }
    Journal journal;
    Journal windows;
    Journal pauses;
    Journal alarms;
};

adapters::TakenPart outgoing(int attempt = 1, milliseconds age = 0ms) {
    adapters::TakenPart taken;
    taken.id = 1;
    taken.envelope = {intents::ChannelKind::zalo, "oa", "citizen", "m", {}};
    taken.part = {"body"};
    taken.attempt = attempt;
    taken.created_at = adapters::Clock::now() - age;
    return taken;
}

struct SendOffice {
    FakeChannel channel;
    FakeOutbox outbox;
    SendCounts counts;

    /// What became of the part: "sent …", "retry …" or "dead …".
    std::string deliver(adapters::TakenPart taken, SenderSettings settings = {.threads = 1}) {
        outbox.waiting.push_back(std::move(taken));
        Senders senders(outbox, {{intents::ChannelKind::zalo, &channel}}, settings, counts);
        senders.start();
        const auto lines = outbox.journal.lines(1);
        senders.stop();
        return lines.size() == 1 ? lines.front() : std::to_string(lines.size()) + " lines";
    }
};

}  // namespace

TEST_CASE("each fate of a delivery has its consequence", "[gateway]") {
    struct Row {
        const char* why;
        Fate fate;
        int attempt;
        const char* then;
    };
    const auto row = GENERATE(values<Row>({
        {"it went well", Fate::sent, 1, "sent p-1"},
        {"it went well at the last attempt", Fate::sent, 8, "sent p-1"},
        {"transient", Fate::retry, 1, "retry why"},
        {"transient, one attempt left", Fate::retry, 7, "retry why"},
        {"transient, no attempt left", Fate::retry, 8, "dead why"},
        {"too many at once", Fate::rate_limited, 3, "retry why"},
        {"a limit is waited for without a count: the age ends it", Fate::rate_limited, 99, "retry why"},
        {"the token can be renewed", Fate::token_expired, 1, "retry why"},
        {"the token was not renewed in time", Fate::token_expired, 8, "dead why"},
        {"it may have arrived: once more", Fate::ambiguous, 1, "unsure why"},
        {"it may have arrived, and failed otherwise before: once more", Fate::ambiguous, 5, "unsure why"},
        {"the citizen must write first", Fate::window_closed, 1, "dead why"},
        {"nobody there", Fate::recipient_gone, 1, "dead why"},
        {"the platform will never take it", Fate::rejected, 1, "dead why"},
        {"a person must act", Fate::misconfigured, 1, "dead why"},
    }));
    INFO(row.why);
    SendOffice office;
    office.channel.delivery = {row.fate, "p-1", "why", 0ms};
    CHECK(office.deliver(outgoing(row.attempt)) == row.then);
    CHECK(office.channel.deliveries == 1);
    const auto counted = office.counts.journal.lines(1);
    CHECK(counted.front() == "delivered " + std::string(adapters::name_of(row.fate)));
    const bool dead = std::string_view(row.then).substr(0, 4) == "dead";
    CHECK(counted.size() == (dead ? 2 : 1));
    CHECK(office.counts.alarms.lines(0).size() == (row.fate == Fate::misconfigured ? 1 : 0));
}

TEST_CASE("the delay doubles with each attempt, with jitter, up to a bound", "[gateway]") {
    struct Row {
        int attempt;
        milliseconds least;
        milliseconds most;
    };
    const auto row = GENERATE(values<Row>({{1, 500ms, 1s}, {2, 1s, 2s}, {4, 4s, 8s}, {7, 30s, 60s}, {90, 30s, 60s}}));
    SendOffice office;
    office.channel.delivery = {Fate::retry, {}, "busy", 0ms};
    REQUIRE(office.deliver(outgoing(row.attempt), {.threads = 1, .attempts = 100}) == "retry busy");
    CHECK(office.outbox.delay >= row.least);
    CHECK(office.outbox.delay <= row.most);
}

TEST_CASE("a pause that the platform asks for is kept when it is longer", "[gateway]") {
    SendOffice office;
    office.channel.delivery = {Fate::rate_limited, {}, "slow", 5min};
    REQUIRE(office.deliver(outgoing()) == "retry slow");
    CHECK(office.outbox.delay == 5min);
}

TEST_CASE("a reply older than the age limit is not sent any more", "[gateway]") {
    SendOffice office;
    office.channel.delivery = {Fate::sent, "p-1", {}, 0ms};
    CHECK(office.deliver(outgoing(1, 16min)) == "dead too_old");
    CHECK(office.channel.deliveries == 0);
    SendOffice in_time;
    in_time.channel.delivery = {Fate::sent, "p-1", {}, 0ms};
    CHECK(in_time.deliver(outgoing(1, 14min)) == "sent p-1");
}

TEST_CASE("a part of a channel that is not configured is given up with its reason", "[gateway]") {
    SendOffice office;
    adapters::TakenPart taken = outgoing();
    taken.envelope.channel = intents::ChannelKind::messenger;
    CHECK(office.deliver(taken) == "dead no_channel");
    CHECK(office.channel.deliveries == 0);
}

TEST_CASE("an outbox that fails is counted, and the sender goes on", "[gateway]") {
    SendOffice office;
    office.outbox.fail_next_take = true;
    office.channel.delivery = {Fate::sent, "p-1", {}, 0ms};
    CHECK(office.deliver(outgoing()) == "sent p-1");
    CHECK(office.counts.journal.lines(2).front() == "failed outbox");
}
