// The commands against real clusters, by the real binary: publish, status, rollback, eval, doctor.
#include "tests/elasticsearch/cluster_town.hpp"
#include "tests/end_to_end/command_run.hpp"

using namespace motcua;
using namespace motcua::tests;

namespace {

/// A data folder of its own, and the settings that name the cluster.
struct Desk {
    explicit Desk(const std::string& url) : town(url) {
        folder.write("motcua.toml", "data = \"" + folder.path().string() + "\"\n[webhook]\nport = 0\n[ops]\nport = 0\n[elasticsearch]\nhosts = [\"" + url +
                                        "\"]\nalias = \"" + town.alias + "\"\n");
        folder.write("questions.jsonl", R"({"id":"1","text":"khai sinh cho con","kind":"procedure","accept":["1.001193"]})" "\n"
                                        R"({"id":"2","text":"lam lai bang lai xe mat","kind":"procedure","accept":["3.000348"]})" "\n");
    }
    CommandResult run(std::vector<std::string> words) const {
        words.insert(words.begin(), {"--config", (folder / "motcua.toml").string()});
        return run_command(words);
    }

    ClusterTown town;
    TempFolder folder;
};

bool tells(const CommandResult& result, const std::string& part) { return result.out.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the commands publish, tell, go back and compare on every real cluster", "[server][command]") {
    MOTCUA_EACH_SEARCH_SERVER(server);
    const Desk desk(server.url);
    const auto none = desk.run({"kb", "status"});
    CHECK(none.exit_code == 1);
    CHECK(tells(none, "run `motcua kb publish`"));
    CHECK_THAT(desk.run({"doctor"}).out, Catch::Contains("MEND  elasticsearch:"));
    const auto published = desk.run({"kb", "publish"});
    INFO(published.err);
    REQUIRE(published.exit_code == 0);
    CHECK(tells(published, "published 157 documents as " + desk.town.alias + "-"));
    CHECK_THAT(published.err, Catch::Contains("making ") && Catch::Contains("names found their procedure"));
    CHECK(tells(desk.run({"kb", "publish"}), "nothing was done"));
    const auto status = desk.run({"kb", "status"});
    CHECK(status.exit_code == 0);
    CHECK(tells(status, "serves"));
    CHECK(tells(status, "fits this machine's data"));
    CHECK(desk.run({"kb", "rollback"}).exit_code == 3);  // there is none before
    const auto eval = desk.run({"eval", (desk.folder / "questions.jsonl").string(), "--index", "elasticsearch", "--misses"});
    CHECK(eval.exit_code == 0);
    CHECK(tells(eval, "agreement@1 with the embedded index: 1.000 (2 of 2"));
    CHECK_THAT(desk.run({"doctor"}).out, Catch::Contains("ok    elasticsearch: " + desk.town.alias + " serves this machine's data"));
}

TEST_CASE("an evaluation over an index of other data is refused, and says what to do", "[server][command]") {
    MOTCUA_EACH_SEARCH_SERVER(server);
    Desk desk(server.url);
    desk.town.library.fill({sound_procedure()});
    REQUIRE(desk.town.library.publish());
    const auto eval = desk.run({"eval", (desk.folder / "questions.jsonl").string(), "--index", "elasticsearch"});
    CHECK(eval.exit_code == 3);
    CHECK_THAT(eval.err, Catch::Contains("other data") && Catch::Contains("motcua kb publish"));
    CHECK(desk.run({"kb", "status"}).exit_code == 1);
}
