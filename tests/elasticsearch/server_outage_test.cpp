// A real cluster that is killed, frozen and started again under load: every question is answered, and it is back by itself.
#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "gateway/knowledge/current_snapshot.hpp"
#include "gateway/shared_index.hpp"
#include "tests/elasticsearch/cluster_town.hpp"
#include "tests/support/own_elasticsearch.hpp"

using namespace motcua;
using namespace motcua::tests;
using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

namespace {

struct Ear final : gateway::IndexObserver {
    void searched(bool by_shared) override { ++(by_shared ? shared : embedded); }
    void index_failed(kb::StoreFault) override {}
    void index_changed(const gateway::IndexState& state) override { ++(state.is_degraded ? degraded : back); }

    std::atomic<int> shared{0}, embedded{0}, degraded{0}, back{0};
};

/// A gateway's knowledge over a cluster, and two citizens who ask without a pause.
class Service {
  public:
    explicit Service(const std::string& url) : cluster_(settings(url)), knowledge_(folder_.path(), gateway::Office{}, maker()) {
        const auto snapshot = knowledge_.get();
        const adapters::elasticsearch::IndexPublisher publisher(cluster_.transport(), "motcua", [](const std::string&) {});
        REQUIRE(publisher.publish({snapshot->store(), gateway::aliases_of(folder_.path())}, {.now = std::chrono::system_clock::now(), .bulk = {}}));
        knowledge_.start_watching(200ms);
        for (int t = 0; t < 2; ++t) citizens_.emplace_back([this] { ask(); });
    }
    ~Service() {
        ends_ = true;
        for (auto& citizen : citizens_) citizen.join();
    }
    Service& operator=(Service&&) = delete;  // neither copied nor moved

    /// Until `count` has grown by `more`, at most a minute.
    static bool grows(const std::atomic<int>& count, int more) {
        const int until = count + more;
        return becomes([&] { return count >= until; });
    }
    /// True when the shared index answers, false when the embedded one does; waits a minute for it.
    bool is_shared(bool wanted) const {
        return becomes([&] { return health_.state().is_degraded != wanted; });
    }

    Ear ear;
    std::atomic<int> answered{0}, unanswered{0};
    std::atomic<std::int64_t> slowest_ms{0};

  private:
    static bool becomes(const std::function<bool()>& condition) {
        for (const auto end = Steady::now() + 60s; !condition();) {
            if (Steady::now() > end) return false;
            std::this_thread::yield();
        }
        return true;
    }

    static gateway::SearchClusterSettings settings(const std::string& url) {
        gateway::SearchClusterSettings settings;
        settings.transport = settings_of(url);
        settings.deadline = 500ms;
        return settings;
    }
    gateway::IndexMaker maker() { return cluster_.with_fallback(health_); }

    void ask() {
        while (!ends_) {
            const auto begin = Steady::now();
            const auto turn = knowledge_.get()->conversation().respond(intents::admit({{}, "khai sinh cho con", {}, {}}),
                                                                       gateway::DialogueSession{}, 1'764'000'000s);
            const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now() - begin).count();
            for (auto seen = slowest_ms.load(); took > seen && !slowest_ms.compare_exchange_weak(seen, took);) {
            }
            ++(turn.outcome == gateway::Outcome::unavailable || turn.replies.empty() ? unanswered : answered);
        }
    }

    TempFolder folder_;
    gateway::IndexHealth health_{ear};
    gateway::SharedIndex cluster_;
    gateway::CurrentSnapshot knowledge_;
    std::atomic<bool> ends_{false};
    std::vector<std::thread> citizens_;
};

}  // namespace

TEST_CASE("a cluster is killed, frozen and started again under load, and every question is answered", "[server][outage]") {
    MOTCUA_SKIP_WITHOUT_SERVER(Server::elasticsearch_710);
    OwnElasticsearch server(Server::elasticsearch_710);
    Service service(server.url());
    REQUIRE(Service::grows(service.ear.shared, 200));
    REQUIRE(service.is_shared(true));
    SECTION("SIGKILL") {
        server.kill();
        CHECK(Service::grows(service.ear.embedded, 200));
        CHECK(service.is_shared(false));
        server.start();
    }
    SECTION("SIGSTOP") {
        server.freeze();
        CHECK(Service::grows(service.ear.embedded, 200));
        CHECK(service.is_shared(false));
        server.thaw();
    }
    CHECK(Service::grows(service.ear.shared, 200));
    CHECK(service.is_shared(true));
    CHECK(service.unanswered == 0);
    CHECK(service.slowest_ms < 1'500);  // the search's deadline of 500 ms, twice for a question that is read together with the one before
    WARN("answered " << service.answered << ", unanswered " << service.unanswered << ", slowest " << service.slowest_ms << " ms, degraded "
                     << service.ear.degraded << " times");
}
