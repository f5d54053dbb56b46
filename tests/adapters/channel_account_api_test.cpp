// The calls about accounts: profiles in both forms, subscriptions, getoa, and what each refusal asks a person to do.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "adapters/messenger/messenger_page_api.hpp"
#include "adapters/zalo/zalo_account_api.hpp"
#include "tests/adapters/channel_fakes.hpp"

using namespace motcua;
using namespace motcua::adapters;

namespace {

struct Page {
    PlatformResult<PageSubscription> subscription(const std::string& body, std::string usage = "") {
        HttpResponse response{.status = 200, .headers = {}, .body = body};
        if (!usage.empty()) response.headers.emplace_back("x-business-use-case-usage", std::move(usage));
        http.results.push_back(response);
        return api.subscription(api.pages().front());
    }
    tests::ScriptedHttp http;
    MessengerPageApi api{tests::messenger_settings(), http};
};

}  // namespace

TEST_CASE("a Page's profile is read in every form that Meta has had", "[channel]") {
    struct Row {
        const char* why;
        const char* body;
        MessengerProfile profile;
    };
    const auto row = GENERATE(values<Row>({
        {"nothing set", R"({"data":[]})", {}},
        {"no JSON", "<html>", {}},
        {"the text of the default locale", R"({"data":[{"greeting":[{"locale":"vi_VN","text":"a"},{"locale":"default","text":"b"}]}]})",
         {.get_started = "", .greeting = "b", .ice_breakers = {}, .menu = {}, .domains = {}}},
        {"ice breakers with a locale", R"({"data":[{"ice_breakers":[{"locale":"default","call_to_actions":[{"question":"q","payload":"p"}]}]}]})",
         {.get_started = "", .greeting = "", .ice_breakers = {{"q", "p", ""}}, .menu = {}, .domains = {}}},
        {"ice breakers without", R"({"data":[{"ice_breakers":[{"question":"q","payload":"p"}]}]})",
         {.get_started = "", .greeting = "", .ice_breakers = {{"q", "p", ""}}, .menu = {}, .domains = {}}},
        {"domains with a slash", R"({"data":[{"whitelisted_domains":["https://a.test/"],"get_started":{"payload":"GO"}}]})",
         {.get_started = "GO", .greeting = "", .ice_breakers = {}, .menu = {}, .domains = {"https://a.test"}}},
    }));
    INFO(row.why);
    CHECK(profile_from(row.body) == row.profile);
}

TEST_CASE("what is written to a Page is read back as it was", "[channel]") {
    const MessengerProfile profile{.get_started = "GET_STARTED",
                                   .greeting = "Chào \"anh/chị\"\n",
                                   .ice_breakers = {{"Ở đâu?", "MOTCUA_ASK", ""}},
                                   .menu = {{"Khai sinh", "MOTCUA_ASK", ""}, {"Cổng", "", "https://dichvucong.gov.vn/"}},
                                   .domains = {"https://a.test"}};
    CHECK(profile_from("{\"data\":[" + profile_body(profile) + "]}") == profile);
    CHECK(profile_body({}) == "{}");
    const auto body = nlohmann::json::parse(profile_body({.get_started = "", .greeting = "a", .ice_breakers = {}, .menu = {}, .domains = {}}));
    CHECK(body.size() == 1);
}

TEST_CASE("our subscription is told from those of other apps", "[channel]") {
    Page page;
    const auto whole = page.subscription(
        R"({"data":[{"id":"9","subscribed_fields":["messages"]},{"id":"1517776481860111","subscribed_fields":["messages",{"name":"standby"}]}]})",
        R"({"610000000000001":[{"type":"messenger","call_count":12,"total_cputime":1,"total_time":31}]})");
    REQUIRE(whole);
    CHECK(whole->fields == FieldNames{"messages", "standby"});
    CHECK(whole->missing().count("messaging_postbacks") == 1);
    CHECK(whole->missing().count("messages") == 0);
    CHECK(whole->used_percent == 31);
    const auto none = page.subscription(R"({"data":[{"id":"9","subscribed_fields":["messages"]}]})");
    REQUIRE(none);
    CHECK(none->missing() == messenger_fields());
    CHECK(none->used_percent == -1);
    CHECK(page.http.requests.back().timeout <= std::chrono::seconds(10));
}

