// A wish for a person: what is told, what is handed over, and what happens when nobody comes.
#include <catch2/catch.hpp>

#include "gateway/conversation/phrases.hpp"
#include "gateway/webhook/human_watch.hpp"
#include "tests/gateway/gateway_fakes.hpp"
#include "tests/gateway/starter_town.hpp"

using namespace motcua;
using namespace motcua::tests;
using gateway::HumanWatch;
using namespace std::chrono_literals;

namespace {

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

const gateway::Snapshot& attended_snapshot() {
    static const TempFolder folder;
    static const gateway::Snapshot snapshot(
        folder.path(),
        gateway::Office{.name = "Sảnh một cửa", .phone = "0291 000", .hours = "7:30 đến 17:00", .wait = 15min},
        [](const std::string&) {});
    return snapshot;
}

gateway::Turn said_where_people_read(const intents::IncomingMessage& message) {
    return attended_snapshot().conversation().respond(intents::admit(message), {}, 1'764'000'000s);
}

struct TakeoverCounts final : gateway::WorkerObserver, gateway::HumanWatchObserver {
    void finished(intents::ChannelKind, const gateway::Turn&, std::chrono::microseconds) override {}
    void nobody_came(intents::ChannelKind channel) override {
        lines.push_back("nobody_came " + std::string(intents::name_of(channel)));
    }
    void failed(std::string_view reason) override { lines.push_back("failed " + std::string(reason)); }
    std::vector<std::string> lines;
};

intents::Envelope waiting_since(adapters::TimePoint when, const std::string& sender) {
    return {intents::ChannelKind::zalo, "oa", sender, "wait:1",
            std::chrono::duration_cast<std::chrono::milliseconds>(when.time_since_epoch())};
}

}  // namespace

TEST_CASE("where people read along, a wish for one is told how long it takes, when and where", "[gateway][takeover]") {
    for (const auto& turn : {said_where_people_read({{}, "tôi muốn gặp cán bộ", {}, {}}),
                             said_where_people_read({{}, "gặp nhân viên", {}, {}}),
                             said_where_people_read({{}, {}, std::string(gateway::person_payload), {}})}) {
        CHECK(turn.outcome == gateway::Outcome::handoff);
        CHECK(turn.asks_for_person);
        REQUIRE(turn.replies.size() == 1);
        for (const char* part : {"15 phút", "0291 000", "7:30 đến 17:00", "Sảnh một cửa"}) {
            INFO(part);
            CHECK(holds(turn.replies[0].text, part));
        }
    }
    CHECK_FALSE(said_where_people_read({{}, "xin chào", {}, {}}).asks_for_person);
}

TEST_CASE("where nobody reads along, a wish for a person is told the office and makes nobody wait", "[gateway][takeover]") {
    Talk talk;
    const auto turn = talk.says("tôi muốn gặp cán bộ");
    CHECK(turn.outcome == gateway::Outcome::handoff);
    CHECK_FALSE(turn.asks_for_person);
    CHECK(holds(turn.replies.at(0).text, "0291 000"));
    CHECK_FALSE(holds(turn.replies.at(0).text, "phút"));
}

TEST_CASE("on a channel that nobody reads along a wish for a person is told the office only", "[gateway][takeover]") {
    const auto turn = attended_snapshot().conversation().respond(intents::admit({{}, "gặp nhân viên", {}, {}}), {},
                                                                 1'764'000'000s, false);
    CHECK(turn.outcome == gateway::Outcome::handoff);
    CHECK_FALSE(turn.asks_for_person);
    CHECK(holds(turn.replies.at(0).text, "0291 000"));
    CHECK_FALSE(holds(turn.replies.at(0).text, "phút"));
}

TEST_CASE("the reply to a wish for a person goes out first, then the conversation is handed over", "[gateway][takeover]") {
    FakeChannel channel;
    FakeInbox inbox;
    TakeoverCounts counts;
    inbox.waiting = {{1, {waiting_since({}, "citizen"), intents::admit({{}, "gặp nhân viên", {}, {}})}, {}, 1, {}, {}, false}};
    gateway::Workers workers(
        inbox, {{intents::ChannelKind::zalo, &channel}},
        [] {
            return std::shared_ptr<const gateway::Conversation>(std::shared_ptr<void>(), &attended_snapshot().conversation());
        },
        counts);
    workers.start(1);
    REQUIRE(inbox.journal.lines(1).size() == 1);
    workers.stop();
    const auto& made = inbox.completions.at(0);
    CHECK(made.asks_for_person);
    REQUIRE(made.parts.size() == 2);
    CHECK(holds(made.parts[0].body, "cán bộ"));
    CHECK(made.parts[1].body == "hand over");
}

TEST_CASE("when nobody came the conversation is taken back and the citizen is told, unless it is too late", "[gateway][takeover]") {
    FakeChannel channel;
    FakeDesk desk;
    TakeoverCounts counts;
    const auto now = adapters::Clock::now();
    HumanWatch watch(desk, {{intents::ChannelKind::zalo, &channel}}, {"nobody", {}}, counts);
    desk.waiting = std::vector{waiting_since(now - 15min, "a"), waiting_since(now - 25h, "b")};
    watch.look(now);
    CHECK(desk.given_up == std::vector<std::string>{"a: take back nobody", "b:"});
    CHECK(counts.lines == std::vector<std::string>{"nobody_came zalo", "nobody_came zalo"});
}

TEST_CASE("a desk that fails is counted, and nobody is told twice", "[gateway][takeover]") {
    FakeChannel channel;
    FakeDesk desk;
    TakeoverCounts counts;
    HumanWatch watch(desk, {{intents::ChannelKind::zalo, &channel}}, {"nobody", {}}, counts);
    desk.waiting = tl::unexpected(adapters::QueueError{});
    watch.look(adapters::Clock::now());
    desk.waiting = std::vector{waiting_since(adapters::Clock::now(), "a")};
    desk.ended = tl::unexpected(adapters::QueueError{});
    watch.look(adapters::Clock::now());
    CHECK(counts.lines == std::vector<std::string>{"failed human_desk", "failed human_desk"});
}

TEST_CASE("the sentence for those whom nobody answered names the office", "[gateway][takeover]") {
    const auto reply = gateway::nobody_came_reply({.name = "Sảnh một cửa", .phone = "0291 000", .hours = "sáng"});
    for (const char* part : {"chưa có cán bộ", "Sảnh một cửa", "0291 000", "sáng"}) CHECK(holds(reply.text, part));
}
