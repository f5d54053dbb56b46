// ElasticsearchProcedureIndex over a cluster in memory: the contract, partial answers, and indexes that are not ours.
#include <catch2/catch.hpp>

#include "adapters/elasticsearch/search_payload.hpp"
#include "adapters/sqlite/fts_procedure_index.hpp"
#include "tests/contract/procedure_index_contract.hpp"
#include "tests/support/published_library.hpp"
#include "tests/support/search_cluster.hpp"

using namespace motcua;
using namespace motcua::tests;
using namespace adapters::elasticsearch;

namespace {

const kb::SearchQuery asked_birth{.words = {{"khai", 1.0}}, .pairs = {{"khai_sinh", 2.0}}};

struct SearchTown {
    SearchCluster cluster;
    PublishedLibrary library{cluster, "motcua"};

    explicit SearchTown(const std::vector<kb::Procedure>& procedures = shelf()) {
        library.fill(procedures);
        REQUIRE(library.publish());
    }
    /// Every search is answered by this.
    void says(const SearchCluster::Result& result) {
        cluster.meddle([result](const Exchange& exchange) -> std::optional<SearchCluster::Result> {
            if (exchange.target.find("_search") == std::string::npos) return std::nullopt;
            return result;
        });
    }
    kb::StoreError error(const kb::SearchQuery& query = asked_birth) const {
        const auto hits = library.index()->search(query, 10);
        REQUIRE_FALSE(hits);
        return hits.error();
    }
};

}  // namespace

TEST_CASE("the Elasticsearch index keeps the promises of ProcedureIndex", "[es][contract]") {
    check_procedure_index("elasticsearch", [](const auto& procedures, const auto& aliases) {
        struct Held {
            SearchCluster cluster;
            PublishedLibrary library{cluster, "motcua"};
            std::unique_ptr<ElasticsearchProcedureIndex> index;
        };
        auto held = std::make_shared<Held>();
        held->library.fill(procedures, aliases);
        REQUIRE(held->library.publish());
        held->index = held->library.index();
        return std::shared_ptr<kb::ProcedureIndex>(held, held->index.get());
    });
}

TEST_CASE("it scores as the embedded index does", "[es]") {
    const SearchTown town;
    TempFolder folder;
    adapters::SqliteProcedureStore store(folder / "knowledge.db");
    REQUIRE(store.replace_all(shelf()));
    adapters::FtsProcedureIndex embedded(folder / "index.db");
    REQUIRE(embedded.rebuild(store, {}));
    const std::vector<kb::SearchQuery> queries{
        asked_birth,
        {.words = {{"khai", 0.25}, {"sinh", 1.5}, {"dang", 0.75}, {"thue", 3.0}}},
        {.words = {{"trai", 1.0}}},                                     // only in a body
        {.words = {{"tha", 2.0}}, .codes = {"41/2019/qh14"}},
    };
    for (const auto& query : queries) {
        const auto ours = embedded.search(query, 10).value();
        const auto shared = town.library.index()->search(query, 10).value();
        REQUIRE(ours.size() == shared.size());
        for (std::size_t i = 0; i < ours.size(); ++i) {
            CHECK(ours[i].code == shared[i].code);
            CHECK(ours[i].score == Approx(shared[i].score).epsilon(0.001));
        }
    }
}

TEST_CASE("a part of an answer is an error, never fewer hits", "[es]") {
    struct Row {
        const char* why;
        const char* body;
    };
    const auto row = GENERATE(values<Row>({
        {"the search ran out of its time", R"({"timed_out":true,"_shards":{"failed":0},"hits":{"hits":[]}})"},
        {"a shard failed", R"({"timed_out":false,"_shards":{"failed":1},"hits":{"hits":[]}})"},
        {"an error with status 200", R"({"error":{"type":"x"},"status":503})"},
        {"half a body", R"({"timed_out":false,"_shards":{"fai)"},
        {"no JSON", "<html>welcome</html>"},
        {"JSON of something else", R"([1,2,3])"},
        {"an empty object", "{}"},
        {"shards are no object", R"({"timed_out":false,"_shards":7})"},
        {"hits without an order", R"({"timed_out":false,"_shards":{"failed":0},"hits":{"hits":[{"_index":"a"}]}})"},
        {"a code that is a number", R"({"timed_out":false,"_shards":{"failed":0},"hits":{"hits":[{"_index":"a","sort":[1,2]}]}})"},
        {"two indexes at once",
         R"({"timed_out":false,"_shards":{"failed":0},"hits":{"hits":[{"_index":"a","sort":[1,"1"]},{"_index":"b","sort":[1,"2"]}]}})"},
    }));
    INFO(row.why);
    SearchTown town;
    town.says(Answer{200, row.body});
    CHECK(town.error().fault == kb::StoreFault::bad_data);
}

TEST_CASE("each trouble of the transport is a fault", "[es]") {
    struct Row {
        Trouble trouble;
        kb::StoreFault fault;
    };
    const auto row = GENERATE(values<Row>({
        {Trouble::unreachable, kb::StoreFault::unavailable},
        {Trouble::timed_out, kb::StoreFault::timed_out},
        {Trouble::overloaded, kb::StoreFault::unavailable},
        {Trouble::memory_full, kb::StoreFault::unavailable},
        {Trouble::refused_credentials, kb::StoreFault::unavailable},
        {Trouble::missing, kb::StoreFault::unavailable},
        {Trouble::bad_request, kb::StoreFault::bad_data},
        {Trouble::not_a_cluster, kb::StoreFault::bad_data},
        {Trouble::circuit_open, kb::StoreFault::unavailable},
    }));
    SearchTown town;
    town.says(SearchCluster::failure(row.trouble, 0, "why"));
    CHECK(town.error().fault == row.fault);
    CHECK(town.error().detail == "why");
}

