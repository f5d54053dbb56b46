// The receiver: who is let in, what is kept, and when the platform gets its 200.
#include <catch2/catch.hpp>

#include "gateway/webhook/receiver.hpp"
#include "tests/gateway/gateway_fakes.hpp"

using namespace motcua;
using namespace motcua::tests;
using adapters::EventKind;
using adapters::SignatureState;
using gateway::Receiver;

namespace {

struct Counts final : gateway::ReceiverObserver {
    void signature(intents::ChannelKind, const adapters::Verification& verification) override {
        lines.push_back("signature " + std::string(adapters::name_of(verification.state)));
    }
    void event(intents::ChannelKind, EventKind kind) override {
        lines.push_back("event " + std::string(adapters::name_of(kind)));
    }
    void refused(intents::ChannelKind, std::string_view rule) override { lines.push_back("refused " + std::string(rule)); }
    void appended(intents::ChannelKind, const adapters::QueueResult<adapters::AppendReceipt>& receipt) override {
        lines.push_back(receipt ? "appended" : "not appended");
    }
    std::vector<std::string> lines;
};

adapters::ChannelEvent message(const std::string& text, std::vector<intents::Attachment> attachments = {}) {
    adapters::ChannelEvent event;
    event.kind = EventKind::message;
    event.message = {{intents::ChannelKind::zalo, "oa", "citizen", "m-1", {}}, text, {}, std::move(attachments)};
    return event;
}
adapters::ChannelEvent other(EventKind kind) {
    adapters::ChannelEvent event;
    event.kind = kind;
    event.name = "other";
    return event;
}

struct Desk {
    FakeChannel channel;
    FakeInbox inbox;
    Counts counts;
    FakeDesk human;
    bool heard = true;
    std::vector<std::string> alarms;
    Receiver receiver{channel, inbox, human,
                      [this](intents::ChannelKind, const adapters::ChannelEvent& event) {
                          alarms.push_back(event.detail);
                          return heard;
                      },
                      counts};
    std::vector<int> statuses;

    void receive() {
        receiver.receive({.method = "POST", .path = "/webhook/zalo", .body = "{}"},
                         [this](const gateway::Response& response) { statuses.push_back(response.status); });
    }
};

}  // namespace

TEST_CASE("a call that the platform did not sign gets 401 and nothing of it is kept", "[gateway]") {
    const auto state = GENERATE(SignatureState::missing, SignatureState::malformed, SignatureState::mismatch,
                                SignatureState::unreadable, SignatureState::unknown_account);
    Desk desk;
    desk.channel.state = state;
    desk.channel.events = {message("đăng ký khai sinh")};
    desk.receive();
    CHECK(desk.statuses == std::vector<int>{401});
    CHECK(desk.inbox.appended.empty());
    CHECK(desk.counts.lines == std::vector<std::string>{"signature " + std::string(adapters::name_of(state))});
}

TEST_CASE("the console's probe gets 200 and is no event", "[gateway]") {
    Desk desk;
    desk.channel.state = SignatureState::probe;
    desk.channel.events = {message("x")};
    desk.receive();
    CHECK(desk.statuses == std::vector<int>{200});
    CHECK(desk.inbox.appended.empty());
}

TEST_CASE("the 200 comes after the inbox has the batch on disk, not before", "[gateway]") {
    Desk desk;
    desk.channel.events = {message("một"), message("hai")};
    desk.inbox.hold = true;
    desk.receive();
    CHECK(desk.inbox.appended.size() == 2);
    CHECK(desk.statuses.empty());
    desk.inbox.held(adapters::AppendReceipt{2, 0});
    CHECK(desk.statuses == std::vector<int>{200});
}

TEST_CASE("an inbox that cannot take it is a 503, so that the platform asks again", "[gateway]") {
    const auto fault = GENERATE(adapters::QueueFault::overloaded, adapters::QueueFault::unavailable,
                                adapters::QueueFault::timed_out);
    Desk desk;
    desk.channel.events = {message("một")};
    desk.inbox.receipt = tl::unexpected(adapters::QueueError{fault, "full"});
    desk.receive();
    CHECK(desk.statuses == std::vector<int>{503});
    CHECK(desk.counts.lines.back() == "not appended");
}

TEST_CASE("a duplicate gets its 200 like the first", "[gateway]") {
    Desk desk;
    desk.channel.events = {message("một")};
    desk.inbox.receipt = adapters::AppendReceipt{0, 1};
    desk.receive();
    CHECK(desk.statuses == std::vector<int>{200});
}

