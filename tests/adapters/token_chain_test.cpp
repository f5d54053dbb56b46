// When a chain is refreshed, what each outcome makes of it, and that it heals wherever that is possible.
#include <catch2/catch.hpp>

#include "tests/adapters/token_fakes.hpp"

using namespace motcua;
using namespace motcua::tests;
using namespace std::chrono_literals;
using adapters::ChainState;
using adapters::Tended;
using adapters::TokenChain;
using Call = OauthTown::Call;

namespace {

constexpr auto due = 20h;  // 80 % of 25 h

struct House {
    House() { CHECK(vault.write(first_record(clock.now)).value()); }

    TokenChain chain() { return TokenChain(own_account, vault, town, {}, clock.read()); }
    adapters::TokenRecord record() { return vault.read(own_account).value().value(); }
    bool is_whole() {
        return record().pair.refresh == town.live().refresh && record().pair.access == town.live().access;
    }

    SetClock clock;
    MemoryTokenVault vault;
    OauthTown town;
};

}  // namespace

TEST_CASE("a pair is renewed when 80 % of its life have passed, not before", "[tokens]") {
    House house;
    auto chain = house.chain();
    house.clock.now += due - 1ms;
    CHECK(chain.tend().what == Tended::at_rest);
    CHECK(house.town.calls() == 0);
    CHECK(chain.access_token() == "access-1");
    house.clock.now += 1ms;
    const auto tending = chain.tend();
    CHECK(tending.what == Tended::refreshed);
    REQUIRE(tending.status);
    CHECK(tending.status->generation == 2);
    CHECK(tending.status->expires_at == house.clock.now + 25h);
    CHECK(chain.access_token() == "access-2");
    CHECK(house.is_whole());
    CHECK(chain.tend().what == Tended::at_rest);
    CHECK(house.town.calls() == 1);
}

TEST_CASE("a chain that never began needs consent, and none is made up", "[tokens]") {
    SetClock clock;
    MemoryTokenVault vault;
    OauthTown town;
    TokenChain chain(own_account, vault, town, {}, clock.read());
    CHECK(chain.access_token().empty());
    CHECK(chain.tend().what == Tended::consent_needed);
    CHECK(town.calls() == 0);
    CHECK_FALSE(vault.read(own_account).value());
}

TEST_CASE("the attempt is on disk before the call, and the pair before anybody gets it", "[tokens]") {
    House house;
    auto chain = house.chain();
    house.clock.now += due;
    house.town.before = [&] {
        CHECK(house.record().status.state == ChainState::refreshing);
        CHECK(house.record().status.fence == 1);
        CHECK(house.record().status.attempt_at == house.clock.now);
    };
    house.town.after = [&] { CHECK(chain.access_token() == "access-1"); };  // the answer is under way
    CHECK(chain.tend().what == Tended::refreshed);
    CHECK(house.record().pair.access == "access-2");
}

TEST_CASE("a token that the platform refused is renewed at once, and only the one in use", "[tokens]") {
    House house;
    auto chain = house.chain();
    house.clock.now += 2h;
    chain.rejected("access-0");  // of the generation before: somebody has renewed it meanwhile
    CHECK(chain.access_token() == "access-1");
    CHECK(chain.tend().what == Tended::at_rest);
    chain.rejected("access-1");
    CHECK(chain.access_token().empty());
    CHECK(chain.tend().what == Tended::refreshed);
    CHECK(chain.access_token() == "access-2");
    chain.rejected("access-2");  // refused as soon as it was made: not a reason to spend token after token
    CHECK(chain.tend().what == Tended::at_rest);
    house.clock.now += 60s;
    CHECK(chain.tend().what == Tended::refreshed);
    CHECK(house.town.calls() == 2);
}

