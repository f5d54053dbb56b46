// The promises of the port AccountLedger: the suite that every home of the notes of accounts must pass.
#pragma once

#include <catch2/catch.hpp>

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "adapters/account_ledger.hpp"

namespace motcua::tests {

/// A door to the same ledger each time, as another process would have.
using OpenLedger = std::function<std::shared_ptr<adapters::AccountLedger>()>;

inline adapters::AccountNote::Time note_time(int seconds) { return adapters::AccountNote::Time(std::chrono::seconds(seconds)); }

inline adapters::AccountNote account_note(int event, int sent, int error_at, std::string error) {
    return {intents::ChannelKind::zalo, "oa", note_time(event), note_time(sent), note_time(error_at), std::move(error)};
}

/// Each time of a note is kept when it is the later one, with its error. `open` must lead to an empty ledger.
inline void check_account_ledger(const OpenLedger& open) {
    {
        const auto ledger = open();
        CHECK(ledger->read().value().empty());
        REQUIRE(ledger->merge({}));
        REQUIRE(ledger->merge({account_note(10, 20, 30, "first"), {intents::ChannelKind::web, "oa", {}, {}, {}, ""}}));
        REQUIRE(ledger->merge({account_note(9, 25, 0, "")}));  // of a process that began anew and heard nothing of an error
        REQUIRE(open()->merge({account_note(11, 0, 29, "late")}));
    }
    const auto kept = open()->read().value();
    REQUIRE(kept.size() == 2);
    CHECK(kept[0].channel == intents::ChannelKind::web);
    CHECK(kept[0].event_at == adapters::AccountNote::Time{});
    CHECK(kept[1].account == "oa");
    CHECK(kept[1].event_at == note_time(11));
    CHECK(kept[1].sent_at == note_time(25));
    CHECK(kept[1].error_at == note_time(30));
    CHECK(kept[1].error == "first");
}

}  // namespace motcua::tests
