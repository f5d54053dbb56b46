// Publishing over a cluster in memory: what an interruption leaves, busy clusters, refused documents, rollback, tidying.
#include <catch2/catch.hpp>

#include <set>

#include "tests/contract/procedure_index_contract.hpp"
#include "tests/support/published_library.hpp"
#include "tests/support/search_cluster.hpp"

using namespace motcua;
using namespace motcua::tests;
using namespace adapters::elasticsearch;

namespace {

const kb::SearchQuery birth{.pairs = {{"khai_sinh", 2.0}}};

struct Town {
    SearchCluster cluster;
    PublishedLibrary library{cluster, "motcua"};

    Town() { library.fill(shelf()); }
    std::vector<std::string> named() const { return cluster.named_by("motcua"); }
};

bool goes_to(const Exchange& exchange, const std::string& what) { return exchange.target.find(what) != std::string::npos; }

std::vector<kb::Procedure> many(int count) {
    std::vector<kb::Procedure> procedures;
    for (int i = 0; i < count; ++i) procedures.push_back(named("2." + std::to_string(100'000 + i), "Cấp thẻ số " + std::to_string(i)));
    return procedures;
}

}  // namespace

TEST_CASE("a publish makes a new index, proves it, and moves the alias in one call", "[es][publish]") {
    Town town;
    const auto first = town.library.publish();
    REQUIRE(first);
    CHECK(first->meta.documents == 4);  // the quarantined one is left out
    CHECK(first->questions == 4);
    CHECK(first->meta.manifest == town.library.manifest());
    CHECK(town.named() == std::vector{first->index});
    CHECK(codes_of(*town.library.index(), birth) == std::vector<std::string>{"1.000001"});
    const auto second = town.library.publish();
    REQUIRE(second);
    CHECK(town.named() == std::vector{second->index});
    CHECK(second->index > first->index);
    CHECK_THAT(town.library.progress(), Catch::Contains("motcua now names " + second->index));
}

TEST_CASE("the last two stay, older ones go, and what is not ours is left alone", "[es][publish]") {
    Town town;
    REQUIRE(town.cluster.exchange({.method = Method::put, .target = "/tthc", .body = R"({"mappings":{}})"}));
    std::vector<std::string> made;
    for (int i = 0; i < 4; ++i) made.push_back(town.library.publish().value().index);
    CHECK(town.cluster.indexes() == std::vector<std::string>{made[2], made[3], "tthc"});
}

TEST_CASE("whatever fails on the way leaves the alias in place, and the next publish removes the half-made index", "[es][publish]") {
    const auto* step = GENERATE("/_bulk", "/_refresh", "/_forcemerge", "/_settings", "/_count", "/_search", "/_mapping", "/_aliases");
    INFO(step);
    Town town;
    const auto first = town.library.publish().value();
    const bool fails_late = std::string(step) == "/_aliases";
    town.cluster.meddle([&](const Exchange& exchange) -> std::optional<SearchCluster::Result> {
        if (exchange.method == Method::get && goes_to(exchange, "/_mapping")) return std::nullopt;
        if (goes_to(exchange, step)) return SearchCluster::failure(Trouble::unreachable, 0, "the cable");
        return std::nullopt;
    });
    const auto broken = town.library.publish();
    REQUIRE_FALSE(broken);
    CHECK(broken.error().detail == "the cable");
    CHECK(town.named() == std::vector{first.index});
    CHECK(town.cluster.indexes().size() == 2);
    town.cluster.meddle({});
    CHECK(codes_of(*town.library.index(), birth) == std::vector<std::string>{"1.000001"});
    const auto third = town.library.publish();
    REQUIRE(third);
    CHECK(town.named() == std::vector{third->index});
    CHECK(third->removed.size() == 1);
    CHECK(town.cluster.indexes().size() == 2);
    CHECK(fails_late == (town.cluster.indexes().front() != first.index));  // complete, though it never served: it may serve yet
}

TEST_CASE("documents that the cluster is too busy for are sent again, and only these", "[es][publish]") {
    Town town;
    town.library.fill(many(30));
    int bulks = 0;
    std::vector<std::size_t> sizes;
    town.cluster.meddle([&](const Exchange& exchange) -> std::optional<SearchCluster::Result> {
        if (!goes_to(exchange, "/_bulk")) return std::nullopt;
        sizes.push_back(static_cast<std::size_t>(std::count(exchange.body.begin(), exchange.body.end(), '\n')) / 2);
        if (++bulks == 1) return SearchCluster::failure(Trouble::overloaded, 429, "es_rejected_execution_exception");
        if (bulks > 2) return std::nullopt;
        nlohmann::json items = nlohmann::json::array();
        for (std::size_t i = 0; i < sizes.back(); ++i) items.push_back({{"index", {{"status", i % 2 == 0 ? 429 : 503}}}});
        return Answer{200, nlohmann::json{{"items", items}}.dump()};
    });
    std::vector<std::chrono::milliseconds> pauses;
    const auto done = town.library.publish({.batch_documents = 10, .pause = [&](std::chrono::milliseconds pause) { pauses.push_back(pause); }});
    REQUIRE(done);
    CHECK(sizes == std::vector<std::size_t>{10, 10, 10, 10, 10});
    CHECK(pauses == std::vector{std::chrono::milliseconds(250), std::chrono::milliseconds(500)});
}

TEST_CASE("a cluster that stays too busy ends the publish, the alias in place", "[es][publish]") {
    Town town;
    town.cluster.meddle([&](const Exchange& exchange) -> std::optional<SearchCluster::Result> {
        if (!goes_to(exchange, "/_bulk")) return std::nullopt;
        return SearchCluster::failure(Trouble::memory_full, 429, "circuit_breaking_exception");
    });
    const auto done = town.library.publish({.tries = 3});
    REQUIRE_FALSE(done);
    CHECK_THAT(done.error().detail, Catch::Contains("too busy for 4 documents"));
    CHECK(town.named().empty());
}

TEST_CASE("one bad document is named, the others of its batch land, and nothing takes over", "[es][publish]") {
    Town town;
    std::string half_made;
    town.cluster.meddle([&](const Exchange& exchange) -> std::optional<SearchCluster::Result> {
        const auto place = exchange.body.find(R"("code":"1.000002")");
        if (!goes_to(exchange, "/_bulk") || place == std::string::npos || !half_made.empty()) return std::nullopt;
        half_made = exchange.target.substr(1, exchange.target.find('/', 1) - 1);
        Exchange spoilt = exchange;
        spoilt.body.insert(place, R"("surprise":1,)");
        return town.cluster.exchange(spoilt);
    });
    const auto done = town.library.publish();
    REQUIRE_FALSE(done);
    CHECK_THAT(done.error().detail, Catch::Contains("refused 1 documents (3 landed)") && Catch::Contains("1.000002: 400 strict_dynamic_mapping_exception"));
    CHECK(town.named().empty());
    REQUIRE(town.cluster.exchange({.method = Method::post, .target = "/" + half_made + "/_refresh"}));
    CHECK(town.cluster.exchange({.target = "/" + half_made + "/_count"}).value().body.find("\"count\":3") != std::string::npos);
}

TEST_CASE("batches are bounded by documents and by bytes", "[es][publish]") {
    Town town;
    town.library.fill(many(25));
    std::size_t bulks = 0;
    std::size_t longest = 0;
    town.cluster.meddle([&](const Exchange& exchange) -> std::optional<SearchCluster::Result> {
        if (goes_to(exchange, "/_bulk")) {
            ++bulks;
            longest = std::max(longest, exchange.body.size());
        }
        return std::nullopt;
    });
    SECTION("documents") {
        REQUIRE(town.library.publish({.batch_documents = 10}));
        CHECK(bulks == 3);
    }
    SECTION("bytes") {
        REQUIRE(town.library.publish({.batch_bytes = 2'000}));
        CHECK(bulks > 3);
        CHECK(longest < 4'000);
    }
}

TEST_CASE("an index that was removed and made anew by a late bulk does not take over", "[es][publish]") {
    Town town;
    town.library.fill(many(30));
    int bulks = 0;
    town.cluster.meddle([&](const Exchange& exchange) -> std::optional<SearchCluster::Result> {
        if (!goes_to(exchange, "/_bulk") || ++bulks != 2) return std::nullopt;
        const std::string index = exchange.target.substr(0, exchange.target.find('/', 1));
        (void)town.cluster.exchange({.method = Method::del, .target = index});  // a second publish elsewhere
        return std::nullopt;
    });
    const auto done = town.library.publish({.batch_documents = 10});
    REQUIRE_FALSE(done);
    CHECK(town.named().empty());
}

TEST_CASE("more procedures of one name than a search returns do not stop a publish, a lost one does", "[es][publish]") {
    Town town;
    std::vector<kb::Procedure> same;
    for (int i = 0; i < 150; ++i) same.push_back(named("2." + std::to_string(100'000 + i), "Cấp thẻ mượn sách"));
    town.library.fill(same);
    CHECK(town.library.publish());
    town.cluster.meddle([&](const Exchange& exchange) -> std::optional<SearchCluster::Result> {
        if (!goes_to(exchange, "/_search")) return std::nullopt;
        return Answer{200, R"({"timed_out":false,"_shards":{"failed":0},"hits":{"hits":[{"_index":"i","sort":[9,"2.100001"]}]}})"};
    });
    const auto lost = town.library.publish();
    REQUIRE_FALSE(lost);
    CHECK_THAT(lost.error().detail, Catch::Contains("does not find 2.100000 by its own name"));
}

TEST_CASE("rollback goes to the one before, once, and to any complete one by name", "[es][publish]") {
    Town town;
    const auto first = town.library.publish().value().index;
    const auto second = town.library.publish().value().index;
    CHECK(town.library.shelf().rollback("").value() == first);
    CHECK(town.named() == std::vector{first});
    CHECK_FALSE(town.library.shelf().rollback(""));
    CHECK_FALSE(town.library.shelf().rollback("motcua-19990101-000000"));
    CHECK(town.named() == std::vector{first});
    CHECK(town.library.shelf().rollback(second).value() == second);
    CHECK(town.named() == std::vector{second});
}

TEST_CASE("the shelf tells what serves, also when somebody else made it", "[es][publish]") {
    Town town;
    CHECK(town.library.shelf().list().value().empty());
    REQUIRE(town.cluster.exchange({.method = Method::put, .target = "/other", .body = R"({"mappings":{}})"}));
    REQUIRE(town.cluster.exchange({.method = Method::post, .target = "/_aliases", .body = R"({"actions":[{"add":{"index":"other","alias":"motcua"}}]})"}));
    const auto shelf = town.library.shelf().list().value();
    REQUIRE(shelf.size() == 1);
    CHECK(shelf.front().is_serving);
    CHECK_FALSE(shelf.front().meta);
    const auto done = town.library.publish();
    REQUIRE(done);
    CHECK(town.named() == std::vector{done->index});
    CHECK(town.cluster.indexes().size() == 2);  // it is not ours to remove
}
