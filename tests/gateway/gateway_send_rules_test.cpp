// The senders' rules beyond a single fate: pauses of an account, windows, sends that may have arrived.
#include <catch2/catch.hpp>

#include "gateway/webhook/echo_desk.hpp"
#include "gateway/webhook/sender.hpp"
#include "tests/gateway/gateway_fakes.hpp"

using namespace motcua;
using namespace motcua::tests;
using adapters::Fate;
using gateway::SendWindow;
using intents::ChannelKind;
using std::chrono::milliseconds;
using namespace std::chrono_literals;

namespace {

struct RuleCounts final : gateway::SenderObserver {
    void delivered(ChannelKind, Fate, milliseconds) override {}
    void gave_up(ChannelKind, std::string_view) override {}
    void stood_in(ChannelKind, SendWindow window) override { windows.note(std::string(gateway::name_of(window))); }
    void paused(ChannelKind, const std::string& account, gateway::PauseCause cause, milliseconds pause) override {
        pauses.note(account + " " + std::string(gateway::name_of(cause)) + " " + std::to_string(pause.count()));
    }
    void alarmed(ChannelKind, const std::string&, std::string_view) override {}
    void echoed(ChannelKind, gateway::EchoResult result) override { echoes.note(std::string(gateway::name_of(result))); }
    void failed(std::string_view) override {}
    Journal windows;
    Journal pauses;
    Journal echoes;
};

adapters::TakenPart part(ChannelKind kind = ChannelKind::messenger) {
    adapters::TakenPart taken;
    taken.id = 1;
    taken.envelope = {kind, "page", "citizen", "m", {}};
    taken.part = {"body", {}};
    taken.created_at = adapters::Clock::now();
    taken.last_inbound = taken.created_at;
    return taken;
}

struct RuleOffice {
    FakeChannel channel;
    FakeOutbox outbox;
    RuleCounts counts;

    /// What became of the part.
    std::string deliver(const adapters::TakenPart& taken) {
        outbox.waiting.push_back(taken);
        gateway::Senders senders(outbox, {{taken.envelope.channel, &channel}}, {.threads = 1}, counts);
        senders.start();
        const auto lines = outbox.journal.lines(1);
        senders.stop();
        return lines.size() == 1 ? lines.front() : std::to_string(lines.size()) + " lines";
    }
};

}  // namespace

TEST_CASE("what the platform says of its limits lets the whole account rest", "[gateway]") {
    struct Row {
        const char* why;
        Fate fate;
        milliseconds asked;
        const char* cause;  // empty: no pause
        milliseconds least;
        milliseconds most;
    };
    const auto row = GENERATE(values<Row>({
        {"refused, with a hint", Fate::rate_limited, 7min, "limit", 7min, 7min},
        {"refused without one: the delay of the part", Fate::rate_limited, 0ms, "limit", 500ms, 1s},
        {"sent, and the headers say that it was the last", Fate::sent, 3min, "usage", 3min, 3min},
        {"sent, with budget left", Fate::sent, 0ms, "", 0ms, 0ms},
        {"a token that is being renewed is refused to all alike", Fate::token_expired, 0ms, "token", 500ms, 1s},
        {"a fault of one call says nothing of the others", Fate::retry, 0ms, "", 0ms, 0ms},
        {"a hint beyond all measure", Fate::rate_limited, 2400h, "limit", 24h, 24h},
    }));
    INFO(row.why);
    RuleOffice office;
    office.channel.delivery = {row.fate, "p", "why", row.asked};
    office.deliver(part());
    const auto pauses = office.counts.pauses.lines(0);
    if (std::string_view(row.cause).empty()) {
        CHECK(pauses.empty());
        CHECK(office.outbox.paused.empty());
        return;
    }
    CHECK(office.outbox.paused == "messenger page");
    CHECK(office.outbox.pause_asked >= row.least);
    CHECK(office.outbox.pause_asked <= row.most);
    REQUIRE(pauses.size() == 1);
    CHECK(pauses[0] == "page " + std::string(row.cause) + " " + std::to_string(office.outbox.pause_asked.count()));
}

TEST_CASE("some failures are worth fewer tries than others", "[gateway]") {
    RuleOffice office;
    office.channel.delivery = {Fate::retry, {}, "zalo -200", 0ms, 2};
    auto taken = part();
    taken.attempt = 2;
    CHECK(office.deliver(taken) == "dead zalo -200");
    RuleOffice first;
    first.channel.delivery = {Fate::retry, {}, "zalo -200", 0ms, 2};
    CHECK(first.deliver(part()) == "retry zalo -200");
}

