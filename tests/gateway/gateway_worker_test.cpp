// The workers: each event ends in a completion or a release, and one bad event stops nobody.
#include <catch2/catch.hpp>

#include <stdexcept>

#include "gateway/webhook/worker.hpp"
#include "tests/gateway/gateway_fakes.hpp"
#include "tests/gateway/starter_town.hpp"

using namespace motcua;
using namespace motcua::tests;
using gateway::Workers;

namespace {

struct WorkCounts final : gateway::WorkerObserver {
    void finished(intents::ChannelKind, const gateway::Turn& turn, std::chrono::microseconds) override {
        journal.note("finished " + std::string(gateway::name_of(turn.outcome)));
    }
    void failed(std::string_view reason) override { journal.note("failed " + std::string(reason)); }
    Journal journal;
};

adapters::TakenEvent event(std::int64_t id, const std::string& text, const std::string& session = {}) {
    return {id, {{intents::ChannelKind::zalo, "oa", "citizen", "m", {}}, intents::admit({{}, text, {}, {}})}, session, 1, {}};
}

struct WorkDesk {
    FakeChannel channel;
    FakeInbox inbox;
    WorkCounts counts;
    Workers::CurrentConversation conversation = [] {
        return std::shared_ptr<const gateway::Conversation>(std::shared_ptr<void>(), &starter_snapshot().conversation());
    };

    std::vector<std::string> work(std::size_t events) {
        Workers workers(inbox, {{intents::ChannelKind::zalo, &channel}}, conversation, counts);
        workers.start(1);
        auto lines = inbox.journal.lines(events);
        workers.stop();
        return lines;
    }
};

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("an event ends with its reply, its session and its outcome in one completion", "[gateway]") {
    WorkDesk desk;
    desk.inbox.waiting = {event(7, "đăng ký khai sinh cần giấy tờ gì")};
    CHECK(desk.work(1) == Lines{"completed 7"});
    REQUIRE(desk.inbox.completions.size() == 1);
    const auto& made = desk.inbox.completions[0];
    CHECK(made.outcome == "answered");
    REQUIRE(made.parts.size() == 1);
    CHECK(made.parts[0].body.find("1.001193") != std::string::npos);
    CHECK(gateway::DialogueSession::from_text(made.session).code == "1.001193");
    CHECK(desk.counts.journal.lines(1) == Lines{"finished answered"});
}

TEST_CASE("the session of the inbox reaches the conversation, and a damaged one harms nothing", "[gateway]") {
    WorkDesk desk;
    gateway::DialogueSession session;
    session.code = "1.001193";
    session.touched = std::chrono::duration_cast<std::chrono::seconds>(adapters::Clock::now().time_since_epoch());
    desk.inbox.waiting = {event(1, "lệ phí bao nhiêu", session.to_text()), event(2, "xin chào", "\xff|\n|")};
    CHECK(desk.work(2) == Lines{"completed 1", "completed 2"});
    CHECK(desk.inbox.completions.at(0).outcome == "answered");
    CHECK(desk.inbox.completions.at(1).outcome == "smalltalk");
}

TEST_CASE("an exception releases the event and the next one is answered", "[gateway]") {
    WorkDesk desk;
    int calls = 0;
    const auto sound = desk.conversation;
    desk.conversation = [&calls, sound] {
        if (++calls == 1) throw std::runtime_error("a bug of ours");
        return sound();
    };
    desk.inbox.waiting = {event(1, "xin chào"), event(2, "xin chào")};
    CHECK(desk.work(2) == Lines{"released 1 exception", "completed 2"});
    CHECK(desk.counts.journal.lines(2) == Lines{"failed exception", "finished smalltalk"});
}

TEST_CASE("an event of a channel that is not configured is released with its reason", "[gateway]") {
    WorkDesk desk;
    auto foreign = event(1, "xin chào");
    foreign.event.envelope.channel = intents::ChannelKind::messenger;
    desk.inbox.waiting = {foreign};
    CHECK(desk.work(1) == Lines{"released 1 no_channel"});
}

TEST_CASE("a completion that cannot be written releases the event and counts no outcome", "[gateway]") {
    WorkDesk desk;
    desk.inbox.refuse_completion = true;
    desk.inbox.waiting = {event(1, "xin chào")};
    CHECK(desk.work(2) == Lines{"not completed 1", "released 1 complete"});
    CHECK(desk.counts.journal.lines(1) == Lines{"failed complete"});
}

TEST_CASE("a refusal is answered with its notice", "[gateway]") {
    WorkDesk desk;
    auto refused = event(1, "");
    refused.event.verdict =
        tl::unexpected(intents::Refusal{"R2", intents::PolicyLabel::normal, intents::Notice::no_attachment});
    desk.inbox.waiting = {refused};
    CHECK(desk.work(1) == Lines{"completed 1"});
    CHECK(desk.inbox.completions.at(0).outcome == "refused");
    CHECK(desk.inbox.completions.at(0).parts.size() == 1);
}

TEST_CASE("an inbox that fails is counted, and the worker goes on", "[gateway]") {
    WorkDesk desk;
    desk.inbox.fail_next_take = true;
    desk.inbox.waiting = {event(1, "xin chào")};
    CHECK(desk.work(1) == Lines{"completed 1"});
    CHECK(desk.counts.journal.lines(2).front() == "failed inbox");
}

TEST_CASE("beside a person the bot says nothing and leaves the session as it is", "[gateway][takeover]") {
    WorkDesk desk;
    auto silent = event(1, "đăng ký khai sinh cần giấy tờ gì", "1|5|1.001193||");
    silent.with_person = true;
    desk.inbox.waiting = {silent};
    CHECK(desk.work(1) == Lines{"completed 1"});
    const auto& made = desk.inbox.completions.at(0);
    CHECK(made.outcome == "with_person");
    CHECK(made.parts.empty());
    CHECK(made.session == "1|5|1.001193||");
    CHECK_FALSE(made.asks_for_person);
    CHECK(desk.counts.journal.lines(1) == Lines{"finished with_person"});
}

TEST_CASE("who asks for deletion is erased with the event, also beside a person", "[gateway][takeover]") {
    const bool with_person = GENERATE(false, true);
    WorkDesk desk;
    auto wish = event(1, "xóa dữ liệu của tôi đi", "1|5|1.001193||");
    REQUIRE(wish.event.verdict);
    REQUIRE(wish.event.verdict->notice() == intents::Notice::rights_delete);
    wish.with_person = with_person;
    desk.inbox.waiting = {wish};
    desk.work(1);
    const auto& made = desk.inbox.completions.at(0);
    CHECK(made.erases);
    CHECK(made.session.empty());
    CHECK(made.parts.size() == (with_person ? 0U : 1U));
}
