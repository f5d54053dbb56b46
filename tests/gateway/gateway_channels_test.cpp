// What the gateway looks after on the platforms' side: notes of accounts, a Page's set-up, alarms.
#include <catch2/catch.hpp>

#include "gateway/channels/noted_channel.hpp"
#include "gateway/channels/page_setup.hpp"
#include "gateway/messenger_pages.hpp"
#include "gateway/ops/metrics.hpp"
#include "gateway/ops/signature_alarm.hpp"
#include "tests/adapters/channel_fakes.hpp"
#include "tests/gateway/gateway_fakes.hpp"

using namespace motcua;
using namespace motcua::tests;
using namespace std::chrono_literals;
using adapters::AccountNote;
using adapters::SignatureState;
using intents::ChannelKind;

namespace {

class MemoryLedger final : public adapters::AccountLedger {
  public:
    adapters::LedgerResult<void> merge(const std::vector<AccountNote>& notes) override {
        ++merges;
        if (fails) return tl::unexpected(std::string("no disk"));
        kept = notes;
        return {};
    }
    adapters::LedgerResult<std::vector<AccountNote>> read() override { return kept; }

    bool fails = false;
    int merges = 0;
    std::vector<AccountNote> kept;
};

constexpr AccountNote::Time noon(std::chrono::milliseconds after) { return AccountNote::Time(1'760'000'000s + after); }

}  // namespace

TEST_CASE("notes of known accounts are written once, and again only when something was told", "[gateway][channels]") {
    MemoryLedger ledger;
    std::vector<std::string> failures;
    gateway::AccountNotes notes({{ChannelKind::zalo, "oa"}, {ChannelKind::messenger, "page"}}, ledger,
                                [&failures](const std::string& reason) { failures.push_back(reason); });
    notes.flush();
    CHECK(ledger.merges == 0);
    notes.heard(ChannelKind::zalo, "oa", noon(1ms));
    notes.heard(ChannelKind::zalo, "oa", noon(5ms));
    notes.sent(ChannelKind::zalo, "oa", noon(7ms));
    notes.heard(ChannelKind::zalo, "stranger", noon(8ms));
    notes.heard(ChannelKind::messenger, "oa", noon(8ms));  // the id of another channel's account
    notes.flush();
    notes.flush();
    CHECK(ledger.merges == 1);
    REQUIRE(ledger.kept.size() == 1);
    CHECK(ledger.kept[0].event_at == noon(5ms));
    CHECK(ledger.kept[0].sent_at == noon(7ms));
    CHECK(ledger.kept[0].error.empty());
    ledger.fails = true;
    notes.failed(ChannelKind::messenger, "page", "messenger 190/0 token invalid", noon(9ms));
    notes.flush();
    CHECK(failures == std::vector<std::string>{"no disk"});
    ledger.fails = false;
    notes.flush();  // what could not be written is not forgotten
    REQUIRE(ledger.kept.size() == 1);
    CHECK(ledger.kept[0].error == "messenger 190/0 token invalid");
}

TEST_CASE("a stop writes the last notes down", "[gateway][channels]") {
    MemoryLedger ledger;
    gateway::AccountNotes notes({{ChannelKind::zalo, "oa"}}, ledger, [](const std::string&) {});
    notes.start(1h);
    notes.sent(ChannelKind::zalo, "oa", noon(1ms));
    notes.stop();
    CHECK(ledger.kept.size() == 1);
}

TEST_CASE("only what the account is to blame for is its error", "[gateway][channels]") {
    struct Row {
        adapters::Fate fate;
        bool is_sent;
        bool is_error;
    };
    using adapters::Fate;
    const auto row = GENERATE(values<Row>({{Fate::sent, true, false},
                                           {Fate::retry, false, true},
                                           {Fate::rate_limited, false, true},
                                           {Fate::ambiguous, false, true},
                                           {Fate::token_expired, false, true},
                                           {Fate::misconfigured, false, true},
                                           {Fate::window_closed, false, false},
                                           {Fate::recipient_gone, false, false},
                                           {Fate::rejected, false, false}}));
    INFO(adapters::name_of(row.fate));
    MemoryLedger ledger;
    gateway::AccountNotes notes({{ChannelKind::zalo, "oa"}}, ledger, [](const std::string&) {});
    FakeChannel channel;
    channel.delivery = {.fate = row.fate, .platform_message_id = "", .reason = "why"};
    gateway::NotedChannel noted(channel, notes);
    CHECK(noted.deliver(part_to(envelope_of(ChannelKind::zalo, "oa", "72"), "{}")).fate == row.fate);
    notes.flush();
    const bool is_told = !ledger.kept.empty();
    CHECK(is_told == (row.is_sent || row.is_error));
    if (is_told) CHECK((ledger.kept[0].sent_at != AccountNote::Time{}) == row.is_sent);
    if (is_told) CHECK((ledger.kept[0].error == "why") == row.is_error);
}

TEST_CASE("a channel under notes still hands a conversation over and takes it back", "[gateway][channels][takeover]") {
    MemoryLedger ledger;
    gateway::AccountNotes notes({{ChannelKind::zalo, "oa"}}, ledger, [](const std::string&) {});
    FakeChannel channel;
    gateway::NotedChannel noted(channel, notes);
    CHECK(noted.hand_over(envelope_of(ChannelKind::zalo, "oa", "72")).at(0).body == "hand over");
    CHECK(noted.take_back(envelope_of(ChannelKind::zalo, "oa", "72")).at(0).body == "take back");
}

TEST_CASE("bad signatures are told once a minute for each kind, with how many were not", "[gateway][channels]") {
    gateway::SignatureAlarm alarm;
    const gateway::SignatureAlarm::Time start(1h);
    const auto note = [&](std::chrono::seconds at, SignatureState state, const char* diagnosis) {
        return alarm.note(ChannelKind::zalo, {state, diagnosis}, start + at);
    };
    CHECK(note(0s, SignatureState::mismatch, "app secret").tell);
    CHECK_FALSE(note(1s, SignatureState::mismatch, "app secret").tell);
    CHECK(note(2s, SignatureState::missing, "").tell);  // another kind
    CHECK_FALSE(note(59s, SignatureState::mismatch, "app secret").tell);
    const auto later = note(60s, SignatureState::mismatch, "app secret");
    CHECK(later.tell);
    CHECK(later.untold == 2);
}

TEST_CASE("a burst of bad signatures is an alarm when it begins, and anew after ten calm minutes", "[gateway][channels]") {
    gateway::SignatureAlarm alarm;
    const gateway::SignatureAlarm::Time start(1h);
    const auto bursts = [&](std::chrono::seconds from, std::chrono::seconds step, int count) {
        int begun = 0;
        for (int i = 0; i < count; ++i) {
            begun += alarm.note(ChannelKind::messenger, {SignatureState::mismatch, ""}, start + from + step * i).burst_begins ? 1 : 0;
        }
        return begun;
    };
    CHECK(bursts(0s, 20s, 20) == 0);      // a knock now and then
    CHECK(bursts(1000s, 1s, 4) == 0);     // four are no burst
    CHECK(bursts(1004s, 1s, 200) == 1);   // the fifth begins it, and it goes on
    CHECK(bursts(1500s, 1s, 50) == 0);    // not calm for long enough
    CHECK(bursts(2200s, 1s, 50) == 1);
}

TEST_CASE("a Page is told only what differs, and whitelisted domains of others stay", "[gateway][channels]") {
    const auto wanted = [] {
        auto profile = gateway::wanted_profile({});
        profile.domains = {"https://chat.office.test"};
        return profile;
    }();
    CHECK(gateway::difference(wanted, wanted) == adapters::MessengerProfile{});
    auto present = wanted;
    present.greeting = "Hello";
    present.get_started = "SOMETHING_ELSE";  // any button does
    present.domains = {"https://other.test"};
    const auto changed = gateway::difference(present, wanted);
    CHECK(changed.greeting == wanted.greeting);
    CHECK(changed.get_started.empty());
    CHECK(changed.menu.empty());
    CHECK(changed.ice_breakers.empty());
    CHECK(changed.domains == std::vector<std::string>{"https://other.test", "https://chat.office.test"});
    CHECK(wanted.menu.back().url == "https://dichvucong.gov.vn/");
}

TEST_CASE("a fault of the profile leaves the subscription to be done", "[gateway][channels]") {
    ScriptedHttp http;
    adapters::MessengerPageApi api(messenger_settings(), http);
    http.results = {adapters::HttpResponse{.status = 400, .body = R"({"error":{"code":613,"message":"slow"}})"},
                    adapters::HttpResponse{.status = 200, .body = R"({"data":[{"id":"1517776481860111","subscribed_fields":["feed"]}]})"},
                    adapters::HttpResponse{.status = 200, .body = R"({"success":"true"})"}};
    const auto outcome = gateway::set_up_page(api, api.pages().front(), gateway::wanted_profile({}), false);
    REQUIRE(outcome.faults.size() == 1);
    CHECK(outcome.faults[0].mend.find("ten minutes") != std::string::npos);
    REQUIRE(outcome.changes.size() == 1);
    CHECK(outcome.changes[0].before == "feed");
    CHECK(http.requests.back().method == "POST");
    CHECK(http.requests.back().url.find("feed%2C") != std::string::npos);  // somebody's wish is kept
}
