// One thought in several messages: short texts in a row come as one event, and nothing of them is lost.
#include <catch2/catch.hpp>

#include "adapters/sqlite/database.hpp"
#include "adapters/sqlite/sqlite_queue.hpp"
#include "tests/contract/queue_under_test.hpp"
#include "tests/support/temp_folder.hpp"

using namespace motcua;
using namespace motcua::tests;
using std::chrono::milliseconds;

namespace {

/// Long enough that everything a test appends at once is there before the first is due.
constexpr milliseconds settle{150};

struct SettlingQueue {
    TempFolder folder;
    adapters::SqliteQueue queue{folder.path() / "queue.db", {.settle = settle}};
    adapters::EventInbox& inbox = queue.inbox();

    void say(const std::string& text, const std::string& payload = {}, const std::string& sender = "lan") {
        adapters::InboxEvent event{citizen(sender, "m" + std::to_string(++count)), admitted(text, payload)};
        REQUIRE(append_now(inbox, {event}));
    }
    int count = 0;
};

std::string text_of(const adapters::TakenEvent& taken) { return taken.event.verdict->text(); }

}  // namespace

TEST_CASE("short texts in a row are one thought", "[queue][fragments]") {
    SettlingQueue queue;
    queue.say("cho em hỏi");
    queue.say("em mất căn cước");
    queue.say("làm lại ở đâu ạ");
    const auto taken = take_now(queue.inbox);
    CHECK(text_of(taken) == "cho em hỏi\nem mất căn cước\nlàm lại ở đâu ạ");
    CHECK(taken.joined.size() == 2);
    REQUIRE(queue.inbox.complete(taken, {{{"reply"}}, "s", "answered"}));
    CHECK_FALSE(*queue.inbox.take(no_wait));
    CHECK(queue.inbox.depth()->pending == 0);
    CHECK(queue.inbox.depth()->outgoing == 1);
}

TEST_CASE("what may stand alone does not wait", "[queue][fragments]") {
    struct Row {
        const char* why;
        const char* text;
        const char* payload;
    };
    const auto row = GENERATE(values<Row>({
        {"a whole question", "em muốn làm lại căn cước bị mất thì cần giấy tờ gì ạ", ""},
        {"a button", "", "v1|1.001193|fee"},
        {"a button with its title", "Lệ phí", "v1|1.001193|fee"},
    }));
    INFO(row.why);
    SettlingQueue queue;
    queue.say(row.text, row.payload);
    CHECK(*queue.inbox.take(no_wait));
}

TEST_CASE("a whole question ends the thought that a short text began", "[queue][fragments]") {
    SettlingQueue queue;
    queue.say("mất ví rồi");
    queue.say("em muốn làm lại căn cước bị mất thì cần giấy tờ gì ạ");
    const auto taken = queue.inbox.take(no_wait);
    REQUIRE(*taken);
    CHECK((*taken)->joined.size() == 1);
}

TEST_CASE("a button is never read into a text", "[queue][fragments]") {
    SettlingQueue queue;
    queue.say("lệ phí");
    queue.say("", "v1|1.001193|fee");
    const auto first = take_now(queue.inbox);
    CHECK(text_of(first) == "lệ phí");
    CHECK(first.joined.empty());
    REQUIRE(queue.inbox.complete(first, {{}, "s", "answered"}));
    CHECK(take_now(queue.inbox).event.verdict->payload() == "v1|1.001193|fee");
}

TEST_CASE("another citizen's text is another thought", "[queue][fragments]") {
    SettlingQueue queue;
    queue.say("khai sinh", {}, "lan");
    queue.say("khai tử", {}, "minh");
    const auto one = take_now(queue.inbox);
    const auto two = take_now(queue.inbox);
    CHECK(one.joined.empty());
    CHECK(two.joined.empty());
}

TEST_CASE("nobody waits for ever: five texts are enough", "[queue][fragments]") {
    SettlingQueue queue;
    for (int i = 0; i < 7; ++i) queue.say("câu " + std::to_string(i));
    const auto first = take_now(queue.inbox);
    CHECK(first.joined.size() == 4);
    REQUIRE(queue.inbox.complete(first, {{}, "s", "answered"}));
    CHECK(text_of(take_now(queue.inbox)) == "câu 5\ncâu 6");
}

TEST_CASE("a thought that is released comes again whole, and its texts are gone when it is done", "[queue][fragments]") {
    SettlingQueue queue;
    queue.say("em mất");
    queue.say("căn cước");
    const auto first = take_now(queue.inbox);
    REQUIRE(queue.inbox.release(first, no_wait, "test"));
    const auto again = take_now(queue.inbox);
    CHECK(text_of(again) == "em mất\ncăn cước");
    CHECK(again.attempt == 2);
    REQUIRE(queue.inbox.complete(again, {{}, "s", "answered"}));
    adapters::Database database(queue.folder.path() / "queue.db", adapters::Durability::normal);
    auto rows = database.prepare("SELECT count(*) FROM event WHERE text <> '' OR state = 0");
    REQUIRE(rows.step());
    CHECK(rows.integer(0) == 0);
}

TEST_CASE("without a time to settle every text is answered by itself", "[queue][fragments]") {
    TempFolder folder;
    adapters::SqliteQueue queue(folder.path() / "queue.db", {});
    REQUIRE(append_now(queue.inbox(), {event_from("lan", "1", "em mất"), event_from("lan", "2", "căn cước")}));
    const auto first = queue.inbox().take(no_wait);
    REQUIRE(*first);
    CHECK(text_of(**first) == "em mất");
    CHECK((*first)->joined.empty());
}
