// SqliteQueue under many threads: commits are shared, nobody overtakes, nothing comes twice.
#include <catch2/catch.hpp>

#include <atomic>
#include <map>
#include <mutex>
#include <thread>

#include "adapters/sqlite/sqlite_queue.hpp"
#include "tests/contract/queue_under_test.hpp"
#include "tests/support/temp_folder.hpp"

using namespace motcua;
using namespace motcua::tests;
using adapters::SqliteQueue;
using namespace std::chrono_literals;

namespace {

constexpr int citizens = 12;
constexpr int messages = 25;  // of each

template <class Work>
void in_threads(int count, Work work) {
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i) threads.emplace_back([i, &work] { work(i); });
    for (std::thread& thread : threads) thread.join();
}

void append_all(SqliteQueue& queue) {
    for (int n = 0; n < messages; ++n) {
        for (int c = 0; c < citizens; ++c) {
            const std::string sender = std::to_string(c);
            queue.inbox().append({event_from(sender, sender + "-" + std::to_string(n), std::to_string(n))}, [](auto) {});
        }
    }
}

struct Seen {
    std::mutex mutex;
    std::map<std::string, std::vector<int>> by_sender;  // what each citizen's answers said, in order
    std::map<std::string, int> on_loan;
    int overlaps = 0;

    void begin(const std::string& sender) {
        const std::lock_guard lock(mutex);
        if (++on_loan[sender] > 1) ++overlaps;
    }
    void end(const std::string& sender, int number) {
        const std::lock_guard lock(mutex);
        --on_loan[sender];
        by_sender[sender].push_back(number);
    }
    bool all_in_order() const {
        if (by_sender.size() != citizens) return false;
        for (const auto& [sender, numbers] : by_sender) {
            if (numbers.size() != messages) return false;
            for (int n = 0; n < messages; ++n) {
                if (numbers[static_cast<std::size_t>(n)] != n) return false;
            }
        }
        return true;
    }
};

}  // namespace

TEST_CASE("callers in several threads share their commits", "[queue]") {
    TempFolder folder;
    SqliteQueue queue(folder / "queue.db", {});
    constexpr int threads = 8;
    constexpr int each = 50;
    std::atomic<int> acknowledged{0};
    std::atomic<int> called{0};
    in_threads(threads, [&](int thread) {
        for (int i = 0; i < each; ++i) {
            const std::string id = std::to_string(thread) + "-" + std::to_string(i);
            queue.inbox().append({event_from(id, id)}, [&](const auto& receipt) {
                acknowledged += receipt ? static_cast<int>(receipt->stored) : 0;
                ++called;
            });
        }
    });
    REQUIRE(append_now(queue.inbox(), {event_from("last", "last")}));
    CHECK(called == threads * each);
    CHECK(acknowledged == threads * each);
    CHECK(queue.inbox().depth().value().pending == threads * each + 1);
    CHECK(queue.commits() < threads * each);
}

TEST_CASE("eight takers answer each citizen in order, one event at a time", "[queue]") {
    TempFolder folder;
    SqliteQueue queue(folder / "queue.db", {});
    Seen answered;
    std::atomic<int> left{citizens * messages};
    std::atomic<int> wrong_sessions{0};
    std::thread appender([&] { append_all(queue); });
    in_threads(8, [&](int) {
        while (left > 0) {
            const auto taken = queue.inbox().take(20ms);
            if (!taken || !*taken) continue;
            const std::string sender = (*taken)->event.envelope.sender;
            const std::string text = (*taken)->event.verdict->text();
            answered.begin(sender);
            const std::string before = text == "0" ? "" : std::to_string(std::stoi(text) - 1);
            if ((*taken)->session != before) ++wrong_sessions;
            answered.end(sender, std::stoi(text));
            if (queue.inbox().complete(**taken, {{{text}}, text, "answered"})) --left;
        }
    });
    appender.join();
    CHECK(answered.all_in_order());
    CHECK(answered.overlaps == 0);
    CHECK(wrong_sessions == 0);
    CHECK(queue.inbox().depth().value().pending == 0);

    Seen delivered;
    left = citizens * messages;
    in_threads(4, [&](int) {
        while (left > 0) {
            const auto taken = queue.outbox().take(20ms);
            if (!taken || !*taken) continue;
            const std::string sender = (*taken)->envelope.sender;
            delivered.begin(sender);
            delivered.end(sender, std::stoi((*taken)->part.body));
            if (queue.outbox().sent(**taken, "p")) --left;
        }
    });
    CHECK(delivered.all_in_order());
    CHECK(delivered.overlaps == 0);
    CHECK(queue.inbox().depth().value().outgoing == 0);
}