TEST_CASE("each outcome of a call has its state", "[tokens]") {
    struct Row {
        const char* why;
        Call call;
        Tended tended;
        ChainState state;
    };
    const auto row = GENERATE(values<Row>({
        {"it never left", Call::not_sent, Tended::failed, ChainState::ready},
        {"refused for a reason that spends nothing", Call::refused, Tended::failed, ChainState::ready},
        {"no answer, and it did not arrive", Call::request_lost, Tended::unknown, ChainState::refreshing},
        {"no answer, and it did", Call::reply_lost, Tended::unknown, ChainState::refreshing},
    }));
    INFO(row.why);
    House house;
    auto chain = house.chain();
    house.clock.now += due;
    house.town.plan = {row.call};
    const auto tending = chain.tend();
    CHECK(tending.what == row.tended);
    CHECK_FALSE(tending.reason.empty());
    CHECK(house.record().status.state == row.state);
    CHECK(house.record().status.failures == 1);
    CHECK(house.record().status.last_error == tending.reason);
    CHECK(chain.access_token() == "access-1");  // it lives until somebody says otherwise
    // A pause, then again with the same refresh token.
    CHECK(chain.tend().what == Tended::waiting);
    CHECK(house.town.calls() == 1);
    house.clock.now += 30s;
    const bool is_lost = row.call == Call::reply_lost;
    CHECK(chain.tend().what == (is_lost ? Tended::consent_needed : Tended::refreshed));
    CHECK(house.record().status.state == (is_lost ? ChainState::needs_consent : ChainState::ready));
    CHECK(house.is_whole() != is_lost);
}

TEST_CASE("a call that did not spend the token does not prove that an earlier one did not", "[tokens]") {
    House house;
    auto chain = house.chain();
    house.clock.now += due;
    house.town.plan = {Call::request_lost, Call::not_sent, Call::refused, Call::answered};
    CHECK(chain.tend().what == Tended::unknown);
    for (const auto pause : {30s, 60s}) {
        house.clock.now += pause;
        CHECK(chain.tend().what == Tended::unknown);
        CHECK(house.record().status.state == ChainState::refreshing);
    }
    house.clock.now += 120s;
    CHECK(chain.tend().what == Tended::refreshed);
    CHECK(house.record().status.failures == 0);
    CHECK(house.record().status.last_error.empty());
}

TEST_CASE("pauses after failures double up to ten minutes", "[tokens]") {
    House house;
    auto chain = house.chain();
    house.clock.now += due;
    house.town.plan = std::deque<Call>(12, Call::not_sent);
    for (const auto pause : {30s, 60s, 120s, 240s, 480s, 600s, 600s}) {
        CHECK(chain.tend().what == Tended::failed);
        house.clock.now += pause - 1ms;
        CHECK(chain.tend().what == Tended::waiting);
        house.clock.now += 1ms;
    }
}

TEST_CASE("a chain that is broken stays so, without calls, until a new pair is there", "[tokens]") {
    House house;
    auto chain = house.chain();
    house.clock.now += due;
    house.town.plan = {Call::reply_lost};
    CHECK(chain.tend().what == Tended::unknown);
    house.clock.now += 30s;
    CHECK(chain.tend().what == Tended::consent_needed);
    house.clock.now += 24h;
    CHECK(chain.tend().what == Tended::consent_needed);
    CHECK(house.town.calls() == 2);
    auto record = house.record();
    record = adapters::renewed(record, {house.town.live(), 25h}, house.clock.now);
    REQUIRE(house.vault.write(record).value());
    CHECK(chain.tend().what == Tended::at_rest);
    CHECK(chain.access_token() == "access-2");
}

TEST_CASE("while one calls, nobody else does", "[tokens]") {
    House house;
    auto one = house.chain();
    auto other = house.chain();
    house.clock.now += due;
    house.town.before = [&] { CHECK(other.tend().what == Tended::waiting); };
    CHECK(one.tend().what == Tended::refreshed);
    CHECK(other.tend().what == Tended::at_rest);
    CHECK(other.access_token() == "access-2");
    CHECK(house.town.calls() == 1);
}

