// SqliteQueue under many threads: commits are shared, nobody overtakes, nothing comes twice.
#include <catch2/catch.hpp>

#include "adapters/sqlite/sqlite_queue.hpp"
#include "tests/adapters/queue_crowd.hpp"
#include "tests/support/temp_folder.hpp"

using namespace motcua;
using namespace motcua::tests;
using adapters::SqliteQueue;

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
    constexpr Crowd crowd{12, 25};
    Seen answered;
    std::atomic<int> completed{0};
    std::atomic<int> wrong_sessions{0};
    const auto is_over = [&] { return completed == crowd.size(); };
    std::thread writer([&] { crowd.write_to(queue.inbox()); });
    in_threads(8, [&](int) { answer_until(queue.inbox(), answered, is_over, completed, wrong_sessions); });
    writer.join();
    CHECK(answered.all_in_order(crowd));
    CHECK(answered.overlaps() == 0);
    CHECK(wrong_sessions == 0);
    CHECK(queue.inbox().depth().value().pending == 0);

    Seen delivered;
    std::atomic<int> left{crowd.size()};
    in_threads(4, [&](int) { send_until(queue.outbox(), delivered, left); });
    CHECK(delivered.all_in_order(crowd));
    CHECK(delivered.overlaps() == 0);
    CHECK(queue.inbox().depth().value().outgoing == 0);
}
