// A snapshot of the starter base, opened once, and a citizen who talks to it.
#pragma once

#include <chrono>
#include <string>
#include <utility>

#include "gateway/knowledge/snapshot.hpp"
#include "tests/support/temp_folder.hpp"

namespace motcua::tests {

inline const gateway::Snapshot& starter_snapshot() {
    static const TempFolder folder;
    static const gateway::Snapshot snapshot(
        folder.path(), gateway::Office{.name = "Sảnh một cửa", .phone = "0291 000", .hours = "7:30 đến 17:00"},
        [](const std::string&) {});
    return snapshot;
}

/// One conversation; the session goes through its text, as it does in the inbox.
struct Talk {
    gateway::DialogueSession session;
    std::chrono::seconds now{1'764'000'000};

    gateway::Turn hears(const intents::IncomingMessage& message) {
        now += std::chrono::seconds(20);
        auto turn = starter_snapshot().conversation().respond(intents::admit(message), session, now);
        session = gateway::DialogueSession::from_text(turn.session.to_text());
        return turn;
    }
    gateway::Turn says(const std::string& text) { return hears({{}, text, {}, {}}); }
    gateway::Turn presses(const std::string& payload) { return hears({{}, {}, payload, {}}); }
};

}  // namespace motcua::tests
