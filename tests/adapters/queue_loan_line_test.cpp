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
    line.push("a", 1, std::chrono::system_clock::now() + 20ms);
    CHECK(take(line) == 0);
    const auto loan = line.take(10s);
    REQUIRE(loan);
    CHECK(loan->id == 1);
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
