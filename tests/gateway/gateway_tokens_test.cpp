// The keeper looks after every chain, and a chain that needs a person is told once, in the log and as a
// gauge.
#include <catch2/catch.hpp>

#include "gateway/ops/metrics.hpp"
#include "gateway/tokens/token_keeper.hpp"
#include "tests/adapters/token_fakes.hpp"
#include "tests/gateway/gateway_fakes.hpp"

using namespace motcua;
using namespace motcua::tests;
using namespace std::chrono_literals;
using adapters::Tended;

namespace {

class Listener final : public gateway::TokenObserver {
  public:
    void tended(const std::string& account, const adapters::Tending& tending) override {
        journal.note(account + " " + std::string(name_of(tending.what)));
    }
    Journal journal;
};

struct Chains {
    std::shared_ptr<adapters::TokenChain> due(const std::string& account) {
        auto record = first_record(clock.now - 21h);
        record.account = account;
        CHECK(vault.write(record).value());
        return std::make_shared<adapters::TokenChain>(account, vault, town, adapters::ChainPolicy{},
                                                      clock.read());
    }

    SetClock clock;
    MemoryTokenVault vault;
    OauthTown town;
    Listener listener;
};

bool says_line(const std::string& text, const std::string& line) {
    return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
}

adapters::Tending tending(Tended what, adapters::ChainState state, int failures = 0) {
    adapters::ChainStatus status{.state = state, .failures = failures};
    status.expires_at = adapters::ChainStatus::Time(1'760'000'000s);
    return {what, "zalo oauth -14014", status};
}

}  // namespace

TEST_CASE("the keeper looks after each chain, again and again", "[gateway][tokens]") {
    Chains chains;
    gateway::TokenKeeper keeper({chains.due("1")}, chains.listener, 1ms);
    keeper.start();
    const auto lines = chains.listener.journal.lines(3);
    keeper.stop();
    REQUIRE(lines.size() >= 3);
    CHECK(lines[0] == "1 refreshed");
    CHECK(lines[1] == "1 at_rest");
    CHECK(chains.town.calls() == 1);
    CHECK_FALSE(*keeper.at_work());
}

TEST_CASE("a keeper that is stopped waits for the call under way and begins no other", "[gateway][tokens]") {
    Chains chains;
    gateway::TokenKeeper keeper({chains.due("1"), chains.due("2")}, chains.listener, 1ms);
    const auto at_work = keeper.at_work();
    chains.town.after = [&] {
        CHECK(*at_work);
        keeper.ask_to_stop();
    };
    keeper.start();
    const auto lines = chains.listener.journal.lines(1);
    keeper.stop();
    CHECK(lines == std::vector<std::string>{"1 refreshed"});
    CHECK(chains.town.calls() == 1);
    CHECK(chains.vault.read("1").value()->pair.refresh == chains.town.live().refresh);
}

TEST_CASE("a keeper that is stopped with new tokens in memory tries once more to store them",
          "[gateway][tokens]") {
    Chains chains;
    gateway::TokenKeeper keeper({chains.due("1")}, chains.listener, 1h);
    chains.town.after = [&] { chains.vault.broken = true; };
    keeper.start();
    CHECK(chains.listener.journal.lines(1)[0] == "1 unsaved");
    chains.vault.broken = false;
    keeper.stop();
    CHECK(chains.listener.journal.lines(2)[1] == "1 refreshed");
    CHECK(chains.vault.read("1").value()->pair.refresh == chains.town.live().refresh);
}

TEST_CASE("a keeper without chains starts and stops", "[gateway][tokens]") {
    Listener listener;
    gateway::TokenKeeper keeper({}, listener);
    keeper.start();
    keeper.stop();
    CHECK(listener.journal.lines(0).empty());
}

TEST_CASE("metrics tell the state of each chain and count attempts, not looks", "[gateway][tokens][ops]") {
    using adapters::ChainState;
    gateway::Metrics metrics;
    for (int look = 0; look < 3; ++look) metrics.tended("53", tending(Tended::at_rest, ChainState::ready));
    CHECK(says_line(metrics.text(), R"(motcua_token_chain{account="53",state="ready"} 1)"));
    CHECK(says_line(metrics.text(), R"(motcua_token_chain{account="53",state="needs_consent"} 0)"));
    CHECK(says_line(metrics.text(), R"(motcua_token_expires_seconds{account="53"} 1760000000)"));
    CHECK(metrics.text().find("motcua_token_attempts_total{") == std::string::npos);
    metrics.tended("53", tending(Tended::unknown, ChainState::refreshing, 1));
    metrics.tended("53", tending(Tended::waiting, ChainState::refreshing, 1));
    metrics.tended("53", tending(Tended::unknown, ChainState::refreshing, 2));
    CHECK(says_line(metrics.text(), R"(motcua_token_attempts_total{outcome="unknown"} 2)"));
    CHECK(says_line(metrics.text(), R"(motcua_token_failures{account="53"} 2)"));
    for (int look = 0; look < 3; ++look)
        metrics.tended("53", tending(Tended::consent_needed, ChainState::needs_consent));
    CHECK(says_line(metrics.text(), R"(motcua_token_attempts_total{outcome="consent_needed"} 1)"));
    CHECK(says_line(metrics.text(), R"(motcua_token_chain{account="53",state="needs_consent"} 1)"));
    metrics.tended("53", {Tended::vault_failed, "disk full", std::nullopt});
    CHECK(says_line(metrics.text(), R"(motcua_token_chain{account="53",state="ready"} 0)"));
    CHECK(says_line(metrics.text(), R"(motcua_token_chain{account="53",state="needs_consent"} 0)"));
    metrics.tended("53", tending(Tended::refreshed, ChainState::ready));
    CHECK(says_line(metrics.text(), R"(motcua_token_attempts_total{outcome="refreshed"} 1)"));
    metrics.tended("54", {Tended::consent_needed, "", std::nullopt});  // no record yet
    CHECK(says_line(metrics.text(), R"(motcua_token_chain{account="54",state="needs_consent"} 1)"));
}
