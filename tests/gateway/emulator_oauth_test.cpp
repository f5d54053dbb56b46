// The emulated OAuth gives each refresh token and each code one answer, and the Send API knows what is good.
#include <catch2/catch.hpp>

#include "adapters/cpprest/cpprest_http_client.hpp"
#include "adapters/wire_json.hpp"
#include "adapters/zalo/token_consent.hpp"
#include "adapters/zalo/zalo_token_endpoint.hpp"
#include "gateway/emulator/emulator.hpp"
#include "gateway/emulator/zalo_oauth_api.hpp"
#include "gateway/emulator/zalo_send_api.hpp"
#include "tests/gateway/emulator_people.hpp"

using namespace motcua;
using namespace std::chrono_literals;
using adapters::TokenFault;

namespace {

/// Hands the calls of our own endpoint to the emulator, without a network.
class Wire final : public adapters::HttpClient {
  public:
    explicit Wire(gateway::Stage& stage) : stage_(stage) {}
    tl::expected<adapters::HttpResponse, adapters::HttpError> send(
        const adapters::HttpRequest& request) override {
        const auto answer = gateway::zalo_tokens(stage_, {.method = request.method,
                                                          .path = "/v4/oa/access_token",
                                                          .headers = request.headers,
                                                          .body = request.body});
        return adapters::HttpResponse{.status = answer.status, .body = answer.body};
    }

  private:
    gateway::Stage& stage_;
};

struct OauthPlatform {
    explicit OauthPlatform(const gateway::OauthFaults& faults = {}) {
        gateway::EmulatorSettings settings = tests::pretended();
        settings.faults.oauth = faults;
        settings.zalo.app_secret = "zalo-app-secret";
        settings.zalo.refresh_token = "refresh-1";
        settings.zalo.callback_url = "https://h.test/back";
        settings.now = [this] { return now; };
        stage.emplace(settings, client);
        wire.emplace(*stage);
    }
    adapters::ZaloTokenEndpoint endpoint(const std::string& secret = "zalo-app-secret",
                                         const std::string& app = "360846524940903967") {
        return {{app, secret, "https://oauth.test"}, *wire};
    }
    std::string send_error(const std::string& token) {
        const auto answer =
            gateway::zalo_send(*stage, {"POST",
                                        "/v3.0/oa/message/cs",
                                        "",
                                        {{"access_token", token}},
                                        R"({"recipient":{"user_id":"77"},"message":{"text":"a"}})",
                                        ""});
        return adapters::read_wire_json(answer.body).value()["error"].text;
    }
    /// The address that the browser is sent back to; empty when it is not.
    std::string location(const std::string& query) {
        const auto answer =
            gateway::zalo_permission(*stage, {.method = "GET", .path = "/v4/oa/permission", .query = query});
        return answer.status == 302 ? answer.headers.at(0).second : std::string{};
    }

    std::chrono::milliseconds now{1'000'000};
    tests::MutedClient client;
    std::optional<gateway::Stage> stage;
    std::optional<Wire> wire;
};

constexpr const char* unknown_person = "-201";  // the token was good: the next check speaks
const std::string asked = "app_id=360846524940903967&redirect_uri=https%3A%2F%2Fh.test%2Fback";

}  // namespace

TEST_CASE("a refresh token works once, and a new pair kills the access token before it",
          "[emulator][tokens]") {
    OauthPlatform platform;
    auto endpoint = platform.endpoint();
    CHECK(platform.send_error("oa-token") == unknown_person);
    const auto second = endpoint.refresh("refresh-1");
    REQUIRE(second);
    CHECK(second->lasts == 25h);
    CHECK(platform.send_error("oa-token") == "-216");
    CHECK(platform.send_error(second->pair.access) == unknown_person);
    const auto again = endpoint.refresh("refresh-1");
    REQUIRE_FALSE(again);
    CHECK(again.error().fault == TokenFault::dead);
    CHECK(again.error().reason == "zalo oauth -14014");
    CHECK(platform.send_error(second->pair.access) == unknown_person);  // a refusal kills nothing
    CHECK(endpoint.refresh(second->pair.refresh));
}

TEST_CASE("where reuse passes, the refresh token that was used last works again, and no older one", "[emulator][tokens]") {
    OauthPlatform platform({.refuse_reuse = false});
    auto endpoint = platform.endpoint();
    REQUIRE(endpoint.refresh("refresh-1"));
    const auto third = endpoint.refresh("refresh-1");
    REQUIRE(third);
    REQUIRE(endpoint.refresh(third->pair.refresh));
    CHECK(endpoint.refresh("refresh-1").error().fault == TokenFault::dead);
}

