// Several spools before one remote: handed over as one, by the time of arrival.
#include <catch2/catch.hpp>

#include <array>
#include <map>
#include <random>

#include "adapters/sqlite/spool_turn.hpp"
#include "tests/adapters/spooled_queue.hpp"

using namespace motcua;
using namespace motcua::tests;
using adapters::SpoolMode;
using adapters::SpoolNews;
using adapters::TimePoint;
using namespace std::chrono_literals;

namespace {

/// What two gateways of one process tell each other, as long as the store that they share is there.
class MemoryBoard {
  public:
    std::shared_ptr<adapters::SpoolFellows> place_of(std::size_t number) { return std::make_shared<Place>(*this, number); }
    void set_away(bool away) {
        const std::lock_guard lock(mutex_);
        away_ = away;
    }

  private:
    class Place final : public adapters::SpoolFellows {
      public:
        Place(MemoryBoard& board, std::size_t number) : board_(board), number_(number) {}
        adapters::QueueResult<SpoolNews> exchange(const SpoolNews& mine) override {
            const std::lock_guard lock(board_.mutex_);
            if (board_.away_) return tl::unexpected(adapters::QueueError{adapters::QueueFault::unavailable, "scripted"});
            board_.news_[number_] = mine;
            SpoolNews others{false, TimePoint::max()};
            for (const auto& [number, news] : board_.news_) {
                if (number == number_) continue;
                others.waiting = others.waiting || news.waiting;
                others.since = std::min(others.since, news.since);
            }
            return others;
        }

      private:
        MemoryBoard& board_;
        const std::size_t number_;
    };

    std::mutex mutex_;
    bool away_ = false;
    std::map<std::size_t, SpoolNews> news_;
};

/// Two gateways and one way to the far side, which breaks for both at once.
struct TwoSpools {
    TempFolder folder;
    adapters::SqliteQueue far{folder / "far.db", {}};
    MemoryBoard board;
    FailingInbox way{far.inbox()};
    std::array<std::unique_ptr<adapters::SpoolingInbox>, 2> inboxes;

    TwoSpools() {
        for (std::size_t i = 0; i < inboxes.size(); ++i) {
            adapters::SpoolSettings settings;
            settings.retry = 4ms;
            settings.grace = 40ms;
            inboxes[i] = std::make_unique<adapters::SpoolingInbox>(folder / ("spool" + std::to_string(i)), way, settings, board.place_of(i));
        }
    }
    void set(Way next) {
        way.set(next);
        board.set_away(next != Way::open);
    }
    /// Gives up when no event has been handed over for a while: a slow machine needs many turns.
    bool drains() const {
        const auto handed_over = [this] { return inboxes[0]->counts()->drained + inboxes[1]->counts()->drained; };
        const auto is_over = [this] {
            return inboxes[0]->counts()->waiting + inboxes[1]->counts()->waiting == 0 && !inboxes[0]->counts()->away && !inboxes[1]->counts()->away;
        };
        while (!is_over()) {
            const auto before = handed_over();
            if (!soon([&] { return handed_over() > before || is_over(); })) return false;
        }
        return true;
    }
    void check_that_all_is_in_order(int citizens, int messages) {
        std::map<std::string, int> next;
        while (auto taken = far.inbox().take(no_wait).value()) {
            const std::string sender = taken->event.envelope.sender;
            CHECK(std::stoi(taken->event.verdict->text()) == next[sender]++);
            REQUIRE(far.inbox().complete(*taken, {}));
        }
        for (int c = 0; c < citizens; ++c) CHECK(next[std::to_string(c)] == messages);
    }
};

/// Times of arrival are milliseconds, and nobody types faster.
void let_the_next_be_typed() {
    const auto typed = adapters::Clock::now() + 2ms;
    while (adapters::Clock::now() < typed) std::this_thread::yield();
}

}  // namespace

