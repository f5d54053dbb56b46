// How chains begin: links, codes that come back, pairs from files.
#include <catch2/catch.hpp>

#include "adapters/zalo/token_consent.hpp"
#include "tests/adapters/token_fakes.hpp"

using namespace motcua;
using namespace motcua::tests;
using namespace std::chrono_literals;
using adapters::ChainState;

namespace {

adapters::ConsentPlace place() {
    return {own_account, "41", "https://h.test/back?a=1", "https://oauth.test", ""};
}

std::string parameter(const std::string& link, const std::string& name) {
    const auto at = link.find(name + "=") + name.size() + 1;
    return link.substr(at, link.find('&', at) - at);
}

struct Desk {
    adapters::ConsentResult<adapters::ChainStatus> redeem(const std::string& pasted) {
        return adapters::redeem_consent(vault, town, own_account, pasted, clock.read());
    }
    adapters::TokenRecord record() {
        return vault.read(own_account).value().value_or(adapters::TokenRecord{});
    }

    SetClock clock;
    MemoryTokenVault vault;
    OauthTown town;
};

}  // namespace

TEST_CASE("the challenge is that of RFC 7636", "[tokens]") {
    CHECK(adapters::challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") ==
          "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

TEST_CASE("a link carries app, callback, challenge and state, and never the verifier", "[tokens]") {
    Desk desk;
    const std::string link = adapters::offer_consent(desk.vault, place()).value();
    const auto offer = desk.record().offer;
    CHECK(
        link.rfind(
            "https://oauth.test/v4/oa/permission?app_id=41&redirect_uri=https%3A%2F%2Fh.test%2Fback%3Fa%3D1&",
            0) == 0);
    CHECK(offer.verifier.size() == 43);
    CHECK(parameter(link, "code_challenge") == adapters::challenge_of(offer.verifier));
    CHECK(parameter(link, "state") == offer.state);
    CHECK(link.find(offer.verifier) == std::string::npos);
    CHECK(adapters::offer_consent(desk.vault, place()).value() != link);
    auto fixed = place();
    fixed.verifier = "saved-in-the-console";
    CHECK(parameter(adapters::offer_consent(desk.vault, fixed).value(), "code_challenge") ==
          adapters::challenge_of("saved-in-the-console"));
    fixed.callback_url.clear();
    CHECK_THAT(adapters::offer_consent(desk.vault, fixed).error(), Catch::Contains("callback_url"));
}

TEST_CASE("a code, or the whole address of the callback, begins a chain", "[tokens]") {
    Desk desk;
    adapters::offer_consent(desk.vault, place()).value();
    const auto offer = desk.record().offer;
    desk.town.codes = {"the.code-1"};
    const std::string account = own_account;
    const std::string pasted = std::vector<std::string>{
        "the.code-1", "https://h.test/back?a=1&code=the%2Ecode-1&oa_id=" + account + "&state=" + offer.state,
        "oa_id=" + account + "&code=the.code-1"}[GENERATE(0U, 1U, 2U)];
    INFO(pasted);
    const auto status = desk.redeem(pasted);
    REQUIRE(status);
    CHECK(status->state == ChainState::ready);
    CHECK(status->generation == 1);
    CHECK(desk.town.last_verifier == offer.verifier);
    CHECK(desk.record().pair.refresh == desk.town.live().refresh);
    CHECK(desk.record().offer.verifier.empty());
    CHECK_FALSE(desk.redeem(pasted));  // a link works once
}

TEST_CASE("a code that does not belong here is not spent", "[tokens]") {
    struct Row {
        const char* why;
        std::string pasted;
        const char* told;
    };
    Desk desk;
    const auto row = GENERATE(values<Row>({
        {"another account consented", "https://h.test/?code=c&oa_id=54", "another account"},
        {"of an earlier link", "https://h.test/?code=c&state=old", "another link"},
        {"nothing", "", "no code"},
        {"a text with spaces", "give me tokens", "no code"},
        {"the callback without a code", "https://h.test/?code=&oa_id=1", "no code"},
    }));
    INFO(row.why);
    adapters::offer_consent(desk.vault, place()).value();
    CHECK_THAT(desk.redeem(row.pasted).error(), Catch::Contains(row.told));
    CHECK(desk.town.calls() == 0);
    CHECK_FALSE(desk.record().offer.verifier.empty());  // the link is still good
}

TEST_CASE("without a link there is nothing to redeem", "[tokens]") {
    Desk desk;
    desk.town.codes = {"c"};
    CHECK_THAT(desk.redeem("c").error(), Catch::Contains("no consent link"));
}

TEST_CASE("a consent that fails leaves the chain as it was", "[tokens]") {
    Desk desk;
    REQUIRE(desk.vault.write(first_record(desk.clock.now)).value());
    adapters::offer_consent(desk.vault, place()).value();
    CHECK_THAT(desk.redeem("wrong").error(), Catch::Contains("not accepted"));
    desk.town.codes = {"one", "two"};
    desk.town.plan = {OauthTown::Call::request_lost, OauthTown::Call::not_sent};
    CHECK_THAT(desk.redeem("one").error(), Catch::Contains("not known"));
    CHECK_THAT(desk.redeem("two").error(), Catch::Contains("not spent"));
    CHECK(desk.record().status.state == ChainState::ready);
    CHECK(desk.record().status.generation == 1);
    CHECK(desk.record().pair.refresh == "refresh-1");
}

TEST_CASE("a refresh between the link and its code takes nothing from the link", "[tokens]") {
    Desk desk;
    REQUIRE(desk.vault.write(first_record(desk.clock.now)).value());
    adapters::offer_consent(desk.vault, place()).value();
    desk.clock.now += 21h;
    adapters::TokenChain chain(own_account, desk.vault, desk.town, {}, desk.clock.read());
    REQUIRE(chain.tend().what == adapters::Tended::refreshed);
    desk.town.codes = {"c"};
    CHECK(desk.redeem("c").value().generation == 3);
}

TEST_CASE("an import begins a chain, and replaces one that works only when told to", "[tokens]") {
    Desk desk;
    const adapters::TokenGrant grant{{"a", "r"}, 0s};
    CHECK(adapters::import_tokens(desk.vault, own_account, grant, false, desk.clock.read())
              .value()
              .generation == 1);
    CHECK(desk.record().pair.access == "a");
    const adapters::TokenGrant other{{"a2", "r2"}, 0s};
    CHECK_THAT(adapters::import_tokens(desk.vault, own_account, other, false, desk.clock.read()).error(),
               Catch::Contains("--replace"));
    CHECK(desk.record().pair.access == "a");
    CHECK(
        adapters::import_tokens(desk.vault, own_account, other, true, desk.clock.read()).value().generation ==
        2);
    CHECK(desk.record().pair.access == "a2");
    desk.vault.broken = true;
    CHECK_THAT(adapters::import_tokens(desk.vault, own_account, other, true, desk.clock.read()).error(),
               Catch::Contains("tokens.db"));
}

TEST_CASE("a pair is read from the endpoint's JSON or from two lines", "[tokens]") {
    CHECK(adapters::grant_from_text("a-1\nr-1\n").value().pair.refresh == "r-1");
    CHECK(adapters::grant_from_text("a-1\r\nr-1").value().lasts == 0s);
    CHECK(adapters::grant_from_text(R"({"access_token":"a","refresh_token":"r","expires_in":"90000"})")
              .value()
              .lasts == 25h);
    for (const char* text : {"", "a\n", "a\nr\nx\n", "{}", R"({"access_token":"a"})", R"({"error":-118})",
                             "a\nr\x01\n", "ớ\nr"}) {
        INFO(text);
        const auto grant = adapters::grant_from_text(text);
        REQUIRE_FALSE(grant);
        CHECK(grant.error().find("a\n") == std::string::npos);
    }
}