TEST_CASE("a plan decides how long access tokens live", "[emulator][tokens]") {
    OauthPlatform platform({.token_life = 60s});
    const auto renewed = platform.endpoint().refresh("refresh-1");
    REQUIRE(renewed);
    CHECK(renewed->lasts == 60s);
    platform.now += 60s;
    CHECK(platform.send_error(renewed->pair.access) == "-220");
}

TEST_CASE("a renewal whose answer is lost has killed the old pair", "[emulator][tokens][faults]") {
    adapters::CpprestHttpClient http;
    auto settings = tests::pretended();
    settings.zalo.app_secret = "zalo-app-secret";
    settings.zalo.refresh_token = "refresh-1";
    settings.faults.oauth.lost_answer = 1;
    settings.faults.sends.lost_answer_time = 20ms;
    gateway::Emulator emulator(settings, http);
    emulator.start();
    adapters::ZaloTokenEndpoint endpoint(
        {settings.zalo.app_id, "zalo-app-secret", "http://127.0.0.1:" + std::to_string(emulator.port())}, http);
    CHECK(endpoint.refresh("refresh-1").error().fault == TokenFault::unknown);
    CHECK(endpoint.refresh("refresh-1").error().fault == TokenFault::dead);
    CHECK(emulator.faults_played().lost_token_answers == 1);
    emulator.stop();
}

TEST_CASE("an access token that was given out ends when its time is over", "[emulator][tokens]") {
    OauthPlatform platform;
    const auto pair = platform.endpoint().refresh("refresh-1").value().pair;
    platform.now += 25h - 1ms;
    CHECK(platform.send_error(pair.access) == unknown_person);
    platform.now += 1ms;
    CHECK(platform.send_error(pair.access) == "-220");
    CHECK(platform.endpoint().refresh(pair.refresh));
}

TEST_CASE("who is not the app gets nothing, and spends nothing", "[emulator][tokens]") {
    OauthPlatform platform;
    CHECK(platform.endpoint("wrong").refresh("refresh-1").error().fault == TokenFault::refused);
    CHECK(platform.endpoint("zalo-app-secret", "41").refresh("refresh-1").error().reason ==
          "zalo oauth -14002");
    CHECK(platform.endpoint().refresh("").error().fault == TokenFault::dead);
    CHECK(platform.endpoint().refresh("refresh-1"));
}

TEST_CASE("a consent gives a code that works once, for the verifier it was asked with, for ten minutes",
          "[emulator][tokens]") {
    OauthPlatform platform;
    auto endpoint = platform.endpoint();
    const auto code_from = [](const std::string& address) {
        return address.substr(address.find("code=") + 5, 32);
    };
    const std::string link = asked + "&state=s%201&code_challenge=" + adapters::challenge_of("verifier");
    const std::string back = platform.location(link);
    CHECK(back.rfind("https://h.test/back?code=", 0) == 0);
    CHECK(back.find("&oa_id=388613280878808645&state=s%201") != std::string::npos);
    CHECK_FALSE(endpoint.redeem(code_from(back), "another"));
    CHECK_FALSE(endpoint.redeem(code_from(back), "verifier"));  // a wrong verifier spends it
    const std::string next = code_from(platform.location(link));
    const auto pair = endpoint.redeem(next, "verifier");
    REQUIRE(pair);
    CHECK(platform.send_error(pair->pair.access) == unknown_person);
    CHECK_FALSE(endpoint.redeem(next, "verifier"));
    const std::string late = code_from(platform.location(link));
    platform.now += 10min;
    CHECK_FALSE(endpoint.redeem(late, "verifier"));
    CHECK(endpoint.redeem(code_from(platform.location(asked)), ""));  // no challenge, no verifier
}

TEST_CASE("a consent goes back to the callback that was saved only", "[emulator][tokens]") {
    OauthPlatform platform;
    CHECK(platform.location("app_id=360846524940903967&redirect_uri=https%3A%2F%2Fh.test%2Fback%2F").empty());
    CHECK(platform.location("app_id=360846524940903967").empty());
    CHECK(platform.location("app_id=41&redirect_uri=https%3A%2F%2Fh.test%2Fback").empty());
}

TEST_CASE("the log of exchanges holds no token", "[emulator][tokens]") {
    OauthPlatform platform;
    const auto pair = platform.endpoint().refresh("refresh-1").value().pair;
    platform.endpoint().refresh("refresh-1");
    const auto lines = platform.stage->log().all();
    REQUIRE(lines.size() == 2);
    for (const auto& line : lines) {
        CHECK(line.what == "POST /v4/oa/access_token");
        for (const std::string& secret :
             {pair.access, pair.refresh, std::string("refresh-1"), std::string("zalo-app-secret")}) {
            CHECK((line.request + line.response).find(secret) == std::string::npos);
        }
    }
    CHECK(lines[1].response.find("-14014") != std::string::npos);
}