TEST_CASE("each refusal of Meta says what a person can do", "[channel]") {
    struct Row {
        const char* why;
        tests::HttpResult result;
        const char* reason;
        const char* mend;
    };
    const auto row = GENERATE(values<Row>({
        {"token", HttpResponse{.status = 400, .body = R"({"error":{"code":190}})"}, "messenger 190/0", "make a new access token of Page 610000000000001"},
        {"permission", HttpResponse{.status = 403, .body = R"({"error":{"code":200}})"}, "messenger 200/0", "pages_manage_metadata"},
        {"too many", HttpResponse{.status = 400, .body = R"({"error":{"code":613}})"}, "messenger 613/0", "ten minutes"},
        {"form", HttpResponse{.status = 400, .body = R"({"error":{"code":100}})"}, "messenger 100/0", "[messenger.profile]"},
        {"away", tests::failed(HttpFault::not_sent), "messenger", "check the network"},
        {"a proxy's page", HttpResponse{.status = 502, .body = "<html>"}, "messenger", "check the network"},
        {"a page that says 200", HttpResponse{.status = 200, .body = "<html>"}, "messenger", "check the network"},
    }));
    INFO(row.why);
    Page page;
    page.http.results = {row.result};
    const auto done = page.api.profile(page.api.pages().front());
    REQUIRE_FALSE(done);
    CHECK(done.error().reason.find(row.reason) == 0);
    CHECK(done.error().mend.find(row.mend) != std::string::npos);
}

TEST_CASE("an Official Account tells who it is, or what to do about its token", "[channel]") {
    tests::ScriptedHttp http;
    const ZaloAccount account{tests::own_oa, fixed_token("zalo-token"), "Own"};
    http.results = {HttpResponse{.status = 200,
                                 .headers = {{"x-ratelimit-remain", "3990"}, {"x-ratelimit-limit", "4000"}},
                                 .body = R"({"error":0,"data":{"oaid":"5300000000000000003","name":"UBND","oa_type":4,"is_verified":true,)"
                                         R"("package_name":"Pro","package_valid_through_date":"31/12/2026"}})"}};
    const auto info = zalo_account_info("http://127.0.0.1:1", account, http);
    REQUIRE(info);
    CHECK(info->oa_id == tests::own_oa);
    CHECK(info->type == "government");
    CHECK(info->verified);
    CHECK(info->package == "Pro until 31/12/2026");
    CHECK(info->calls_left == "3990 of 4000 in this minute");
    CHECK(http.requests.back().url == "http://127.0.0.1:1/v2.0/oa/getoa");
    CHECK(http.requests.back().headers.front().second == "zalo-token");
    struct Row {
        const char* body;
        const char* mend;
    };
    for (const Row& row : {Row{R"({"error":-216,"message":"x"})", "motcua tokens"}, Row{R"({"error":-209})", "activate"},
                           Row{R"({"error":-32})", "wait a minute"}, Row{R"({"error":0,"data":{}})", "check the network"},
                           Row{"<html>", "check the network"}}) {
        INFO(row.body);
        http.results = {HttpResponse{.status = 200, .body = row.body}};
        const auto refused = zalo_account_info("http://127.0.0.1:1", account, http);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().mend.find(row.mend) != std::string::npos);
    }
    const auto calls = http.requests.size();
    CHECK_FALSE(zalo_account_info("http://127.0.0.1:1", {tests::own_oa, std::make_shared<tests::TokenOnLoan>(), ""}, http));
    CHECK(http.requests.size() == calls);  // without a token nothing is asked
}

TEST_CASE("a question of the profile that is pressed is read as if it had been typed", "[channel]") {
    tests::ScriptedHttp http;
    const MessengerChannel channel(tests::messenger_settings(), http);
    const auto events = channel.events_of(
        R"({"object":"page","entry":[{"id":"610000000000001","messaging":[{"sender":{"id":"7"},"recipient":{"id":"610000000000001"},)"
        R"("timestamp":1760000000123,"postback":{"mid":"m1","title":"Ở đâu?","payload":"MOTCUA_ASK"}}]}]})");
    REQUIRE(events.size() == 1);
    CHECK(events[0].message.text == "Ở đâu?");
    CHECK(events[0].message.payload.empty());
}
