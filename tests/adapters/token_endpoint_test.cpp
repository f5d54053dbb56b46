// What is sent to Zalo's OAuth endpoint, and what its answers mean.
#include <catch2/catch.hpp>

#include "adapters/zalo/zalo_token_endpoint.hpp"
#include "tests/adapters/channel_fakes.hpp"

using namespace motcua;
using namespace motcua::tests;
using adapters::TokenFault;
using adapters::ZaloTokenEndpoint;
using namespace std::chrono_literals;

namespace {

adapters::TokenAnswer answer_to(int status, const std::string& body) {
    return adapters::zalo_token_answer({.status = status, .body = body});
}

}  // namespace

TEST_CASE("a token call is a form with the app's secret in its header", "[tokens]") {
    ScriptedHttp http;
    ZaloTokenEndpoint endpoint({"41", "app secret", "https://oauth.test/", 7s}, http);
    endpoint.refresh("r+e/f=1");
    endpoint.redeem("c&d", "verifier");
    endpoint.redeem("code", "");
    REQUIRE(http.requests.size() == 3);
    const auto& request = http.requests[0];
    CHECK(request.method == "POST");
    CHECK(request.url == "https://oauth.test/v4/oa/access_token");
    CHECK(request.headers ==
          std::vector<std::pair<std::string, std::string>>{
              {"secret_key", "app secret"}, {"Content-Type", "application/x-www-form-urlencoded"}});
    CHECK(request.timeout == 7s);
    CHECK(request.body == "grant_type=refresh_token&refresh_token=r%2Be%2Ff%3D1&app_id=41");
    CHECK(http.requests[1].body ==
          "grant_type=authorization_code&code=c%26d&code_verifier=verifier&app_id=41");
    CHECK(http.requests[2].body == "grant_type=authorization_code&code=code&app_id=41");
}

TEST_CASE("a grant has both tokens and HTTP 200", "[tokens]") {
    struct Row {
        const char* why;
        const char* expires_in;
        std::chrono::seconds lasts;
    };
    const auto row = GENERATE(values<Row>({
        {"a text, as in practice", "\"90000\"", 25h},
        {"a number", "3600", 1h},
        {"absent", "null", 24h},
        {"garbage", "\"soon\"", 24h},
        {"negative", "-5", 24h},
        {"too short to be meant", "5", 60s},
        {"beyond reason", "99999999999", 90 * 24h},
    }));
    INFO(row.why);
    const auto grant =
        answer_to(200, std::string(R"({"access_token":"a-1","refresh_token":"r-1","expires_in":)") +
                           row.expires_in + "}");
    REQUIRE(grant);
    CHECK(grant->pair.access == "a-1");
    CHECK(grant->pair.refresh == "r-1");
    CHECK(grant->lasts == row.lasts);
}

TEST_CASE("every other answer is told apart by what became of the refresh token", "[tokens]") {
    struct Row {
        const char* why;
        int status;
        std::string body;
        TokenFault fault;
    };
    const std::string pair = R"("access_token":"a","refresh_token":"r")";
    const auto row = GENERATE_COPY(values<Row>({
        {"rejected, as seen on the live endpoint", 200,
         R"({"error":-14014,"error_name":"Invalid refresh token","error_reason":"x","ref_doc":"x"})",
         TokenFault::dead},
        {"rejected, the other code that was seen", 200, R"({"error":-118,"message":"invalid grant"})",
         TokenFault::dead},
        {"rejected, the number as a text", 400, R"({"error":"-14014"})", TokenFault::dead},
        {"rejected without a number", 200, R"({"error_name":"Refresh token expired"})", TokenFault::dead},
        {"rejected in the words of the RFC", 400, R"({"error":"invalid_grant"})", TokenFault::dead},
        {"an error beside a pair is an error", 200, R"({"error":-118,)" + pair + "}", TokenFault::dead},
        {"the app is not known", 200, R"({"error":-14002,"error_name":"Invalid appId"})",
         TokenFault::refused},
        {"the call limit", 200, R"({"error":-32,"message":"limit"})", TokenFault::refused},
        {"an error of no number", 500, R"({"error_name":"Internal"})", TokenFault::refused},
        {"a proxy's page", 502, "<html>", TokenFault::unknown},
        {"nothing", 200, "", TokenFault::unknown},
        {"half an answer", 200, R"({"access_token":"a","refr)", TokenFault::unknown},
        {"a list", 200, "[]", TokenFault::unknown},
        {"one token only", 200, R"({"access_token":"a","expires_in":"90000"})", TokenFault::unknown},
        {"an empty token", 200, R"({"access_token":"","refresh_token":"r"})", TokenFault::unknown},
        {"a token that cannot be sent", 200, R"({"access_token":"a\r\nb","refresh_token":"r"})",
         TokenFault::unknown},
        {"a token that is no text", 200, R"({"access_token":{},"refresh_token":"r"})", TokenFault::unknown},
        {"error 0 and no token", 200, R"({"error":0})", TokenFault::unknown},
        {"a pair with a status that is no success", 503, "{" + pair + "}", TokenFault::unknown},
    }));
    INFO(row.why);
    const auto answer = answer_to(row.status, row.body);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().fault == row.fault);
    CHECK(answer.error().reason.rfind("zalo oauth", 0) == 0);
}

TEST_CASE("a call that failed on the way is unknown only when it may have arrived", "[tokens]") {
    ScriptedHttp http;
    ZaloTokenEndpoint endpoint({"41", "secret"}, http);
    const std::vector<std::pair<adapters::HttpFault, TokenFault>> rows{
        {adapters::HttpFault::not_sent, TokenFault::not_sent},
        {adapters::HttpFault::bad_request, TokenFault::not_sent},
        {adapters::HttpFault::ambiguous, TokenFault::unknown},
        {adapters::HttpFault::too_large, TokenFault::unknown}};
    for (const auto& [fault, meant] : rows) {
        http.results.push_back(failed(fault));
        CHECK(endpoint.refresh("r").error().fault == meant);
    }
}

TEST_CASE("no word of an answer gets into a reason", "[tokens]") {
    for (const char* body : {R"({"error":"canary","error_name":"canary refresh token canary"})",
                             R"({"error":123456789012345678901234,"error_description":"canary"})",
                             R"({"access_token":"canary","refresh_token":"can ary"})", "canary"}) {
        INFO(body);
        const auto answer = answer_to(200, body);
        REQUIRE_FALSE(answer);
        CHECK(answer.error().reason.find("canary") == std::string::npos);
        CHECK(answer.error().reason.size() < 60);
    }
}

TEST_CASE("an app without its secret is told by the name of the setting", "[tokens]") {
    ScriptedHttp http;
    CHECK_THROWS_WITH(ZaloTokenEndpoint({"41", ""}, http), Catch::Contains("zalo.app.app_secret"));
    CHECK_THROWS_WITH(ZaloTokenEndpoint({"", "s"}, http), Catch::Contains("zalo.app.app_id"));
    CHECK_THROWS_WITH(ZaloTokenEndpoint({"41", "s", "oauth"}, http), Catch::Contains("zalo.oauth"));
}
