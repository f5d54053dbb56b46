// Exit codes, help, version, doctor and eval of the command line.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/end_to_end/child_process.hpp"
#include "tests/end_to_end/command_run.hpp"
#include "tests/end_to_end/file_search.hpp"

using namespace motcua;
using nlohmann::json;

namespace {

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("help is told for every command with exit code 0", "[command]") {
    for (const Words& words : {Words{"--help"}, Words{"serve", "--help"}, Words{"emulate", "--help"}, Words{"kb", "--help"},
                               Words{"kb", "import", "--help"}, Words{"kb", "publish", "--help"}, Words{"kb", "rollback", "--help"}, Words{"kb", "status", "--help"}, Words{"answer", "--help"}, Words{"eval", "--help"},
                               Words{"dead", "--help"}, Words{"tokens", "--help"},
                               Words{"tokens", "consent", "--help"},
                               Words{"channel", "--help"}, Words{"channel", "setup", "--help"}, Words{"channel", "status", "--help"}}) {
        const auto result = tests::run_command(words);
        INFO(words.front());
        CHECK(result.exit_code == 0);
        CHECK(tests::holds(result.out, "Usage"));
    }
    const auto all = tests::run_command({"--help"});
    for (const char* name : {"serve", "emulate", "doctor", "version", "kb", "ask", "answer", "normalize", "eval", "dead", "tokens", "channel"}) {
        CHECK(tests::holds(all.out, name));
    }
}

TEST_CASE("words that cannot be understood end with exit code 2", "[command]") {
    struct Row {
        const char* why;
        Words words;
    };
    for (const Row& row : std::vector<Row>{{"no command", {}},
                                           {"an unknown command", {"dance"}},
                                           {"an unknown option", {"version", "--loudly"}},
                                           {"an unknown option of a command", {"kb", "stats", "--loudly"}},
                                           {"kb without its command", {"kb"}},
                                           {"dead without its command", {"dead"}},
                                           {"tokens without its command", {"tokens"}},
                                           {"a file of tokens that is not there", {"tokens", "import", "/nowhere/tokens"}},
                                           {"channel without its command", {"channel"}},
                                           {"a channel that cannot be set up", {"channel", "setup", "--channel", "viber"}},
                                           {"a load without questions", {"emulate", "--load"}},
                                           {"a load of nobody", {"emulate", "--load", "--questions", "q", "--users", "0"}},
                                           {"a figure of the load without the load", {"emulate", "--rate", "5"}},
                                           {"a fault file that is not there", {"emulate", "--faults", "/nowhere/f.toml"}},
                                           {"a missing text", {"ask"}},
                                           {"a missing path", {"kb", "import", "--format", "jsonl"}},
                                           {"a missing format", {"kb", "import", "x.jsonl"}},
                                           {"an unknown format", {"kb", "import", "--format", "csv", "x.csv"}},
                                           {"no search cluster is named", {"kb", "publish"}},
                                           {"a search cluster at no address", {"kb", "status", "--elasticsearch", "nowhere"}},
                                           {"an alias that is a pattern", {"kb", "rollback", "--elasticsearch", "http://127.0.0.1:1", "--alias", "*"}},
                                           {"an index that there is not", {"eval", "q.jsonl", "--index", "solr"}},
                                           {"answer without its form", {"answer"}},
                                           {"an option without its value", {"version", "--data"}},
                                           {"a file of questions that is not there", {"eval", "/nowhere/q.jsonl"}}}) {
        INFO(row.why);
        const auto result = tests::run_command(row.words);
        CHECK(result.exit_code == 2);
        CHECK(result.out.empty());
        CHECK_FALSE(result.err.empty());
    }
}

TEST_CASE("--data may stand before, between and behind the words of a command", "[command]") {
    const tests::TemporaryFolder folder;
    const std::string data = folder.path().string();
    for (const Words& words : {Words{"--data", data, "kb", "stats"}, Words{"kb", "--data", data, "stats"},
                               Words{"kb", "stats", "--data", data}, Words{"dead", "list", "--data", data}}) {
        const auto result = tests::run_command(words);
        INFO(result.err);
        CHECK(result.exit_code == 0);
    }
    CHECK(std::filesystem::exists(folder.path() / "knowledge.db"));
}

TEST_CASE("version tells name and number", "[command]") {
    const auto result = tests::run_command({"version"});
    CHECK(result.exit_code == 0);
    CHECK(result.out.rfind("motcua ", 0) == 0);
    CHECK(result.out.find_first_of("0123456789") != std::string::npos);
}

TEST_CASE("a data folder that cannot be used is an error of work, told in a line", "[command]") {
    const tests::TemporaryFolder folder;
    tests::write_file(folder.path() / "file", "no folder");
    const auto result = tests::run_command({"kb", "stats", "--data", (folder.path() / "file" / "below").string()});
    CHECK(result.exit_code == 3);
    CHECK(tests::holds(result.err, "motcua: "));
}

TEST_CASE("eval scores a file of questions, as a table and as JSON", "[command]") {
    const tests::TemporaryFolder folder;
    const json right = {{"id", "a"}, {"text", "lam lai bang lai xe mat thi can giay to gi"}, {"kind", "procedure"},
                        {"accept", {"3.000348"}}, {"facets", {"documents"}}, {"style", {"unaccented"}}};
    const json wrong = {{"id", "b"}, {"text", "thủ tục đăng ký kết hôn cần giấy tờ gì"}, {"kind", "procedure"},
                        {"accept", {"9.999999"}}, {"facets", {"documents"}}, {"style", {"accented"}}};
    const json follow_up = {{"id", "c"}, {"text", "thế bao nhiêu tiền?"}, {"kind", "procedure"}, {"accept", {"3.000348"}},
                            {"facets", {"fee"}}, {"style", {"accented"}},
                            {"history", {"lam lai bang lai xe mat thi can giay to gi"}}};
    const json talk = {{"id", "d"}, {"text", "xin chào"}, {"kind", "smalltalk"}};
    const std::string file = (folder.path() / "questions.jsonl").string();
    tests::write_file(file, right.dump() + "\n" + wrong.dump() + "\n\n" + follow_up.dump() + "\n" + talk.dump() + "\n");
    const std::string data = folder.path().string();

    const auto table = tests::run_command({"eval", file, "--data", data});
    CHECK(table.exit_code == 0);
    CHECK(tests::holds(table.out, "procedure"));
    const auto result = tests::run_command({"eval", file, "--json", "--data", data});
    REQUIRE(result.exit_code == 0);
    const json report = json::parse(result.out);
    CHECK(report.at("all").at("count") == 4);
    CHECK(report.at("procedure").at("count") == 3);
    CHECK(report.at("procedure").at("success@1").get<double>() == Approx(2.0 / 3));
    CHECK(report.at("procedure").at("success@3").get<double>() == Approx(2.0 / 3));
    CHECK(report.at("procedure").at("mrr@10").get<double>() == Approx(2.0 / 3));
    CHECK(report.at("procedure").at("wrong_and_confident_per_1000").get<double>() == Approx(1000.0 / 3));
    CHECK(report.at("procedure").at("facet_hit").get<double>() == 1.0);
    CHECK(report.at("by_style").at("unaccented").at("success@1") == 1.0);
    CHECK(report.at("by_style").at("accented").at("success@1") == 0.5);
    CHECK(report.at("by_kind").at("smalltalk").at("right_outcome") == 1.0);

    tests::write_file(file, right.dump() + "\n{\"id\":\"no text\"}\n");
    const auto broken = tests::run_command({"eval", file, "--json", "--data", data});
    CHECK(broken.exit_code == 3);
    CHECK(tests::holds(broken.err, "questions.jsonl:2"));
}
