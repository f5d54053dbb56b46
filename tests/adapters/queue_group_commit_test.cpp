// GroupCommit alone: many share a commit, one bad write harms nobody, the bound refuses.
#include <catch2/catch.hpp>

#include <atomic>
#include <future>
#include <stdexcept>
#include <thread>

#include "adapters/sqlite/group_commit.hpp"
#include "tests/support/temp_folder.hpp"

using namespace motcua;
using adapters::Database;
using adapters::Durability;
using adapters::GroupCommit;

namespace {

struct Desk {
    tests::TempFolder folder;
    GroupCommit writer{opened(), 100};

    std::unique_ptr<Database> opened() const {
        auto database = std::make_unique<Database>(folder / "w.db", Durability::full);
        database->execute("CREATE TABLE IF NOT EXISTS t(n INTEGER PRIMARY KEY)");
        return database;
    }
    std::int64_t rows() const {
        Database reader(folder / "w.db", Durability::normal);
        auto count = reader.prepare("SELECT count(*) FROM t");
        count.step();
        return count.integer(0);
    }
};

void insert(Database& database, std::int64_t number) {
    database.prepare("INSERT INTO t VALUES(?)").bind(1, number).run();
}

/// Holds the writer inside a transaction until it is let go, so that what follows is one batch.
class HeldWriter {
  public:
    explicit HeldWriter(GroupCommit& writer) {
        writer.submit({[this](Database&) {
                           entered_.set_value();
                           let_go_.get_future().wait();
                       },
                       [](const std::string&) {}, 0});
        entered_.get_future().wait();
    }
    void let_go() { let_go_.set_value(); }

  private:
    std::promise<void> entered_;
    std::promise<void> let_go_;
};

}  // namespace

TEST_CASE("what waits while a commit runs shares the next one", "[queue]") {
    Desk desk;
    std::atomic<int> done{0};
    HeldWriter held(desk.writer);
    for (int i = 0; i < 100; ++i) {
        REQUIRE(desk.writer.submit({[i](Database& database) { insert(database, i); },
                                    [&done](const std::string& failure) { done += failure.empty() ? 1 : 1000; }}));
    }
    CHECK(done == 0);
    held.let_go();
    CHECK(desk.writer.run([](Database&) {}).empty());
    CHECK(done == 100);
    CHECK(desk.rows() == 100);
    CHECK(desk.writer.commits() <= 3);
}

TEST_CASE("one bad write of a batch fails alone and says why", "[queue]") {
    Desk desk;
    std::vector<std::string> failures(5, "not called");
    HeldWriter held(desk.writer);
    for (std::size_t i = 0; i < failures.size(); ++i) {
        desk.writer.submit({[i](Database& database) {
                                insert(database, static_cast<std::int64_t>(i));
                                if (i == 2) throw std::runtime_error("bad apple");
                                if (i == 3) insert(database, 0);  // a constraint
                            },
                            [&failures, i](const std::string& failure) { failures[i] = failure; }});
    }
    held.let_go();
    desk.writer.run([](Database&) {});
    CHECK(failures[0].empty());
    CHECK(failures[1].empty());
    CHECK(failures[2] == "bad apple");
    CHECK(failures[3].find("UNIQUE") != std::string::npos);
    CHECK(failures[4].empty());
    CHECK(desk.rows() == 3);
}

TEST_CASE("beyond the bound nothing happens and the caller is told", "[queue]") {
    Desk desk;
    std::atomic<bool> called{false};
    HeldWriter held(desk.writer);
    REQUIRE(desk.writer.submit({[](Database& database) { insert(database, 1); }, [](const std::string&) {}, 99}));
    CHECK_FALSE(desk.writer.submit({[](Database& database) { insert(database, 2); },
                                    [&called](const std::string&) { called = true; }, 2}));
    CHECK(desk.writer.submit({[](Database& database) { insert(database, 3); }, [](const std::string&) {}, 1}));
    // Work in flight must be able to end: weight 0 is never refused.
    CHECK(desk.writer.submit({[](Database& database) { insert(database, 4); }, [](const std::string&) {}, 0}));
    held.let_go();
    desk.writer.run([](Database&) {});
    CHECK_FALSE(called);
    CHECK(desk.rows() == 3);
}

TEST_CASE("a lazy note is joined to the next commit and needs none of its own", "[queue]") {
    Desk desk;
    desk.writer.run([](Database&) {});
    const auto before = desk.writer.commits();
    desk.writer.submit_lazily([](Database& database) { insert(database, 1); });
    desk.writer.submit_lazily([](Database& database) { insert(database, 2); });
    CHECK(desk.writer.run([](Database& database) { insert(database, 3); }).empty());
    CHECK(desk.rows() == 3);
    CHECK(desk.writer.commits() <= before + 2);
}

TEST_CASE("the end of the writer is the end of nothing that was accepted", "[queue]") {
    tests::TempFolder folder;
    auto database = std::make_unique<Database>(folder / "w.db", Durability::full);
    database->execute("CREATE TABLE t(n INTEGER PRIMARY KEY)");
    std::atomic<int> done{0};
    {
        GroupCommit writer(std::move(database), 1000);
        for (int i = 0; i < 50; ++i) {
            writer.submit({[i](Database& into) { insert(into, i); }, [&done](const std::string&) { ++done; }});
        }
        writer.submit_lazily([](Database& into) { insert(into, 1000); });
    }
    CHECK(done == 50);
    Database reader(folder / "w.db", Durability::normal);
    auto count = reader.prepare("SELECT count(*) FROM t");
    REQUIRE(count.step());
    CHECK(count.integer(0) == 51);
}
