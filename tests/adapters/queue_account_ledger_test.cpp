// The ledger of accounts keeps the later of two notes, through restarts.
#include <catch2/catch.hpp>

#include "adapters/sqlite/sqlite_account_ledger.hpp"
#include "tests/support/temp_folder.hpp"

using namespace motcua;
using namespace std::chrono_literals;
using adapters::AccountNote;
using adapters::SqliteAccountLedger;
using intents::ChannelKind;

namespace {

AccountNote note(int event, int sent, int error_at, std::string error) {
    const auto at = [](int seconds) { return AccountNote::Time(std::chrono::seconds(seconds)); };
    return {ChannelKind::zalo, "oa", at(event), at(sent), at(error_at), std::move(error)};
}

}  // namespace

TEST_CASE("each time of a note is kept when it is the later one, with its error", "[queue]") {
    const tests::TempFolder folder;
    const auto file = folder.path() / "channels.db";
    {
        SqliteAccountLedger ledger(file);
        CHECK(ledger.read().value().empty());
        REQUIRE(ledger.merge({note(10, 20, 30, "first"), {ChannelKind::web, "oa", {}, {}, {}, ""}}));
        REQUIRE(ledger.merge({note(9, 25, 0, "")}));  // of a process that began anew and heard nothing of an error
        SqliteAccountLedger other(file);
        REQUIRE(other.merge({note(11, 0, 29, "late")}));
    }
    const auto kept = SqliteAccountLedger(file).read().value();
    REQUIRE(kept.size() == 2);
    CHECK(kept[0].channel == ChannelKind::web);
    CHECK(kept[1].event_at == AccountNote::Time(11s));
    CHECK(kept[1].sent_at == AccountNote::Time(25s));
    CHECK(kept[1].error_at == AccountNote::Time(30s));
    CHECK(kept[1].error == "first");
}

TEST_CASE("a ledger that cannot be opened says so at once", "[queue]") {
    const tests::TempFolder folder;
    std::filesystem::create_directory(folder.path() / "channels.db");
    CHECK_THROWS_AS(SqliteAccountLedger(folder.path() / "channels.db"), std::runtime_error);
}