SCENARIO("a caller sleeps longer than its lease, and another takes over", "[tokens]") {
    House house;
    auto sleeper = house.chain();
    auto other = house.chain();
    house.clock.now += due;
    GIVEN("the platform has answered the sleeper") {
        house.town.after = [&] {
            house.clock.now += 61s;
            CHECK(other.tend().what == Tended::consent_needed);
            CHECK(house.record().status.state == ChainState::needs_consent);
        };
        THEN("its answer, however late, mends the chain") {
            CHECK(sleeper.tend().what == Tended::refreshed);
            CHECK(house.record().status.state == ChainState::ready);
            CHECK(house.is_whole());
            CHECK(other.tend().what == Tended::at_rest);
        }
    }
    GIVEN("the sleeper's call arrives after the other's") {
        house.town.before = [&] {
            house.clock.now += 61s;
            CHECK(other.tend().what == Tended::refreshed);
        };
        THEN("its refusal changes nothing") {
            CHECK(sleeper.tend().what == Tended::overtaken);
            CHECK(house.record().status.state == ChainState::ready);
            CHECK(house.is_whole());
        }
    }
    GIVEN("a person consents anew while the sleeper's answer is under way") {
        house.town.after = [&] {
            auto record = house.record();
            record = adapters::renewed(record, {{"access-new", "refresh-new"}, 25h}, house.clock.now);
            REQUIRE(house.vault.write(record).value());
        };
        THEN("the consent counts") {
            CHECK(sleeper.tend().what == Tended::overtaken);
            CHECK(house.record().pair.refresh == "refresh-new");
            CHECK(house.record().status.state == ChainState::ready);
        }
    }
}

TEST_CASE("a new pair that cannot be stored is kept in memory, not used, and stored later", "[tokens]") {
    House house;
    auto chain = house.chain();
    house.clock.now += due;
    house.town.after = [&] { house.vault.broken = true; };
    CHECK(chain.tend().what == Tended::unsaved);
    CHECK(chain.tend().what == Tended::unsaved);
    CHECK(chain.access_token().empty());
    house.vault.broken = false;
    CHECK(chain.access_token() == "access-1");
    CHECK(chain.tend().what == Tended::refreshed);
    CHECK(house.is_whole());
    CHECK(house.town.calls() == 1);
}

TEST_CASE("without a vault that can be written there is no call", "[tokens]") {
    House house;
    auto chain = house.chain();
    house.clock.now += due;
    house.vault.broken = true;
    CHECK(chain.tend().what == Tended::vault_failed);
    CHECK(house.town.calls() == 0);
}

TEST_CASE("a clock that is set wrong and right again holds nothing up", "[tokens]") {
    House house;
    auto chain = house.chain();
    SECTION("the lease of an attempt lies years ahead") {
        auto record = adapters::begun(house.record(), house.clock.now + 9000h, {});
        REQUIRE(house.vault.write(record).value());
        CHECK(chain.tend().what == Tended::refreshed);
    }
    SECTION("the pair was got years ahead") {
        auto record = adapters::renewed(house.record(), {house.town.live(), 25h}, house.clock.now + 9000h);
        REQUIRE(house.vault.write(record).value());
        CHECK(chain.tend().what == Tended::refreshed);
    }
    SECTION("a few seconds are nothing") {
        house.clock.now -= 5s;
        CHECK(chain.tend().what == Tended::at_rest);
    }
}

TEST_CASE("a pair of unknown age is renewed at once", "[tokens]") {
    House house;
    auto chain = house.chain();
    auto record = adapters::renewed(house.record(), {house.town.live(), 0s}, house.clock.now);
    REQUIRE(house.vault.write(record).value());
    CHECK(chain.access_token() == "access-1");
    CHECK(chain.tend().what == Tended::refreshed);
}

TEST_CASE("a consent that was taken back ends the chain, unless a newer one was given", "[tokens][takeover]") {
    House house;
    auto chain = house.chain();
    const auto issued = house.record().status.issued_at;
    CHECK(chain.revoked(issued - 1s));  // told late: it speaks of the consent before
    CHECK(house.record().status.state == ChainState::ready);
    CHECK(chain.revoked(issued + 1h));
    CHECK(house.record().status.state == ChainState::needs_consent);
    CHECK(house.record().status.last_error == "permission revoked");
    CHECK(chain.access_token().empty());
    CHECK(chain.tend().what == Tended::consent_needed);
    CHECK(house.town.calls() == 0);
    CHECK(chain.revoked(issued + 2h));  // told twice
}
