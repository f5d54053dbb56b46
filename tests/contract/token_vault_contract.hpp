// The promises of the port TokenVault: the suite that every home of tokens must pass.
#pragma once

#include <catch2/catch.hpp>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "adapters/token_vault.hpp"

namespace motcua::tests {

struct TokenVaultUnderTest {
    std::string name;
    /// A door to the same record each time, as another process would have.
    std::function<std::shared_ptr<adapters::TokenVault>()> open;
};

inline adapters::TokenRecord record_for_contract() {
    using std::chrono::milliseconds;
    const adapters::ChainStatus::Time start(milliseconds(1'760'000'000'123));
    adapters::TokenRecord record{.account = "oa-1"};
    record.status = {adapters::ChainState::refreshing,
                     7,
                     9,
                     start,
                     start + milliseconds(1),
                     start + milliseconds(2),
                     start + milliseconds(3),
                     4,
                     "zalo oauth -118",
                     start + milliseconds(4)};
    record.pair = {"access-7", "refresh-7"};
    record.offer = {"verifier", "state"};
    return record;
}

inline void check_same(const adapters::TokenRecord& one, const adapters::TokenRecord& other) {
    CHECK(one.account == other.account);
    CHECK(one.status.state == other.status.state);
    CHECK(one.status.generation == other.status.generation);
    CHECK(one.status.fence == other.status.fence);
    CHECK(one.status.issued_at == other.status.issued_at);
    CHECK(one.status.expires_at == other.status.expires_at);
    CHECK(one.status.attempt_at == other.status.attempt_at);
    CHECK(one.status.not_before == other.status.not_before);
    CHECK(one.status.failures == other.status.failures);
    CHECK(one.status.last_error == other.status.last_error);
    CHECK(one.status.last_error_at == other.status.last_error_at);
    CHECK(one.pair.access == other.pair.access);
    CHECK(one.pair.refresh == other.pair.refresh);
    CHECK(one.offer.verifier == other.offer.verifier);
    CHECK(one.offer.state == other.offer.state);
}

inline void check_kept_whole(const TokenVaultUnderTest& under_test) {
    const auto record = record_for_contract();
    const auto vault = under_test.open();
    CHECK_FALSE(vault->read("oa-1").value());  // absence is not an error
    REQUIRE(vault->write(record).value());
    const auto read = under_test.open()->read("oa-1").value();
    REQUIRE(read);
    CHECK(read->revision == 1);
    check_same(*read, record);
    CHECK_FALSE(vault->read("oa-2").value());
}

inline void check_compare_and_swap(const TokenVaultUnderTest& under_test) {
    const auto one = under_test.open();
    const auto other = under_test.open();
    REQUIRE(one->write(record_for_contract()).value());
    CHECK_FALSE(other->write(record_for_contract()).value());  // it is not the first any more
    auto mine = one->read("oa-1").value().value();
    auto theirs = other->read("oa-1").value().value();
    theirs.pair.access = "theirs";
    REQUIRE(other->write(theirs).value());
    mine.pair.access = "mine";
    CHECK_FALSE(one->write(mine).value());
    CHECK(one->read("oa-1").value()->pair.access == "theirs");
    mine.revision = 99;  // a revision that never was
    CHECK_FALSE(one->write(mine).value());
    mine = one->read("oa-1").value().value();
    CHECK(mine.revision == 2);
    CHECK(one->write(mine).value());
}

inline void check_one_winner(const TokenVaultUnderTest& under_test) {
    constexpr int writers = 8;
    constexpr int rounds = 20;
    REQUIRE(under_test.open()->write(record_for_contract()).value());
    for (int round = 0; round < rounds; ++round) {
        const auto seen = under_test.open()->read("oa-1").value().value();
        std::atomic<int> won = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < writers; ++i) {
            threads.emplace_back(
                [&, vault = under_test.open()] { won += vault->write(seen).value_or(false) ? 1 : 0; });
        }
        for (std::thread& thread : threads) thread.join();
        CHECK(won == 1);
    }
}

inline void check_accounts_apart(const TokenVaultUnderTest& under_test) {
    const auto vault = under_test.open();
    auto record = record_for_contract();
    REQUIRE(vault->write(record).value());
    record.account = "oa-2";
    record.pair.refresh = "of the second account";
    CHECK_FALSE(vault->read("oa-2").value());
    REQUIRE(vault->write(record).value());
    CHECK(vault->read("oa-1").value()->pair.refresh == "refresh-7");
    CHECK(vault->read("oa-2").value()->pair.refresh == "of the second account");
}

/// `make` gives an empty vault each time.
inline void check_token_vault_contract(const std::function<TokenVaultUnderTest()>& make) {
    for (const auto check :
         {check_kept_whole, check_compare_and_swap, check_one_winner, check_accounts_apart}) {
        const TokenVaultUnderTest under_test = make();
        INFO(under_test.name);
        check(under_test);
    }
}

}  // namespace motcua::tests