TEST_CASE("the windows are as long as each platform says, less five minutes", "[gateway]") {
    struct Row {
        const char* why;
        ChannelKind channel;
        std::chrono::minutes silence;
        SendWindow window;
    };
    const auto row = GENERATE(values<Row>({
        {"just written", ChannelKind::messenger, 0min, SendWindow::open},
        {"a citizen's clock ahead of ours", ChannelKind::messenger, -30min, SendWindow::open},
        {"shortly before 24 h", ChannelKind::messenger, 24h - 6min, SendWindow::open},
        {"within the margin", ChannelKind::messenger, 24h - 5min, SendWindow::closed},
        {"Messenger has no second window for a bot", ChannelKind::messenger, 48h, SendWindow::closed},
        {"Zalo: a day is free", ChannelKind::zalo, 24h, SendWindow::open},
        {"Zalo: shortly before 48 h", ChannelKind::zalo, 48h - 6min, SendWindow::open},
        {"Zalo: from 48 h on it costs", ChannelKind::zalo, 48h - 5min, SendWindow::charged},
        {"Zalo: shortly before 7 days", ChannelKind::zalo, 168h - 6min, SendWindow::charged},
        {"Zalo: after 7 days", ChannelKind::zalo, 168h - 5min, SendWindow::closed},
        {"our own page has no windows", ChannelKind::web, 9999h, SendWindow::open},
    }));
    INFO(row.why);
    const adapters::TimePoint now = adapters::Clock::now();
    CHECK(gateway::send_window(row.channel, now - row.silence, now) == row.window);
}

TEST_CASE("a reply whose window is closed is given up at once, without a call", "[gateway]") {
    RuleOffice office;
    office.channel.delivery = {Fate::sent, "p", {}, 0ms};
    auto late = part();
    late.last_inbound = adapters::Clock::now() - 25h;
    CHECK(office.deliver(late) == "dead window_closed");
    CHECK(office.channel.deliveries == 0);
    CHECK(office.counts.windows.lines(1) == std::vector<std::string>{"closed"});
    RuleOffice charged;
    charged.channel.delivery = {Fate::sent, "p", {}, 0ms};
    late = part(ChannelKind::zalo);
    late.last_inbound = adapters::Clock::now() - 50h;
    CHECK(charged.deliver(late) == "sent p");
    CHECK(charged.counts.windows.lines(1) == std::vector<std::string>{"charged"});
    RuleOffice unknown;
    unknown.channel.delivery = {Fate::sent, "p", {}, 0ms};
    late = part();
    late.last_inbound = {};  // from before the clock was kept
    CHECK(unknown.deliver(late) == "sent p");
}

TEST_CASE("a send that may have arrived waits for its echo, where there is one", "[gateway]") {
    struct Row {
        const char* why;
        const char* reference;
        int unsure;
        const char* then;
        int calls;
    };
    const auto row = GENERATE(values<Row>({
        {"the echo is waited for before a second try", "motcua:1", 0, "unsure no answer", 1},
        {"and before it is given up", "motcua:1", 1, "unsure no answer", 1},
        {"two tries, and no echo in time", "motcua:1", 2, "dead unconfirmed", 0},
        {"no echo can tell: one more try, without that wait", "", 0, "unsure no answer", 1},
        {"no echo can tell: enough", "", 1, "dead no answer", 1},
    }));
    INFO(row.why);
    RuleOffice office;
    office.channel.delivery = {Fate::ambiguous, {}, "no answer", 0ms};
    auto taken = part();
    taken.part.reference = row.reference;
    taken.unsure = row.unsure;
    CHECK(office.deliver(taken) == row.then);
    CHECK(office.channel.deliveries == row.calls);
    const bool waits = std::string_view(row.then).substr(0, 6) == "unsure" && *row.reference != '\0';
    CHECK((office.outbox.delay == 30s) == waits);
}

TEST_CASE("only an echo of our own with a reference is asked about", "[gateway]") {
    struct Row {
        const char* why;
        adapters::EventKind kind;
        const char* detail;
        const char* reference;
        bool asked;
    };
    const auto row = GENERATE(values<Row>({
        {"ours", adapters::EventKind::echo, "own", "motcua:1", true},
        {"a person of the office wrote", adapters::EventKind::echo, "agent", "motcua:1", false},
        {"sent by our app without a mark", adapters::EventKind::echo, "own", "", false},
        {"no echo", adapters::EventKind::message, "own", "motcua:1", false},
    }));
    INFO(row.why);
    FakeOutbox outbox;
    RuleCounts counts;
    gateway::EchoDesk desk(outbox, counts);
    adapters::ChannelEvent event;
    event.kind = row.kind;
    event.detail = row.detail;
    event.reference = row.reference;
    desk.look_at(event);
    CHECK(outbox.confirmed == (row.asked ? std::vector<std::string>{row.reference} : std::vector<std::string>{}));
    CHECK(counts.echoes.lines(0).size() == (row.asked ? 1 : 0));
}

TEST_CASE("an echo is counted by what it told", "[gateway]") {
    FakeOutbox outbox;
    RuleCounts counts;
    gateway::EchoDesk desk(outbox, counts);
    adapters::ChannelEvent echo;
    echo.kind = adapters::EventKind::echo;
    echo.detail = "own";
    echo.reference = "motcua:1";
    desk.look_at(echo);
    outbox.is_open = true;
    desk.look_at(echo);
    outbox.is_open = tl::unexpected(adapters::QueueError{});
    desk.look_at(echo);
    CHECK(counts.echoes.lines(3) == std::vector<std::string>{"known", "confirmed", "failed"});
}
