// LoanLine alone: who is next, in memory.
#include <catch2/catch.hpp>

#include <thread>

#include "adapters/sqlite/loan_line.hpp"

using motcua::adapters::LoanLine;
using namespace std::chrono_literals;

namespace {

std::int64_t take(LoanLine& line) {
    const auto loan = line.take(0ms);
    return loan ? loan->id : 0;
}

}  // namespace

TEST_CASE("the oldest first id of a conversation without a loan is next", "[queue]") {
    LoanLine line;
    line.push("a", 1);
    line.push("a", 2);
    line.push("b", 3);
    CHECK(line.size() == 3);
    CHECK(take(line) == 1);
    CHECK(take(line) == 3);
    CHECK(take(line) == 0);
    line.finish({"a", 1});
    CHECK(take(line) == 2);
    line.finish({"a", 2});
    line.finish({"b", 3});
    CHECK(line.size() == 0);
}

TEST_CASE("a postponed id stays first of its line and holds the others back", "[queue]") {
    LoanLine line;
    line.push("a", 1);
    line.push("a", 2);
    const auto loan = line.take(0ms);
    line.postpone(*loan, std::chrono::system_clock::now() + 1h);
    line.push("a", 3);
    CHECK(take(line) == 0);
    line.push("b", 4);
    CHECK(take(line) == 4);
    CHECK(line.size() == 4);
}

TEST_CASE("an id that is due in the past comes at once", "[queue]") {
    LoanLine line;
    line.push("a", 1);
    line.postpone(*line.take(0ms), std::chrono::system_clock::now() - 1ms);
    CHECK(take(line) == 1);
}

TEST_CASE("a take that waits wakes when an id becomes due", "[queue]") {
    LoanLine line;
    const auto begin = std::chrono::steady_clock::now();
    line.push("a", 1, std::chrono::system_clock::now() + 20ms);
    const auto loan = line.take(10s);
    REQUIRE(loan);
    CHECK(loan->id == 1);
    CHECK(std::chrono::steady_clock::now() - begin >= 19ms);  // not before it is due; two clocks were read
}

TEST_CASE("a take that waits wakes when another thread pushes", "[queue]") {
    LoanLine line;
    std::thread pusher([&line] { line.push("a", 7); });
    const auto loan = line.take(10s);
    pusher.join();
    REQUIRE(loan);
    CHECK(loan->id == 7);
}

TEST_CASE("an id that comes back takes its place by number, never before one on loan", "[queue]") {
    LoanLine line;
    line.push("a", 5);
    line.push("a", 9);
    SECTION("nothing on loan") {
        line.insert("a", 3);
        line.insert("a", 7);
        for (const std::int64_t id : {3, 5, 7, 9}) {
            CHECK(take(line) == id);
            line.finish({"a", id});
        }
    }
    SECTION("the first is on loan") {
        REQUIRE(take(line) == 5);
        line.insert("a", 3);
        CHECK(take(line) == 0);
        line.finish({"a", 5});
        for (const std::int64_t id : {3, 9}) {
            CHECK(take(line) == id);
            line.finish({"a", id});
        }
    }
    CHECK(line.size() == 0);
}

TEST_CASE("finish can take later ids along, and ending twice does no harm", "[queue]") {
    LoanLine line;
    for (std::int64_t id = 1; id <= 4; ++id) line.push("a", id);
    REQUIRE(take(line) == 1);
    line.finish({"a", 1}, {1, 2, 4});
    CHECK(line.size() == 1);
    CHECK(take(line) == 3);
    line.finish({"a", 3});
    line.finish({"a", 3});
    line.postpone({"a", 3}, {});
    CHECK(line.size() == 0);
    CHECK(take(line) == 0);
}

TEST_CASE("a conversation with much in line delays no other by more than one turn", "[queue]") {
    LoanLine line;
    for (std::int64_t id = 1; id <= 100; ++id) line.push("flood", id);
    line.push("b", 101);
    line.push("c", 102);
    std::vector<std::int64_t> served;
    for (int i = 0; i < 5; ++i) {
        const auto loan = line.take(0ms);
        REQUIRE(loan);
        served.push_back(loan->id);
        line.finish(*loan);
    }
    CHECK(served == std::vector<std::int64_t>{1, 101, 102, 2, 3});
}

TEST_CASE("what was postponed and is due again has its turn although others keep coming", "[queue]") {
    LoanLine line;
    line.push("a", 1);
    line.postpone(*line.take(0ms), {});
    for (std::int64_t id = 2; id <= 9; ++id) line.push("b", id);
    CHECK(take(line) == 1);
}

TEST_CASE("an account that must rest is held back whole, and others go on", "[queue]") {
    LoanLine line;
    const std::string a1 = "zalo\x1f" "a\x1f" "1";
    const std::string a2 = "zalo\x1f" "a\x1f" "2";
    line.push(a1, 1);
    line.push(a2, 2);
    line.push("zalo\x1f" "ab\x1f" "1", 3);
    line.push("messenger\x1f" "a\x1f" "1", 4);
    line.pause("zalo\x1f" "a", 1h, 1h);
    line.pause("zalo\x1f" "a", 0ms, 1h);  // never shortens
    CHECK(take(line) == 3);
    CHECK(take(line) == 4);
    CHECK(take(line) == 0);
    line.push(a2, 5);
    CHECK(take(line) == 0);
    CHECK(line.size() == 5);
}

TEST_CASE("a take that waits wakes when a pause is over", "[queue]") {
    LoanLine line;
    line.push("zalo\x1f" "a\x1f" "1", 1);
    const auto begin = std::chrono::steady_clock::now();
    line.pause("zalo\x1f" "a", 20ms, 1h);
    const auto loan = line.take(10s);
    REQUIRE(loan);
    CHECK(loan->id == 1);
    CHECK(std::chrono::steady_clock::now() - begin >= 20ms);  // not before the pause is over
}

TEST_CASE("during a pause only what has waited too long to be of use is given out", "[queue]") {
    LoanLine line;
    const auto begin = std::chrono::steady_clock::now();
    line.push("zalo\x1f" "a\x1f" "1", 1);
    line.pause("zalo\x1f" "a", 1h, 20ms);
    const auto loan = line.take(10s);
    REQUIRE(loan);
    CHECK(loan->id == 1);
    CHECK(std::chrono::steady_clock::now() - begin >= 20ms);
}

TEST_CASE("an id that is removed is not given out, and one on loan leaves with its loan", "[queue]") {
    LoanLine line;
    for (std::int64_t id = 1; id <= 4; ++id) line.push("a", id);
    SECTION("while it waits for its time") {
        line.postpone(*line.take(0ms), std::chrono::system_clock::now() + 1h);
        line.remove({"a", 1});
        CHECK(take(line) == 2);  // the next does not wait for the time of the first
    }
    SECTION("on loan, and it would come later") {
        const auto loan = line.take(0ms);
        line.remove({"a", 1});
        CHECK(take(line) == 0);
        line.postpone(*loan, std::chrono::system_clock::now() + 1h);
        CHECK(take(line) == 2);
    }
    SECTION("behind the first") {
        line.remove({"a", 3});
        line.remove({"a", 99});
        line.remove({"b", 1});
        for (const std::int64_t id : {1, 2, 4}) {
            CHECK(take(line) == id);
            line.finish({"a", id});
        }
        CHECK(line.size() == 0);
    }
}
