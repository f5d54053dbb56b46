// A spooling inbox before a real queue, and a way between them that breaks as a test wants.
#pragma once

#include <catch2/catch.hpp>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "adapters/sqlite/spooling_inbox.hpp"
#include "adapters/sqlite/sqlite_queue.hpp"
#include "tests/adapters/failing_inbox.hpp"
#include "tests/contract/queue_under_test.hpp"
#include "tests/support/temp_folder.hpp"

namespace motcua::tests {

/// Looks until the condition holds; false when it never did. A pause between two looks, for those who are looked at.
template <class Condition>
bool soon(Condition condition) {
    const auto until = std::chrono::steady_clock::now() + a_while;
    while (std::chrono::steady_clock::now() < until) {
        if (condition()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return false;
}

inline adapters::SpoolSettings brisk(adapters::SpoolSettings settings = {}) {
    settings.retry = std::chrono::milliseconds(1);
    return settings;
}

struct Spooled {
    TempFolder folder;
    adapters::SqliteQueue far{folder / "far.db", {}};
    FailingInbox way{far.inbox()};
    std::unique_ptr<adapters::SpoolingInbox> inbox;

    Spooled() : Spooled(brisk()) {}
    explicit Spooled(adapters::SpoolSettings settings) { start(std::move(settings)); }
    void start(adapters::SpoolSettings settings = brisk()) {
        inbox.reset();
        inbox = std::make_unique<adapters::SpoolingInbox>(folder / "spool.db", way, std::move(settings));
    }
    adapters::SpoolCounts counts() const { return inbox->counts().value(); }
    bool drains() const {
        return soon([this] { return counts().waiting == 0; });
    }
    /// Texts in the order in which the far side gives them out.
    std::vector<std::string> answered() {
        std::vector<std::string> texts;
        while (auto taken = inbox->take(no_wait).value()) {
            texts.push_back(taken->event.verdict ? taken->event.verdict->text() : taken->event.verdict.error().rule);
            REQUIRE(inbox->complete(*taken, {}));
        }
        return texts;
    }
};

inline std::size_t stored(adapters::SpoolingInbox& inbox, std::vector<adapters::InboxEvent> events) {
    const auto receipt = append_now(inbox, std::move(events));
    REQUIRE(receipt);
    return receipt->stored;
}

}  // namespace motcua::tests
