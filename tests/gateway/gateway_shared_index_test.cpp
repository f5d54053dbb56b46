// The shared index before the embedded one: who answers, what is counted, when it is back; settings, /readyz, agreement.
#include <catch2/catch.hpp>

#include <fstream>

#include "gateway/cli/eval_agreement.hpp"
#include "gateway/config/config.hpp"
#include "gateway/knowledge/current_snapshot.hpp"
#include "gateway/knowledge/fallback_index.hpp"
#include "gateway/ops/metrics.hpp"
#include "gateway/ops/ops_routes.hpp"
#include "tests/gateway/fake_queue.hpp"
#include "tests/gateway/starter_town.hpp"
#include "tests/support/published_library.hpp"
#include "tests/support/search_cluster.hpp"

using namespace motcua;
using namespace motcua::tests;
using namespace std::chrono_literals;
using adapters::elasticsearch::ElasticsearchProcedureIndex;
using adapters::elasticsearch::IndexPublisher;
using adapters::elasticsearch::Trouble;

namespace {

struct Ear final : gateway::IndexObserver {
    void searched(bool by_shared) override { ++(by_shared ? shared : embedded); }
    void index_failed(kb::StoreFault fault) override { failures.push_back(fault); }
    void index_changed(const gateway::IndexState& state) override { changes.push_back(state.is_degraded ? "degraded" : "back"); }

    int shared = 0;
    int embedded = 0;
    std::vector<kb::StoreFault> failures;
    std::vector<std::string> changes;
};

/// An index that gives one hit of its own name, or a fault.
class NamedIndex final : public kb::ProcedureIndex {
  public:
    explicit NamedIndex(std::string code) : code_(std::move(code)) {}
    kb::StoreResult<std::vector<kb::Hit>> search(const kb::SearchQuery&, std::size_t) const override {
        if (fault) return tl::unexpected(kb::StoreError{*fault, "why"});
        return std::vector<kb::Hit>{{code_, 1.0}};
    }
    std::optional<kb::StoreFault> fault;

  private:
    std::string code_;
};

struct Pair {
    Ear ear;
    gateway::IndexHealth health{ear};
    NamedIndex* shared = new NamedIndex("shared");
    NamedIndex embedded{"embedded"};
    gateway::FallbackIndex index{std::unique_ptr<kb::ProcedureIndex>(shared), embedded, health};

    std::string answer() const { return index.search({}, 1).value().front().code; }
};

/// The starter base in a cluster in memory, and snapshots of it.
struct Shared {
    SearchCluster cluster;
    Ear ear;
    gateway::IndexHealth health{ear};
    TempFolder folder;