TEST_CASE("what is no message is counted, acknowledged and not kept", "[gateway]") {
    Desk desk;
    for (const EventKind kind : {EventKind::echo, EventKind::receipt, EventKind::reaction, EventKind::lifecycle,
                                 EventKind::handover, EventKind::alarm, EventKind::ignored, EventKind::unknown,
                                 EventKind::malformed}) {
        desk.channel.events.push_back(other(kind));
    }
    desk.receive();
    CHECK(desk.statuses == std::vector<int>{200});
    CHECK(desk.inbox.appended.empty());
    CHECK(desk.counts.lines.size() == 1 + 9);
}

TEST_CASE("a message that the guard refuses is kept as a refusal without any of its words", "[gateway]") {
    Desk desk;
    desk.channel.events = {message("xem giúp", {{intents::AttachmentKind::file, "du-thao-mat.docx"}}),
                           other(EventKind::echo), message("lệ phí khai sinh")};
    desk.receive();
    REQUIRE(desk.inbox.appended.size() == 2);
    CHECK(desk.inbox.appended[0].envelope.sender == "citizen");
    REQUIRE_FALSE(desk.inbox.appended[0].verdict);
    CHECK(desk.inbox.appended[0].verdict.error().notice != intents::Notice::none);
    REQUIRE(desk.inbox.appended[1].verdict);
    CHECK(desk.inbox.appended[1].verdict->text() == "lệ phí khai sinh");
    const auto refused = std::count_if(desk.counts.lines.begin(), desk.counts.lines.end(),
                                       [](const std::string& line) { return line.rfind("refused R", 0) == 0; });
    CHECK(refused == 1);
}

namespace {

adapters::ChannelEvent of_conversation(EventKind kind, adapters::Speaker speaker, const std::string& detail = "",
                                       const std::string& sender = "citizen") {
    auto event = other(kind);
    event.speaker = speaker;
    event.detail = detail;
    event.message.envelope = {intents::ChannelKind::zalo, "oa", sender, "", {}};
    return event;
}

}  // namespace

TEST_CASE("what changes who speaks, and what erases, becomes a note", "[gateway][takeover]") {
    using adapters::DeskChange;
    using adapters::Speaker;
    struct Row {
        const char* why;
        adapters::ChannelEvent event;
        std::optional<DeskChange> change;
    };
    const auto row = GENERATE(values<Row>({
        {"a person's echo", of_conversation(EventKind::echo, Speaker::agent, "agent"), DeskChange::agent_spoke},
        {"our own echo", of_conversation(EventKind::echo, Speaker::unchanged, "own"), std::nullopt},
        {"standby", of_conversation(EventKind::handover, Speaker::other_app, "standby"), DeskChange::other_app},
        {"passed to us", of_conversation(EventKind::handover, Speaker::bot, "pass"), DeskChange::back_to_bot},
        {"an echo that names nobody", of_conversation(EventKind::echo, Speaker::agent, "agent", ""), std::nullopt},
        {"the platform's wish to delete", of_conversation(EventKind::data_rights, Speaker::unchanged, "withdraw"),
         DeskChange::erased},
        {"the citizen leaves", of_conversation(EventKind::lifecycle, Speaker::unchanged, "unfollow"), DeskChange::erased},
        {"the citizen comes", of_conversation(EventKind::lifecycle, Speaker::unchanged, "follow"), std::nullopt},
        {"a receipt", of_conversation(EventKind::receipt, Speaker::unchanged), std::nullopt},
    }));
    INFO(row.why);
    const auto note = gateway::note_of(row.event);
    REQUIRE(note.has_value() == row.change.has_value());
    if (note) {
        CHECK(note->change == *row.change);
        CHECK(note->envelope.sender == "citizen");
    }
}

TEST_CASE("the note of an agent is on disk before a message of the same batch is taken in", "[gateway][takeover]") {
    Desk desk;
    desk.channel.events = {message("một"), of_conversation(EventKind::echo, adapters::Speaker::agent, "agent")};
    desk.human.hold = true;
    desk.receive();
    CHECK(desk.human.notes.size() == 1);
    CHECK(desk.inbox.appended.empty());
    CHECK(desk.statuses.empty());
    SECTION("it is") {
        desk.human.held({});
        CHECK(desk.inbox.appended.size() == 1);
        CHECK(desk.statuses == std::vector<int>{200});
    }
    SECTION("it cannot be: the platform asks again, and nothing is taken in by half") {
        desk.human.held(tl::unexpected(adapters::QueueError{}));
        CHECK(desk.inbox.appended.empty());
        CHECK(desk.statuses == std::vector<int>{503});
    }
}

TEST_CASE("an alarm rings, and one that could not be written is told again", "[gateway][takeover]") {
    Desk desk;
    auto revoked = other(EventKind::alarm);
    revoked.detail = "revoked";
    desk.channel.events = {revoked, other(EventKind::alarm)};
    desk.receive();
    CHECK(desk.alarms == std::vector<std::string>{"revoked", ""});
    desk.heard = false;
    desk.receive();
    CHECK(desk.statuses == std::vector<int>{200, 503});
}
