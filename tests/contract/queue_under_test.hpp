// What the suites of EventInbox and Outbox share: a queue to test, events to put in, short words for the calls.
#pragma once

#include <catch2/catch.hpp>

#include <functional>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "adapters/event_inbox.hpp"
#include "adapters/human_desk.hpp"
#include "adapters/queue_rules.hpp"

namespace motcua::tests {

/// An inbox, the outbox that its completions go to, and the desk of both; `keeps` owns them.
struct QueueUnderTest {
    std::shared_ptr<void> keeps;
    adapters::EventInbox* inbox = nullptr;
    adapters::Outbox* outbox = nullptr;
    adapters::HumanDesk* desk = nullptr;
    /// The same data behind new objects, as after a restart.
    std::function<QueueUnderTest(adapters::QueueSettings)> again = {};
    /// Ends the queue; every byte that is stored of it then.
    std::function<std::string()> close_and_read = {};
};
/// Each call gives a new, empty queue.
using MakeQueue = std::function<QueueUnderTest(adapters::QueueSettings)>;

constexpr std::chrono::milliseconds no_wait{0};
constexpr std::chrono::milliseconds a_while{30'000};  // only ever waited for in vain when a test fails

inline intents::Envelope citizen(const std::string& sender, const std::string& message_id = "m") {
    return {intents::ChannelKind::zalo, "oa-1", sender, message_id, std::chrono::milliseconds(1'764'000'000'123)};
}

inline intents::AdmittedMessage admitted(const std::string& text, const std::string& payload = {}) {
    return intents::AdmittedMessage::restored(text, payload, intents::PolicyLabel::normal,
                                              intents::PolicyAction::allow, intents::Notice::none, {});
}

inline adapters::InboxEvent event_from(const std::string& sender, const std::string& message_id,
                                       const std::string& text = "xin chào") {
    return {citizen(sender, message_id), admitted(text)};
}

/// append(), waited for.
inline adapters::QueueResult<adapters::AppendReceipt> append_now(adapters::EventInbox& inbox,
                                                                 std::vector<adapters::InboxEvent> events) {
    std::promise<adapters::QueueResult<adapters::AppendReceipt>> promise;
    inbox.append(std::move(events), [&promise](auto receipt) { promise.set_value(std::move(receipt)); });
    return promise.get_future().get();
}

/// note(), waited for.
inline adapters::QueueResult<void> note_now(adapters::HumanDesk& desk, std::vector<adapters::DeskNote> notes) {
    std::promise<adapters::QueueResult<void>> promise;
    desk.note(std::move(notes), [&promise](auto result) { promise.set_value(std::move(result)); });
    return promise.get_future().get();
}

inline adapters::TakenEvent take_now(adapters::EventInbox& inbox) {
    auto taken = inbox.take(a_while);
    REQUIRE(taken);
    REQUIRE(*taken);
    return **taken;
}
inline adapters::TakenPart take_now(adapters::Outbox& outbox) {
    auto taken = outbox.take(a_while);
    REQUIRE(taken);
    REQUIRE(*taken);
    return **taken;
}
inline bool nothing_to_take(adapters::EventInbox& inbox) { return !inbox.take(no_wait).value(); }
inline bool nothing_to_take(adapters::Outbox& outbox) { return !outbox.take(no_wait).value(); }

/// One event of `sender`, answered with these bodies.
inline void answer_with(const QueueUnderTest& queue, const std::string& sender, const std::string& message_id,
                        const std::vector<std::string>& bodies) {
    REQUIRE(append_now(*queue.inbox, {event_from(sender, message_id)}).value().stored == 1);
    const auto taken = take_now(*queue.inbox);
    adapters::Completion completion{{}, "session of " + sender, "answered"};
    for (const std::string& body : bodies) completion.parts.push_back({body});
    REQUIRE(queue.inbox->complete(taken, completion));
}

}  // namespace motcua::tests
