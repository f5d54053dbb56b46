// SqliteQueue: the contracts of its ports, and what only a file can show: restarts and damage.
#include <catch2/catch.hpp>

#include "adapters/sqlite/database.hpp"
#include "adapters/sqlite/sqlite_queue.hpp"
#include "tests/contract/erasure_contract.hpp"
#include "tests/contract/event_inbox_contract.hpp"
#include "tests/contract/fragments_contract.hpp"
#include "tests/contract/human_desk_contract.hpp"
#include "tests/contract/outbox_contract.hpp"
#include "tests/contract/times_and_bounds_contract.hpp"
#include "tests/support/temp_folder.hpp"

using namespace motcua;
using namespace motcua::tests;
using adapters::QueueFault;
using adapters::QueueSettings;
using adapters::SqliteQueue;
using namespace std::chrono_literals;

namespace {

struct QueueOnDisk {
    TempFolder folder;
    std::unique_ptr<SqliteQueue> queue = std::make_unique<SqliteQueue>(folder / "queue.db", QueueSettings{});

    void restart(QueueSettings settings = {}) {
        queue.reset();
        queue = std::make_unique<SqliteQueue>(folder / "queue.db", std::move(settings));
    }
    QueueUnderTest view() const { return {nullptr, &queue->inbox(), &queue->outbox(), &queue->desk(), {}, {}}; }
};

QueueUnderTest view_of(const std::shared_ptr<QueueOnDisk>& on_disk) {
    QueueUnderTest made = on_disk->view();
    made.keeps = on_disk;
    made.again = [on_disk](QueueSettings settings) {
        on_disk->restart(std::move(settings));
        return view_of(on_disk);
    };
    made.close_and_read = [on_disk] {
        on_disk->queue.reset();  // the last connection writes the log back and removes it
        CHECK_FALSE(std::filesystem::exists(on_disk->folder / "queue.db-wal"));
        return on_disk->folder.all_bytes();
    };
    return made;
}

QueueUnderTest make_sqlite_queue(QueueSettings settings) {
    auto on_disk = std::make_shared<QueueOnDisk>();
    on_disk->restart(std::move(settings));
    return view_of(on_disk);
}

std::string message_of_opening(const std::filesystem::path& file) {
    try {
        SqliteQueue queue(file, {});
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return "it opened";
}

}  // namespace

TEST_CASE("the SQLite queue keeps the promises of EventInbox", "[queue][contract]") {
    check_event_inbox("sqlite", make_sqlite_queue);
}

TEST_CASE("the SQLite queue keeps the promises of Outbox", "[queue][contract]") {
    check_outbox("sqlite", make_sqlite_queue);
}

TEST_CASE("the SQLite queue keeps the promises of HumanDesk", "[queue][contract]") {
    check_human_desk("sqlite", make_sqlite_queue);
}

TEST_CASE("the SQLite queue keeps its times and bounds", "[queue][contract]") {
    check_times_and_bounds("sqlite", make_sqlite_queue);
}

TEST_CASE("the SQLite queue reads one thought out of several texts", "[queue][contract]") {
    check_fragments("sqlite", make_sqlite_queue);
}

TEST_CASE("the SQLite queue forgets what a citizen wrote", "[queue][contract]") {
    check_erasure("sqlite", make_sqlite_queue);
}

TEST_CASE("a restart on the same file keeps everything", "[queue]") {
    QueueOnDisk disk;
    answer_with(disk.view(), "a", "1", {"a1.1", "a1.2"});
    REQUIRE(disk.queue->outbox().sent(take_now(disk.queue->outbox()), "p-1"));
    REQUIRE(append_now(disk.queue->inbox(), {event_from("a", "2", "a2"), event_from("a", "3", "a3")}));
    const auto on_loan = take_now(disk.queue->inbox());
    REQUIRE(on_loan.event.verdict->text() == "a2");
    answer_with(disk.view(), "b", "4", {"b1.1"});
    const auto part_on_loan = take_now(disk.queue->outbox());
    REQUIRE(part_on_loan.part.body == "a1.2");
    const auto dying = take_now(disk.queue->outbox());
    REQUIRE(disk.queue->outbox().dead(dying, "gone"));

    disk.restart();
    const auto depth = disk.queue->inbox().depth().value();
    CHECK(depth.pending == 2);
    CHECK(depth.outgoing == 1);
    CHECK(depth.dead == 1);
    CHECK(append_now(disk.queue->inbox(), {event_from("a", "1"), event_from("a", "3")}).value().stored == 0);
    const auto again = take_now(disk.queue->inbox());  // the loan ended with the process
    CHECK(again.event.verdict->text() == "a2");
    CHECK(again.attempt == 2);
    CHECK(again.session == "session of a");
    CHECK(take_now(disk.queue->outbox()).part.body == "a1.2");
    CHECK(disk.queue->outbox().dead_letters(5).value().at(0).reason == "gone");
}

TEST_CASE("an event that was on loan when five processes died is a dead letter at its next release", "[queue]") {
    QueueOnDisk disk;
    REQUIRE(append_now(disk.queue->inbox(), {event_from("a", "1")}));
    for (int process = 1; process <= 4; ++process) {
        CHECK(take_now(disk.queue->inbox()).attempt == process);
        disk.restart();
    }
    const auto last = take_now(disk.queue->inbox());
    CHECK(last.attempt == 5);
    REQUIRE(disk.queue->inbox().release(last, no_wait, "crash"));
    CHECK(nothing_to_take(disk.queue->inbox()));
    CHECK(disk.queue->inbox().depth().value().dead == 1);
}

TEST_CASE("a damaged file is named, with what to do", "[queue]") {
    TempFolder folder;
    folder.write("queue.db", std::string(8192, 'x'));
    const std::string message = message_of_opening(folder / "queue.db");
    CHECK(message.find((folder / "queue.db").string()) != std::string::npos);
    CHECK(message.find("move it away") != std::string::npos);
}

TEST_CASE("a file whose inner pages are damaged is named, with what to do", "[queue]") {
    TempFolder folder;
    {
        SqliteQueue queue(folder / "queue.db", {});
        std::vector<adapters::InboxEvent> events;
        for (int i = 0; i < 500; ++i) events.push_back(event_from("a", std::to_string(i), std::string(200, 'y')));
        REQUIRE(append_now(queue.inbox(), std::move(events)));
    }
    const auto size = std::filesystem::file_size(folder / "queue.db");
    REQUIRE(size > 16 * 4096);
    std::fstream file(folder / "queue.db", std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(4096);
    file << std::string(size - 4096, '\xff');  // the first page holds the schema and stays
    file.close();
    const std::string message = message_of_opening(folder / "queue.db");
    CAPTURE(message);
    CHECK(message.find((folder / "queue.db").string()) != std::string::npos);
    CHECK(message.find("move it away") != std::string::npos);
}

TEST_CASE("a database of a folder that cannot be made is named", "[queue]") {
    TempFolder folder;
    folder.write("file", "not a folder");
    CHECK(message_of_opening(folder / "file/queue.db").find((folder / "file").string()) != std::string::npos);
}
