// Real clusters under load while indexes take over, go back and are removed: no search fails, none sees half an index.
#include <atomic>
#include <thread>

#include "gateway/config/search_cluster.hpp"
#include "tests/contract/procedure_index_contract.hpp"
#include "tests/elasticsearch/cluster_town.hpp"

using namespace motcua;
using namespace motcua::tests;
using namespace adapters::elasticsearch;

namespace {

struct Load {
    std::atomic<bool> ends{false};
    std::atomic<int> searches{0};
    std::atomic<int> failures{0};
    std::atomic<int> wrong{0};
    std::vector<std::thread> threads;

    void start(const kb::ProcedureIndex& index, std::size_t expected) {
        for (int t = 0; t < 3; ++t) {
            threads.emplace_back([this, &index, expected] {
                while (!ends) {
                    const auto hits = index.search({.words = {{"khai", 1.0}}, .pairs = {{"dang_ky", 2.0}}}, 96);
                    ++searches;
                    failures += hits ? 0 : 1;
                    wrong += hits && hits->size() != expected ? 1 : 0;
                }
            });
        }
    }
    void wait_for(int more) const {
        const int until = searches + more;
        while (searches < until && failures == 0) std::this_thread::yield();
    }
    void end() {
        ends = true;
        for (auto& thread : threads) thread.join();
    }
};

}  // namespace

TEST_CASE("the aliases of these tests are names that the settings take, and no two are the same") {
    const std::string alias = own_alias();
    CHECK(gateway::is_alias(alias));
    CHECK(alias != own_alias());
}

TEST_CASE("indexes take over and go back under load, and no search fails or sees half of one", "[server]") {
    MOTCUA_EACH_SEARCH_SERVER(server);
    ClusterTown town(server.url);
    auto procedures = shelf();
    for (int i = 0; i < 60; ++i) procedures.push_back(named("2.000" + std::to_string(100 + i), "Đăng ký khai báo số " + std::to_string(i)));
    town.library.fill(procedures);
    REQUIRE(town.library.publish());
    const auto index = town.library.index();
    const auto whole = index->search({.words = {{"khai", 1.0}}, .pairs = {{"dang_ky", 2.0}}}, 96).value().size();
    REQUIRE(whole == 63);
    Load load;
    load.start(*index, whole);
    std::vector<std::string> problems;
    for (int round = 0; round < 4; ++round) {
        const auto done = town.library.publish();
        if (!done) problems.push_back(done.error().detail);
        load.wait_for(20);
        const auto back = town.library.shelf().rollback("");
        if (!back) problems.push_back(back.error().detail);
        load.wait_for(20);
    }
    load.end();
    CHECK(problems.empty());
    CHECK(load.searches >= 160);
    CHECK(load.failures == 0);
    CHECK(load.wrong == 0);
    WARN(server.name << ": " << load.searches << " searches during 4 publishes and 4 rollbacks, none failed");
}