TEST_CASE("where new events go is decided from all spools", "[queue][spool]") {
    const TimePoint now{1'000'000s};
    struct Row {
        const char* why;
        SpoolNews mine;
        SpoolNews others;
        std::chrono::milliseconds held_for;
        SpoolMode mode;
    };
    const auto row = GENERATE_COPY(values<Row>({
        {"all spools are empty", {false, now}, {false, now - 1h}, 0ms, SpoolMode::direct},
        {"no others", {false, now}, {false, TimePoint::max()}, 0ms, SpoolMode::direct},
        {"a backlog of ours", {true, now - 10s}, {false, now}, 0ms, SpoolMode::spooling},
        {"a backlog of theirs", {false, now}, {true, now - 10s}, 0ms, SpoolMode::spooling},
        {"the last of ours", {true, now - 100ms}, {false, now}, 0ms, SpoolMode::holding},
        {"the last of theirs", {false, now}, {true, now - 100ms}, 0ms, SpoolMode::holding},
        {"young here, old there", {true, now - 100ms}, {true, now - 10s}, 0ms, SpoolMode::spooling},
        {"held for as long as may be", {true, now - 100ms}, {false, now}, 1s, SpoolMode::spooling},
        {"their clock is ahead", {false, now}, {true, now + 1s}, 0ms, SpoolMode::holding},
    }));
    INFO(row.why);
    CHECK(mode_after(row.mine, row.others, now, row.held_for) == row.mode);
}

TEST_CASE("a citizen whose messages lie in two spools is answered in order", "[queue][spool]") {
    TwoSpools two;
    two.set(Way::broken);
    // Always at the other gateway than before.
    for (int n = 0; n < 6; ++n) {
        const auto index = static_cast<std::size_t>(n % 2);
        REQUIRE(append_now(*two.inboxes[index], {event_from("0", std::to_string(n), std::to_string(n))}));
        let_the_next_be_typed();
    }
    two.set(Way::open);
    // The way is open, and what comes now goes behind what lies in the other's spool.
    REQUIRE(append_now(*two.inboxes[0], {event_from("0", "6", "6")}));
    let_the_next_be_typed();
    REQUIRE(append_now(*two.inboxes[1], {event_from("0", "7", "7")}));
    REQUIRE(two.drains());
    two.check_that_all_is_in_order(1, 8);
}

TEST_CASE("two gateways under a steady load come back to direct appends after an outage, in order", "[queue][spool]") {
    constexpr int citizens = 6;
    constexpr int messages = 150;
    TwoSpools two;
    std::vector<std::thread> writers;
    std::atomic<int> acknowledged{0};
    for (int c = 0; c < citizens; ++c) {
        writers.emplace_back([&, c] {
            std::mt19937 random(static_cast<unsigned>(c));
            for (int n = 0; n < messages; ++n) {
                const std::string id = std::to_string(c) + "-" + std::to_string(n);
                const auto receipt = append_now(*two.inboxes[random() % 2], {event_from(std::to_string(c), id, std::to_string(n))});
                acknowledged += receipt ? 1 : 0;
                let_the_next_be_typed();
            }
        });
    }
    for (int outage = 1; outage <= 2; ++outage) {
        REQUIRE(soon([&] { return acknowledged > outage * citizens * messages / 4; }));
        two.set(Way::broken);
        const int before = acknowledged;
        CHECK(soon([&] { return acknowledged >= before + 30; }));
        two.set(Way::open);
    }
    for (std::thread& writer : writers) writer.join();
    CHECK(acknowledged == citizens * messages);
    REQUIRE(two.drains());
    const auto spooled = two.inboxes[0]->counts()->spooled + two.inboxes[1]->counts()->spooled;
    CHECK(spooled >= 60);
    two.check_that_all_is_in_order(citizens, messages);
    // Direct again.
    REQUIRE(append_now(*two.inboxes[0], {event_from("x", "x", "0")}));
    CHECK(two.inboxes[0]->counts()->spooled + two.inboxes[1]->counts()->spooled == spooled);
}
