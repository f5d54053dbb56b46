// The process dies at every step of a refresh, and at every step of what follows: no chain is silently dead.
#include <catch2/catch.hpp>

#include "adapters/sqlite/sqlite_token_vault.hpp"
#include "tests/adapters/token_fakes.hpp"

using namespace motcua;
using namespace motcua::tests;
using namespace std::chrono_literals;
using adapters::ChainState;
using adapters::Tended;
using adapters::TokenChain;
using Call = OauthTown::Call;

namespace {

struct Died {};

/// Lets a number of steps happen; the next one never ends.
class Fuse {
  public:
    explicit Fuse(int steps) : left_(steps) {}
    void step() {
        if (left_-- == 0) throw Died{};
    }
    bool is_whole() const { return left_ >= 0; }

  private:
    int left_;
};

/// Each door of the world is a step on the way in and one on the way out.
class MortalVault final : public adapters::TokenVault {
  public:
    MortalVault(adapters::TokenVault& vault, Fuse& fuse) : vault_(vault), fuse_(fuse) {}
    adapters::VaultResult<std::optional<adapters::TokenRecord>> read(std::string_view account) override {
        fuse_.step();
        return vault_.read(account);
    }
    adapters::VaultResult<bool> write(const adapters::TokenRecord& record) override {
        fuse_.step();
        auto written = vault_.write(record);
        fuse_.step();
        return written;
    }

  private:
    adapters::TokenVault& vault_;
    Fuse& fuse_;
};
class MortalEndpoint final : public adapters::TokenEndpoint {
  public:
    MortalEndpoint(adapters::TokenEndpoint& endpoint, Fuse& fuse) : endpoint_(endpoint), fuse_(fuse) {}
    adapters::TokenAnswer refresh(const std::string& token) override {
        fuse_.step();
        auto answer = endpoint_.refresh(token);
        fuse_.step();
        return answer;
    }
    adapters::TokenAnswer redeem(const std::string& code, const std::string& verifier) override {
        return endpoint_.redeem(code, verifier);
    }

  private:
    adapters::TokenEndpoint& endpoint_;
    Fuse& fuse_;
};

/// One life of a process that tends the chain until nothing is left to do. True when it died on the way.
bool live_and_die(adapters::TokenVault& vault, OauthTown& town, SetClock& clock, int steps) {
    Fuse fuse(steps);
    MortalVault mortal_vault(vault, fuse);
    MortalEndpoint mortal_endpoint(town, fuse);
    TokenChain chain(own_account, mortal_vault, mortal_endpoint, {}, clock.read());
    try {
        for (int looks = 0; looks < 20; ++looks) {
            const auto what = chain.tend().what;
            if (what == Tended::at_rest || what == Tended::consent_needed) return false;
            clock.now += 10min;
        }
    } catch (const Died&) {
        return true;
    }
    FAIL("the chain never came to rest");
    return false;
}

/// The one thing that may not be: a record that says ready, and a refresh token that is dead.
void check_told_truly(adapters::TokenVault& vault, OauthTown& town) {
    const auto record = vault.read(own_account).value().value();
    const bool is_whole =
        record.pair.refresh == town.live().refresh && record.pair.access == town.live().access;
    if (record.status.state == ChainState::ready) {
        CHECK(is_whole);
    } else {
        CHECK(record.status.state == ChainState::needs_consent);
        CHECK_FALSE(is_whole);  // consent is asked for only when there is no other way
        CHECK_FALSE(record.status.last_error.empty());
    }
}

}  // namespace

TEST_CASE("a death at any step leaves a chain that works, or says that it needs consent", "[tokens][crash]") {
    const auto first_call =
        GENERATE(Call::answered, Call::reply_lost, Call::request_lost, Call::not_sent, Call::refused);
    INFO("first call " << static_cast<int>(first_call));
    TempFolder folder;
    key_file(folder);
    int deaths = 0;
    for (int steps = 0;; ++steps) {
        INFO("dies at step " << steps);
        const auto file = folder / ("tokens-" + std::to_string(steps) + ".db");
        SetClock clock;
        OauthTown town;
        town.plan = {first_call};
        bool died = false;
        {
            adapters::SqliteTokenVault vault(file, box_from(folder / "key"));
            REQUIRE(vault.write(first_record(clock.now)).value());
            clock.now += 21h;
            died = live_and_die(vault, town, clock, steps);
        }
        adapters::SqliteTokenVault vault(file, box_from(folder / "key"));  // another process
        clock.now += 61s;
        CHECK_FALSE(live_and_die(vault, town, clock, 1000));
        check_told_truly(vault, town);
        if (!died) break;
        ++deaths;
    }
    CHECK(deaths >= 8);  // read, write ahead (2), call (2), read, store (2)
}

TEST_CASE("a second death on the way back is no worse", "[tokens][crash]") {
    for (int first = 0; first < 16; ++first) {
        for (int second = 0; second < 24; ++second) {
            INFO("dies at step " << first << ", then at step " << second);
            SetClock clock;
            OauthTown town;
            town.plan = {Call::request_lost};
            MemoryTokenVault vault;
            REQUIRE(vault.write(first_record(clock.now)).value());
            clock.now += 21h;
            live_and_die(vault, town, clock, first);
            clock.now += 61s;
            live_and_die(vault, town, clock, second);
            clock.now += 61s;
            CHECK_FALSE(live_and_die(vault, town, clock, 1000));
            check_told_truly(vault, town);
        }
    }
}

TEST_CASE("only a death between the call and the storing costs a consent", "[tokens][crash]") {
    std::string states;
    for (int steps = 0; steps < 9; ++steps) {
        SetClock clock;
        OauthTown town;
        MemoryTokenVault vault;
        REQUIRE(vault.write(first_record(clock.now)).value());
        clock.now += 21h;
        live_and_die(vault, town, clock, steps);
        clock.now += 61s;
        live_and_die(vault, town, clock, 1000);
        states += vault.read(own_account).value()->status.state == ChainState::ready ? 'r' : 'C';
    }
    // read | write ahead, written | call, answered | read | store, stored | next look
    CHECK(states == "rrrrCCCrr");
}