TEST_CASE("an index of other data or of another normaliser is not served, and the error says what to do", "[es]") {
    SearchTown town;
    const auto served = town.cluster.named_by("motcua").front();
    const auto with = [&](const std::string& manifest) {
        return ElasticsearchProcedureIndex(town.cluster, {"motcua", manifest, std::chrono::seconds(1)}).search(asked_birth, 10);
    };
    CHECK(with(town.library.manifest()));
    const auto other = with("3-1-0");
    REQUIRE_FALSE(other);
    CHECK(other.error().fault == kb::StoreFault::stale);
    CHECK_THAT(other.error().detail, Catch::Contains(served) && Catch::Contains("motcua kb publish"));
    SECTION("another normaliser") {
        REQUIRE(town.cluster.exchange({.method = Method::put, .target = "/" + served + "/_mapping",
                                       .body = R"({"_meta":{"motcua":{"index_format":2,"manifest":"2-1-0","documents":4,)"
                                               R"("data_version":1,"made_at":"","complete":true}}})"}));
        CHECK(town.error().fault == kb::StoreFault::stale);
        CHECK_THAT(town.error().detail, Catch::Contains("normaliser 2"));
    }
    SECTION("an index that somebody else made") {
        REQUIRE(town.cluster.exchange({.method = Method::put, .target = "/" + served + "/_mapping", .body = R"({"_meta":{}})"}));
        CHECK(town.error().fault == kb::StoreFault::stale);
    }
    SECTION("also when nothing is found, which does not tell where it was searched") {
        REQUIRE(town.cluster.exchange({.method = Method::put, .target = "/" + served + "/_mapping", .body = R"({"_meta":{}})"}));
        CHECK(town.error({.words = {{"vuon", 1.0}}}).fault == kb::StoreFault::stale);
    }
}

TEST_CASE("a moved alias is noticed by the first search that meets it", "[es]") {
    SearchTown town;
    const auto index = town.library.index();
    REQUIRE(index->search(asked_birth, 10));
    town.library.fill({named("1.000005", "Đăng ký khai sinh lại")});
    REQUIRE(town.library.publish());
    const auto hits = index->search(asked_birth, 10);
    REQUIRE_FALSE(hits);
    CHECK(hits.error().fault == kb::StoreFault::stale);
    CHECK(town.library.index()->search(asked_birth, 10));
}

TEST_CASE("a search that is known to be fit is one exchange, without ids or sources", "[es]") {
    SearchTown town;
    const auto index = town.library.index();
    REQUIRE(index->search(asked_birth, 3));
    const auto before = town.cluster.seen().size();
    REQUIRE(index->search(asked_birth, 3));
    CHECK(town.cluster.seen().size() == before + 1);
    CHECK_THAT(search_body(asked_birth, {3, Columns::names, std::chrono::milliseconds(1)}), Catch::Contains(R"("stored_fields":"_none_")"));
}

TEST_CASE("a query is bounded, whatever is asked", "[es]") {
    kb::SearchQuery query;
    for (int i = 0; i < 10'000; ++i) query.words.push_back({"w" + std::to_string(i), 1.0 + i});
    for (int i = 0; i < 100; ++i) query.codes.push_back("1." + std::to_string(100'000 + i));
    const auto body = nlohmann::json::parse(search_body(query, {96, Columns::names_and_bodies, std::chrono::milliseconds(450)}));
    const auto& clauses = body.at("query").at("bool").at("should");
    CHECK(clauses.size() == most_clauses);
    CHECK(clauses[8].at("constant_score").at("filter").at("term").at("words") == "w9999");  // the heaviest
    CHECK(body.at("timeout") == "450ms");
    CHECK(search_body({.words = {{"\"} OR *", 1.0}}}, {96, Columns::names, std::chrono::milliseconds(1)}).empty());
}

TEST_CASE("common words behind enough rare ones are not looked up, as the embedded index does", "[es]") {
    const kb::SearchQuery query{.words = {{"rare", 9.0, 4000}, {"some", 5.0, 1}, {"common", 1.0, 2000}}};
    const auto clauses = [&](Columns columns) {
        const auto body = nlohmann::json::parse(search_body(query, {96, columns, std::chrono::milliseconds(1)}));
        return body.at("query").at("bool").at("should").size();
    };
    CHECK(clauses(Columns::names) == 2);             // "rare" fills the rows, "some" goes over
    CHECK(clauses(Columns::names_and_bodies) == 5);  // a body is searched for all of them
}

TEST_CASE("weights are whole steps, so that every server adds them to the same sum", "[es]") {
    const auto body = nlohmann::json::parse(
        search_body({.words = {{"a", 0.1}, {"b", 1e-9}, {"c", 2.7182818}}}, {1, Columns::names, std::chrono::milliseconds(1)}));
    for (const auto& clause : body.at("query").at("bool").at("should")) {
        const double steps = clause.at("constant_score").at("boost").get<double>() * 1024;
        CHECK(steps == std::floor(steps));
        CHECK(steps >= 1);
    }
}
