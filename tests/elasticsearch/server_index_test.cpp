// Real clusters: the mapping, the contract, bad documents, blocks, breakers, partial answers; alike on each of them.
#include <nlohmann/json.hpp>

#include "adapters/elasticsearch/index_life_payload.hpp"
#include "adapters/elasticsearch/search_payload.hpp"
#include "tests/contract/procedure_index_contract.hpp"
#include "tests/elasticsearch/cluster_town.hpp"

using namespace motcua;
using namespace motcua::tests;
using namespace adapters::elasticsearch;

namespace {

const kb::SearchQuery birth{.words = {{"khai", 1.0}, {"dang", 0.5}}, .pairs = {{"khai_sinh", 2.0}}};

/// With a hundred procedures beside the shelf, so that a part would be told from the whole.
std::vector<kb::Procedure> long_shelf() {
    auto procedures = shelf();
    for (int i = 0; i < 100; ++i) procedures.push_back(named("2.000" + std::to_string(100 + i), "Đăng ký khai báo số " + std::to_string(i)));
    return procedures;
}

}  // namespace

TEST_CASE("every real cluster keeps the promises of ProcedureIndex", "[server][contract]") {
    MOTCUA_EACH_SEARCH_SERVER(server);
    check_procedure_index(server.name, [&](const auto& procedures, const auto& aliases) {
        struct Held {
            explicit Held(const std::string& url) : town(url) {}
            ClusterTown town;
            std::unique_ptr<ElasticsearchProcedureIndex> index;
        };
        auto held = std::make_shared<Held>(server.url);
        held->town.library.fill(procedures, aliases);
        REQUIRE(held->town.library.publish());
        held->index = held->town.library.index();
        return std::shared_ptr<kb::ProcedureIndex>(held, held->index.get());
    });
}

TEST_CASE("every real cluster takes the mapping as it stands and keeps its note", "[server]") {
    MOTCUA_EACH_SEARCH_SERVER(server);
    ClusterTown town(server.url);
    town.library.fill(shelf());
    const auto done = town.library.publish();
    REQUIRE(done);
    const auto kept = nlohmann::json::parse(town.call(Method::get, "/" + done->index + "/_mapping")).at(done->index).at("mappings");
    const auto sent = nlohmann::json::parse(index_definition(done->meta)).at("mappings");
    CHECK(kept.at("dynamic") == "strict");
    CHECK(kept.at("_meta") == sent.at("_meta"));
    CHECK(kept.at("properties") == sent.at("properties"));
}

TEST_CASE("one bad document of a bulk is named by a real cluster, and the others land", "[server]") {
    MOTCUA_EACH_SEARCH_SERVER(server);
    ClusterTown town(server.url);
    town.library.fill(shelf());
    town.transport.change = [](Exchange& exchange) {
        const auto place = exchange.body.find(R"("code":"1.000002")");
        if (exchange.target.find("/_bulk") != std::string::npos && place != std::string::npos) exchange.body.insert(place, R"("surprise":1,)");
    };
    const auto done = town.library.publish();
    REQUIRE_FALSE(done);
    CHECK_THAT(done.error().detail, Catch::Contains("refused 1 documents (3 landed)") && Catch::Contains("1.000002: 400 strict_dynamic_mapping_exception"));
    CHECK(town.library.shelf().list().value().size() == 1);
    CHECK_FALSE(town.library.shelf().list().value().front().is_serving);
    town.transport.change = {};
    CHECK(town.library.publish().value().removed.size() == 1);
}

TEST_CASE("a full disk's block ends a load at once, and searches go on", "[server]") {
    MOTCUA_EACH_SEARCH_SERVER(server);
    ClusterTown town(server.url);
    town.library.fill(shelf());
    const auto index = town.library.publish().value().index;
    town.call(Method::put, "/" + index + "/_settings", R"({"index.blocks.read_only_allow_delete":true})");
    int pauses = 0;
    BulkLoader loader(town.transport, index, {.pause = [&pauses](std::chrono::milliseconds) { ++pauses; }});
    const auto procedure = named("1.000007", "Đăng ký kết hôn");
    REQUIRE(loader.add(kb::document_of(procedure, nullptr), procedure));
    const auto ended = loader.finish();
    INFO((ended ? std::string("refused: ") + std::to_string(loader.refused().size()) : ended.error().detail));
    CHECK((!ended || loader.refused().size() == 1));
    CHECK(loader.landed() == 0);
    CHECK(pauses == 0);
    CHECK(town.library.index()->search(birth, 10).value().size() == 3);
    town.call(Method::put, "/" + index + "/_settings", R"({"index.blocks.read_only_allow_delete":null})");
}

TEST_CASE("a cluster without memory is a fault of its own name, and is back by itself", "[server]") {
    MOTCUA_EACH_SEARCH_SERVER(server);
    ClusterTown town(server.url);
    town.library.fill(shelf());
    REQUIRE(town.library.publish());
    const auto index = town.library.index();
    const auto limit = [&](const std::string& value) {
        town.call(Method::put, "/_cluster/settings", R"({"transient":{"network.breaker.inflight_requests.limit":)" + value + "}}");
    };
    limit(R"("10b")");
    const auto body = search_body(birth, {10, Columns::names, std::chrono::milliseconds(400)});
    const auto answer = town.curl.exchange({.method = Method::post, .target = "/" + town.alias + "/_search", .body = body});
    const auto hits = index->search(birth, 10);
    limit("null");
    REQUIRE_FALSE(answer);
    CHECK(answer.error().trouble == Trouble::memory_full);
    CHECK(answer.error().status == 429);
    REQUIRE_FALSE(hits);
    CHECK(hits.error().fault == kb::StoreFault::unavailable);
    CHECK(index->search(birth, 10));
}

TEST_CASE("a search that a real cluster cuts short is an error, never fewer hits", "[server]") {
    MOTCUA_EACH_SEARCH_SERVER(server);
    ClusterTown town(server.url);
    town.library.fill(long_shelf());
    REQUIRE(town.library.publish());
    const auto whole = town.library.index()->search(birth, 96).value().size();
    town.transport.change = [](Exchange& exchange) {
        auto body = nlohmann::json::parse(exchange.body, nullptr, false);
        if (!body.is_object() || !body.contains("timeout")) return;
        body["timeout"] = "1nanos";
        exchange.body = body.dump();
    };
    const auto index = town.library.index();
    std::size_t cut = 0;
    for (int i = 0; i < 300; ++i) {
        const auto hits = index->search(birth, 96);
        if (hits) {
            CHECK(hits->size() == whole);
        } else {
            CHECK_THAT(hits.error().detail, Catch::Contains("timed out under way"));
            ++cut;
        }
    }
    WARN(server.name << " cut " << cut << " of 300 searches short");
}

TEST_CASE("a query of the greatest size is taken by every real cluster", "[server]") {
    MOTCUA_EACH_SEARCH_SERVER(server);
    ClusterTown town(server.url);
    town.library.fill(shelf());
    REQUIRE(town.library.publish());
    kb::SearchQuery query{.words = {{"khai", 100.0}}};
    for (int i = 0; i < 5'000; ++i) query.words.push_back({"w" + std::string(90, 'x') + std::to_string(i), 1.0});
    CHECK(town.library.index()->search(query, 96).value().size() == 3);
}
