// What every durable queue keeps to: its bounds and times, names of conversations, the stored form of a verdict.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "adapters/event_inbox.hpp"

namespace motcua::adapters {

/// How long the bot keeps silent. Only moments are stored, so another setting takes effect at once. Zero: not at all.
struct PersonRules {
    std::chrono::minutes silence{60};  // after the last message of an agent
    std::chrono::minutes wait{15};     // for a person whom the citizen asked for
};

/// Bounds and times of a queue, wherever it is kept.
struct QueueSettings {
    std::size_t waiting_bound = 20'000;    // events that wait for their commit
    std::size_t pending_bound = 200'000;   // events that wait for an answer, and replies to be sent
    std::chrono::hours seen_for{48};       // a message id that comes again within is a duplicate
    std::chrono::hours contact_for{8 * 24};  // when a citizen last wrote is kept that long: the longest window and a day
    int event_attempts = 5;                // loans of one event, then it is a dead letter
    std::chrono::milliseconds settle{0};   // how long a short text waits for the rest of the thought; 0: no text waits
    int crash_attempts = 30;               // the same when no loan was ever ended: restarts may be innocent
    PersonRules people = {};               // within `seen_for`: older notes are purged
    std::function<TimePoint()> now = [] { return Clock::now(); };
};

/// "zalo", account and sender, joined so that no two triples give the same text.
std::string conversation_of(const intents::Envelope& envelope);
/// What the conversations of an account begin with.
std::string account_key(intents::ChannelKind channel, std::string_view account);

/// Milliseconds since 1970.
std::int64_t milliseconds_of(TimePoint time) noexcept;
TimePoint time_from(std::int64_t milliseconds) noexcept;

/// A verdict as plain values, in the order in which queues write them. A refusal has no text.
struct StoredVerdict {
    bool admitted = false;
    std::string text;
    std::string payload;
    std::int64_t label = 0;
    std::int64_t action = 0;
    std::string notice;
    std::string rule;
};
StoredVerdict stored_of(const intents::Verdict& verdict);
intents::Verdict verdict_of(const StoredVerdict& stored);

/// A short text without a button: perhaps half a thought.
bool is_fragment(const intents::Verdict& verdict) noexcept;
/// Reads the text of the event that came next into `taken`, a fragment; false when it is no plain text, and stays alone.
bool join(TakenEvent& taken, const TakenEvent& next);

}  // namespace motcua::adapters
