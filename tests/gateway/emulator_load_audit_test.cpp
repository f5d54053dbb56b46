// The audit of a load: what counts as lost, out of order, twice, and what explains it.
#include <catch2/catch.hpp>

#include <sstream>

#include "gateway/load/load_book.hpp"

using namespace motcua;
using gateway::PostResult;
using intents::ChannelKind;

namespace {

std::size_t hash(const std::string& text) { return std::hash<std::string>{}(text); }

/// One citizen, three questions; each step happens after the one before.
class Story {
  public:
    Story()
        : book_({{ChannelKind::zalo, "7"}},
                {{"q0", hash("r0"), 0}, {"q1", hash("r1"), 0}, {"q2", hash("r2"), 0}}) {}

    std::size_t asks(std::size_t question) {
        const auto event = book_.begin(0, question);
        post(event, 503);
        return event;
    }
    void acknowledges(std::size_t event) { post(event, 200); }
    std::size_t asks_and_gets_200(std::size_t question) {
        const auto event = book_.begin(0, question);
        post(event, 200);
        return event;
    }
    void replies(const std::string& text, std::uint64_t run = 1, bool withheld = false) {
        gateway::SentNote note;
        note.message.user = "7";
        note.message.text = text;
        note.run = run;
        note.answer_withheld = withheld;
        ear_.hear(note);
    }
    /// The 200 is noted only after the reply was heard.
    void asks_and_is_noted_late(std::size_t question, const std::string& reply) {
        const auto event = book_.begin(0, question);
        PostResult result;
        result.status = 200;
        result.started = gateway::LoadClock::now();
        replies(reply);
        book_.posted(event, result);
    }
    gateway::LoadReport report() const { return book_.report(ear_); }

  private:
    void post(std::size_t event, int status) {
        PostResult result;
        result.status = status;
        book_.posted(event, result);
    }

    gateway::LoadBook book_;
    gateway::Ear ear_;
};

}  // namespace

TEST_CASE("a reply that is heard before its attempt is noted answers it", "[load]") {
    Story story;
    story.asks_and_is_noted_late(0, "r0");
    const auto report = story.report();
    CHECK(report.lost == 0);
    CHECK(report.unrecognised == 0);
    CHECK(report.answered == 1);
}

TEST_CASE("answered in order is clean", "[load]") {
    Story story;
    story.asks_and_gets_200(0);
    story.replies("r0");
    story.asks_and_gets_200(1);
    story.replies("r1");
    const auto report = story.report();
    CHECK(report.is_clean());
    CHECK(report.answered == 2);
    CHECK(report.progress.acknowledged == 2);
}

TEST_CASE("a question without a reply is lost, acknowledged or not", "[load]") {
    Story story;
    story.asks_and_gets_200(0);
    story.asks(1);
    const auto report = story.report();
    CHECK(report.lost == 2);
    CHECK(report.lost_unacknowledged == 1);
    CHECK_FALSE(report.is_clean());
    CHECK(report.findings.size() == 2);
}

TEST_CASE("a reply overtakes another only when the gateway had the other before", "[load]") {
    struct Row {
        const char* why;
        bool first_is_acknowledged_before;
        std::uint64_t out_of_order;
    };
    const auto row = GENERATE(values<Row>({
        {"the first was acknowledged before the second was posted", true, 1},
        {"the first was posted in vain and came after the second", false, 0},
    }));
    INFO(row.why);
    Story story;
    const auto first = row.first_is_acknowledged_before ? story.asks_and_gets_200(0) : story.asks(0);
    story.asks_and_gets_200(1);
    if (!row.first_is_acknowledged_before) story.acknowledges(first);
    story.replies("r1");
    story.replies("r0");
    CHECK(story.report().out_of_order == row.out_of_order);
    CHECK(story.report().lost == 0);
}

TEST_CASE("a reply that comes twice needs a reason", "[load]") {
    struct Row {
        const char* why;
        bool withheld;
        std::uint64_t second_run;
        bool another_before;  // the same process sent another one after the first copy
        std::uint64_t by_withheld;
        std::uint64_t by_end;
        std::uint64_t unexplained;
    };
    const auto row = GENERATE(values<Row>({
        {"one process sent it twice", false, 1, false, 0, 0, 1},
        {"the emulator withheld the answer", true, 1, false, 1, 0, 0},
        {"the next process sent what the last one's end left open", false, 2, false, 0, 1, 0},
        {"the last process had gone on to another one: it knew", false, 2, true, 0, 0, 1},
    }));
    INFO(row.why);
    Story story;
    story.asks_and_gets_200(0);
    story.asks_and_gets_200(1);
    story.replies("r0", 1, row.withheld);
    if (row.another_before) story.replies("r1", 1);
    story.replies("r0", row.second_run);
    if (!row.another_before) story.replies("r1", row.second_run);
    const auto report = story.report();
    CHECK(report.duplicates_withheld == row.by_withheld);
    CHECK(report.duplicates_killed == row.by_end);
    CHECK(report.duplicates_unexplained == row.unexplained);
    CHECK(report.lost == 0);
    CHECK(report.is_clean() == (row.unexplained == 0));
}

TEST_CASE("one withheld answer explains one more copy, not two", "[load]") {
    Story story;
    story.asks_and_gets_200(0);
    story.replies("r0", 1, true);
    story.replies("r0");
    story.replies("r0");
    const auto report = story.report();
    CHECK(report.duplicates_withheld == 1);
    CHECK(report.duplicates_unexplained == 1);
}

TEST_CASE("a reply in other words answers what is open, and one with nothing open answers nothing", "[load]") {
    Story story;
    story.asks_and_gets_200(0);
    story.replies("something else");
    auto report = story.report();
    CHECK(report.other_words == 1);
    CHECK(report.answered == 1);
    CHECK(report.lost == 0);
    story.replies("one more");
    report = story.report();
    CHECK(report.unrecognised == 1);
    CHECK(report.other_words == 1);
}

TEST_CASE("an earlier process's late bytes are read before a later one's", "[load]") {
    Story story;
    story.asks_and_gets_200(0);
    story.asks_and_gets_200(1);
    story.replies("r1", 2);
    story.replies("r0", 1);  // sent first, heard last
    CHECK(story.report().out_of_order == 0);
}

TEST_CASE("percentiles are of the nearest rank", "[load]") {
    std::vector<double> values;
    for (int i = 100; i >= 1; --i) values.push_back(i);
    const auto latency = gateway::latency_of(values);
    CHECK(latency.p50_ms == 50);
    CHECK(latency.p95_ms == 95);
    CHECK(latency.p99_ms == 99);
    CHECK(gateway::latency_of({}).p99_ms == 0);
}

TEST_CASE("the table says in its last line whether all is well", "[load]") {
    gateway::LoadReport report;
    std::ostringstream clean;
    print_report(report, clean);
    CHECK(clean.str().find("verdict                                  clean\n") != std::string::npos);
    report.out_of_order = 1;
    std::ostringstream unclean;
    print_report(report, unclean);
    CHECK(unclean.str().find("NOT CLEAN\n") != std::string::npos);
}
