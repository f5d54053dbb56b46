// Real clusters against the embedded index: the same first procedure and the same outcome for every question.
#include <fstream>
#include <sstream>

#include "adapters/portal/import.hpp"
#include "adapters/gzip.hpp"
#include "gateway/cli/eval_agreement.hpp"
#include "gateway/shared_index.hpp"
#include "tests/elasticsearch/cluster_town.hpp"
#include "tests/support/shared_data.hpp"

using namespace motcua;
using namespace motcua::tests;

namespace {

void quiet(const std::string&) {}

/// Publishes the base of `data`, asks both indexes, and lists where they differ.
void check_agreement(const SearchServer& server, const std::filesystem::path& data, const std::filesystem::path& questions_file) {
    const gateway::Snapshot embedded(data, gateway::Office{}, quiet);
    gateway::SearchClusterSettings settings;
    settings.transport = settings_of(server.url);
    settings.alias = own_alias();
    const gateway::SharedIndex cluster(settings);
    const auto aliases = gateway::aliases_of(data);
    const adapters::elasticsearch::IndexPublisher publisher(cluster.transport(), settings.alias, quiet);
    const auto published = publisher.publish({embedded.store(), aliases}, {.now = std::chrono::system_clock::now(), .bulk = {}});
    REQUIRE(published);
    const gateway::Snapshot shared(data, gateway::Office{}, quiet, cluster.alone());
    std::ifstream in(questions_file);
    const auto questions = gateway::read_questions(in, questions_file.string());
    const auto ours = evaluate(embedded, questions);
    const auto theirs = evaluate(shared, questions);
    const auto agreement = agreement_of(ours, theirs);
    std::ostringstream differences;
    print_disagreements(ours, theirs, differences);
    INFO(differences.str());
    CHECK(agreement.compared > questions.size() / 2);
    CHECK(agreement.same_first == agreement.compared);
    // A confidence at the edge between two outcomes may fall to either side: scores differ in their last step of 1/1024.
    CHECK(agreement.same_outcome + agreement.questions / 200 >= agreement.questions);
    if (agreement.same_outcome < agreement.questions) WARN(server.name << differences.str());
    const adapters::elasticsearch::IndexShelf shelf(cluster.transport(), settings.alias);
    CHECK(shelf.remove(published->index));
}

}  // namespace

TEST_CASE("over the starter base a real cluster leads to the same answers as the embedded index", "[server][golden]") {
    MOTCUA_EACH_SEARCH_SERVER(server);
    const char* source = std::getenv("MOTCUA_SOURCE");
    REQUIRE(source != nullptr);  // ctest sets it
    const TempFolder data;
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(source) / "knowledge-base/questions")) {
        if (entry.path().extension() != ".jsonl") continue;
        ++files;
        check_agreement(server, data.path(), entry.path());
    }
    CHECK(files > 0);
}

TEST_CASE("over the portal's whole base a real cluster leads to the same answers as the embedded index", "[server][golden]") {
    const auto procedures = shared_file("data/procedures.jsonl.gz");
    const auto questions = shared_file("questions/questions-dev.jsonl");
    MOTCUA_SKIP_WITHOUT(procedures, "data/procedures.jsonl.gz");
    MOTCUA_SKIP_WITHOUT(questions, "questions/questions-dev.jsonl");
    MOTCUA_EACH_SEARCH_SERVER(server);
    const TempFolder data;
    {
        adapters::SqliteProcedureStore store(data / "knowledge.db");
        std::ifstream packed(*procedures, std::ios::binary);
        std::ostringstream bytes;
        bytes << packed.rdbuf();
        std::istringstream lines(adapters::gunzip(bytes.str(), 500'000'000).value());
        std::vector<adapters::ImportBatch> batches;
        batches.push_back(adapters::read_jsonl(lines, "procedures.jsonl"));
        REQUIRE(adapters::import_into(store, std::move(batches), {}).faults.empty());
    }
    check_agreement(server, data.path(), *questions);
}
