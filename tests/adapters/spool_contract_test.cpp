// SpoolingInbox keeps the promises of its port on a way that is open, broken, or breaks at random.
#include <catch2/catch.hpp>

#include <array>
#include <atomic>
#include <map>
#include <random>
#include <thread>

#include "tests/adapters/spooled_queue.hpp"
#include "tests/contract/event_inbox_contract.hpp"

using namespace motcua;
using namespace motcua::tests;

namespace {

/// Every append first fails and is spooled; it counts once the far side has it.
class AlwaysSpooled final : public adapters::EventInbox {
  public:
    explicit AlwaysSpooled(Spooled& spooled) : spooled_(spooled) {}

    void append(std::vector<adapters::InboxEvent> events, Appended done) override {
        spooled_.way.set(Way::broken);
        auto receipt = append_now(*spooled_.inbox, std::move(events));
        spooled_.way.set(Way::open);
        CHECK(spooled_.drains());
        done(std::move(receipt));
    }
    adapters::QueueResult<std::optional<adapters::TakenEvent>> take(std::chrono::milliseconds wait) override {
        return spooled_.inbox->take(wait);
    }
    adapters::QueueResult<void> complete(const adapters::TakenEvent& taken, const adapters::Completion& completion) override {
        return spooled_.inbox->complete(taken, completion);
    }
    adapters::QueueResult<void> release(const adapters::TakenEvent& taken, std::chrono::milliseconds delay,
                                        const std::string& reason) override {
        return spooled_.inbox->release(taken, delay, reason);
    }
    adapters::QueueResult<adapters::QueueDepth> depth() override { return spooled_.inbox->depth(); }

  private:
    Spooled& spooled_;
};

QueueUnderTest make_open(adapters::QueueSettings) {
    auto spooled = std::make_shared<Spooled>();
    QueueUnderTest made;
    made.keeps = spooled;
    made.inbox = spooled->inbox.get();
    made.outbox = &spooled->far.outbox();
    return made;
}

QueueUnderTest make_broken(adapters::QueueSettings) {
    struct Both {
        Spooled spooled;
        AlwaysSpooled inbox{spooled};
    };
    auto both = std::make_shared<Both>();
    QueueUnderTest made;
    made.keeps = both;
    made.inbox = &both->inbox;
    made.outbox = &both->spooled.far.outbox();
    return made;
}

}  // namespace

TEST_CASE("a spooling inbox keeps the promises of EventInbox while its remote answers", "[queue][spool][contract]") {
    check_event_inbox("spool, way open", make_open);
}

TEST_CASE("a spooling inbox keeps the promises of EventInbox when every event is spooled first", "[queue][spool][contract]") {
    check_event_inbox("spool, way broken at each append", make_broken);
}

TEST_CASE("a way that breaks at random loses nothing and keeps each citizen's order", "[queue][spool]") {
    constexpr int citizens = 8;
    constexpr int messages = 60;
    Spooled spooled;
    std::mt19937 random(20'261'125);
    int left = 0;
    Way way = Way::open;
    spooled.way.play([&](const auto&) {
        if (left-- <= 0) {
            left = static_cast<int>(random() % 40);
            way = std::array{Way::open, Way::broken, Way::swallowed, Way::open}[random() % 4];
        }
        return way;
    });
    std::vector<std::thread> posters;
    std::atomic<int> acknowledged{0};
    for (int c = 0; c < citizens; ++c) {
        posters.emplace_back([&, c] {
            // Three under way at a time, as platforms do.
            for (int n = 0; n < messages; ++n) {
                const std::string id = std::to_string(c) + "-" + std::to_string(n);
                spooled.inbox->append({event_from(std::to_string(c), id, std::to_string(n))},
                                      [&](auto receipt) { acknowledged += receipt ? 1 : 0; });
                while (acknowledged + 3 * citizens < n * citizens) std::this_thread::yield();
            }
        });
    }
    for (std::thread& poster : posters) poster.join();
    REQUIRE(soon([&] { return acknowledged == citizens * messages; }));
    spooled.way.set(Way::open);
    REQUIRE(spooled.drains());
    CHECK(spooled.counts().spooled > 0);
    std::map<std::string, int> next;
    while (auto taken = spooled.inbox->take(no_wait).value()) {
        CHECK(std::stoi(taken->event.verdict->text()) == next[taken->event.envelope.sender]++);
        REQUIRE(spooled.inbox->complete(*taken, {}));
    }
    for (int c = 0; c < citizens; ++c) CHECK(next[std::to_string(c)] == messages);
}