    gateway::IndexMaker maker() {
        return [this](const kb::ProcedureIndex& embedded, const std::string& manifest) {
            auto index = std::make_unique<ElasticsearchProcedureIndex>(cluster, adapters::elasticsearch::ServedName{"motcua", manifest, 5s});
            const auto* looked_at = index.get();
            gateway::ServedIndex served{std::make_unique<gateway::FallbackIndex>(std::move(index), embedded, health), {}};
            served.look = [this, looked_at] {
                const auto fit = looked_at->check();
                if (!fit) health.failed(fit.error(), std::chrono::steady_clock::now());
            };
            return served;
        };
    }
    void publish(const gateway::Snapshot& snapshot) {
        now += 1min;
        const IndexPublisher publisher(cluster, "motcua", [](const std::string&) {});
        REQUIRE(publisher.publish({snapshot.store(), gateway::aliases_of(folder.path())}, {.now = now, .bulk = {}}));
    }
    std::chrono::system_clock::time_point now{1'764'000'000s};
};

std::vector<gateway::LabelledQuestion> some_questions() {
    std::vector<gateway::LabelledQuestion> questions;
    for (const char* text : {"lam lai bang lai xe mat thi can giay to gi", "khai sinh cho con", "căn cước", "ly hôn", "mở quán cà phê",
                             "đổi sổ đỏ", "giay xac nhan doc than", "xyz abc", "bao nhieu tien", "khai tử", "tạm trú", "hộ chiếu"}) {
        questions.push_back({.id = text, .history = {}, .text = text, .kind = "procedure", .accept = {}, .options = {}, .facets = {}, .styles = {}});
    }
    return questions;
}

}  // namespace

TEST_CASE("what the shared index cannot answer, the embedded one does, counted by reason and told once", "[gateway][index]") {
    Pair pair;
    CHECK(pair.answer() == "shared");
    for (const auto fault : {kb::StoreFault::timed_out, kb::StoreFault::timed_out, kb::StoreFault::stale}) {
        pair.shared->fault = fault;
        CHECK(pair.answer() == "embedded");
    }
    CHECK(pair.ear.shared == 1);
    CHECK(pair.ear.embedded == 3);
    CHECK(pair.ear.failures == std::vector{kb::StoreFault::timed_out, kb::StoreFault::timed_out, kb::StoreFault::stale});
    CHECK(pair.ear.changes == std::vector<std::string>{"degraded", "degraded"});  // the reason has changed, too
    CHECK(pair.health.state().is_degraded);
    CHECK(pair.health.state().detail == "why");
    pair.shared->fault.reset();
    CHECK(pair.answer() == "shared");
}

TEST_CASE("a fault of both is a fault", "[gateway][index]") {
    Pair pair;
    pair.shared->fault = kb::StoreFault::unavailable;
    pair.embedded.fault = kb::StoreFault::bad_data;
    CHECK(pair.index.search({}, 1).error().fault == kb::StoreFault::bad_data);
}

TEST_CASE("the shared index is back when it works and has not failed for a while", "[gateway][index]") {
    Ear ear;
    gateway::IndexHealth health(ear);
    const gateway::IndexHealth::Time start{100s};
    health.worked(start);
    CHECK(ear.changes.empty());
    for (int i = 0; i < 50; ++i) {  // every second search fails
        health.failed({kb::StoreFault::timed_out, "slow"}, start + i * 100ms);
        health.worked(start + i * 100ms + 50ms);
    }
    CHECK(ear.changes == std::vector<std::string>{"degraded"});
    const auto last = start + 49 * 100ms;
    health.worked(last + 1999ms);
    CHECK(health.state().is_degraded);
    health.worked(last + 2s);
    CHECK_FALSE(health.state().is_degraded);
    CHECK(ear.changes == std::vector<std::string>{"degraded", "back"});
}

TEST_CASE("over the starter base both indexes lead to the same answers", "[gateway][index]") {
    Shared shared;
    const auto quiet = [](const std::string&) {};
    const gateway::Snapshot embedded(shared.folder.path(), gateway::Office{}, quiet);
    shared.publish(embedded);
    const gateway::Snapshot snapshot(shared.folder.path(), gateway::Office{}, quiet, shared.maker());
    const auto questions = some_questions();
    const auto agreement = agreement_of(evaluate(embedded, questions), evaluate(snapshot, questions));
    CHECK(agreement.compared >= 10);
    CHECK(agreement.same_first == agreement.compared);
    CHECK(agreement.same_outcome == questions.size());
    CHECK(shared.ear.shared >= 10);
    CHECK(shared.ear.embedded == 0);
    SECTION("and when the cluster is gone, nobody notices but those who look") {
        shared.cluster.meddle([](const auto&) { return SearchCluster::failure(Trouble::unreachable, 0, "gone"); });
        const auto alone = agreement_of(evaluate(embedded, questions), evaluate(snapshot, questions));
        CHECK(alone.same_outcome == questions.size());
        CHECK(shared.ear.embedded >= 10);
        CHECK(shared.ear.changes == std::vector<std::string>{"degraded"});
    }
}

TEST_CASE("a difference between two evaluations is counted and listed", "[gateway][index]") {
    const auto questions = some_questions();
    const auto ours = evaluate(starter_snapshot(), questions);
    auto theirs = evaluate(starter_snapshot(), questions);
    theirs.scores[0].turn.candidates.clear();
    theirs.scores[1].turn.outcome = gateway::Outcome::refused;
    const auto agreement = gateway::agreement_of(ours, theirs);
    CHECK(agreement.same_first + 1 == agreement.compared);
    CHECK(agreement.same_outcome + 1 == agreement.questions);
    std::ostringstream told;
    gateway::print_agreement(agreement, told);
    gateway::print_disagreements(ours, theirs, told);
    CHECK_THAT(told.str(), Catch::Contains(questions[0].text) && Catch::Contains(questions[1].text) && !Catch::Contains(questions[2].text));
}

TEST_CASE("at the start and with every look, an index of other data is told as degraded", "[gateway][index]") {
    Shared shared;
    {
        const gateway::Snapshot first(shared.folder.path(), gateway::Office{}, [](const std::string&) {});
        shared.publish(first);
        const gateway::CurrentSnapshot fits(shared.folder.path(), gateway::Office{}, shared.maker());
        CHECK_FALSE(shared.health.state().is_degraded);
    }
    shared.folder.write("aliases/mine.txt", "# Tên gọi của xã.\n\n[1.001193] Thủ tục đăng ký khai sinh\n= Khai sinh\ngiấy cho bé tí hon\n");
    const gateway::CurrentSnapshot other(shared.folder.path(), gateway::Office{}, shared.maker());
    CHECK(shared.health.state().is_degraded);
    CHECK(shared.health.state().fault == kb::StoreFault::stale);
    CHECK_THAT(shared.health.state().detail, Catch::Contains("other data"));
}

TEST_CASE("/readyz tells a degraded index and stays ready; /metrics counts it", "[gateway][index][ops]") {
    gateway::Metrics metrics;
    FakeQueue queue;
    const gateway::SafetyWatch safety({}, metrics.stores(), 1h);
    gateway::IndexHealth health(metrics.index());
    gateway::OpsSources sources{metrics, queue, safety,
                                [] { return std::shared_ptr<const gateway::Snapshot>(std::shared_ptr<void>(), &starter_snapshot()); },
                                [] { return gateway::ListenerCounts{}; }};
    const auto get = [&](const std::string& path) {
        gateway::Response got;
        const gateway::Router router(gateway::ops_routes(sources));
        router({.method = "GET", .path = path}, [&got](gateway::Response response) { got = std::move(response); });
        return got;
    };
    CHECK_THAT(get("/readyz").body, Catch::Contains("index: ok embedded\n"));
    sources.index = &health;
    sources.cluster = [] { return adapters::elasticsearch::TransportFigures{.exchanges = 7, .retries = 2}; };
    CHECK_THAT(get("/readyz").body, Catch::Contains("index: ok elasticsearch\n"));
    health.failed({kb::StoreFault::stale, "motcua-1: it was made by normaliser 2"}, gateway::IndexHealth::Time{100s});
    health.searched(false);
    const auto ready = get("/readyz");
    CHECK(ready.status == 200);
    CHECK_THAT(ready.body, Catch::Contains("index: DEGRADED the embedded index answers; stale: motcua-1: it was made by normaliser 2\n"));
    const std::string text = get("/metrics").body;
    for (const char* line : {R"(motcua_index_failures_total{reason="stale"} 1)", R"(motcua_index_searches_total{index="embedded"} 1)",
                             "motcua_index_degraded 1", R"(motcua_search_cluster{count="exchanges"} 7)"}) {
        CHECK_THAT(text, Catch::Contains(line));
    }
    health.worked(gateway::IndexHealth::Time{200s});
    CHECK_THAT(get("/metrics").body, Catch::Contains("motcua_index_degraded 0"));
}

TEST_CASE("a search cluster is set up whole or told what is wrong", "[gateway][config]") {
    TempFolder folder;
    const auto good = gateway::config_from("[elasticsearch]\nhosts = [\"https://a.example:9200\", \"https://b.example:9200\"]\nalias = \"tthc-2\"\n"
                                           "ca_file = \"ca.pem\"\napi_key_file = \"key\"\ndeadline_ms = 300\nconnections = 4\n", folder.path());
    REQUIRE(good);
    CHECK(good->cluster.is_on());
    CHECK(good->cluster.alias == "tthc-2");
    CHECK(good->cluster.deadline == 300ms);
    CHECK(good->cluster.transport.connections_per_host <= 4);
    CHECK(good->cluster.transport.ca_file == (folder / "ca.pem").string());
    CHECK_FALSE(gateway::config_from("", {})->cluster.is_on());
    struct Row {
        const char* why;
        const char* toml;
        const char* name;
    };
    const auto row = GENERATE(values<Row>({
        {"no host", "", "elasticsearch.hosts"},
        {"no address", "hosts = [\"a.example\"]", "elasticsearch.hosts"},
        {"a key over plain http to another machine", "hosts = [\"http://a.example:9200\"]\napi_key_file = \"k\"", "elasticsearch.hosts"},
        {"a user without a password", "hosts = [\"https://a.example\"]\nuser = \"u\"", "elasticsearch.password_file"},
        {"an alias that is a pattern", "hosts = [\"https://a.example\"]\nalias = \"*\"", "elasticsearch.alias"},
        {"a deadline of nothing", "hosts = [\"https://a.example\"]\ndeadline_ms = 0", "elasticsearch.deadline_ms"},
        {"a fingerprint that is none", "hosts = [\"https://a.example\"]\nca_fingerprint = \"12\"", "elasticsearch.ca_fingerprint"},
        {"a password in the file", "hosts = [\"https://a.example\"]\npassword = \"x\"", "elasticsearch.password"},
    }));
    INFO(row.why);
    const auto bad = gateway::config_from(std::string("[elasticsearch]\n") + row.toml + "\n", {});
    REQUIRE_FALSE(bad);
    CHECK_THAT(gateway::text_of(bad.error()), Catch::Contains(std::string(row.name) + ": "));
}
