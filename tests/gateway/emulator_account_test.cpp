// The emulated calls about accounts refuse what the platforms refuse, and remember what they were told.
#include <catch2/catch.hpp>

#include "gateway/emulator/account_api.hpp"
#include "gateway/emulator/web_reply_api.hpp"
#include "tests/gateway/emulator_people.hpp"

using namespace motcua;
using namespace std::chrono_literals;

namespace {

struct Platform {
    Platform() {
        auto settings = tests::pretended();
        settings.now = [this] { return now; };
        stage.emplace(settings, client);
        router.emplace(gateway::account_routes(*stage));
    }
    gateway::Response call(const std::string& method, const std::string& path, const std::string& query,
                           const std::string& body = "", const std::string& token = "page-token") {
        gateway::Response got;
        (*router)({.method = method, .path = path, .query = query + "&access_token=" + token, .headers = {{"access_token", token}}, .body = body},
                  [&got](gateway::Response response) { got = std::move(response); });
        return got;
    }
    gateway::Response profile(const std::string& body) { return call("POST", "/v25.0/me/messenger_profile", "", body); }

    std::chrono::milliseconds now{1'760'000'000'000};
    tests::MutedClient client;
    std::optional<gateway::Stage> stage;
    std::optional<gateway::Router> router;
};

bool holds(const gateway::Response& response, const std::string& part) { return response.body.find(part) != std::string::npos; }

const std::string apps = "/v25.0/682498171943165/subscribed_apps";

}  // namespace

TEST_CASE("the emulated Page keeps to the limits of the profile", "[emulator]") {
    struct Row {
        const char* why;
        std::string body;
        int status;
    };
    const std::string question = R"({"question":"q","payload":"p"})";
    const auto breakers = [&](const std::string& list) {
        return R"({"ice_breakers":[{"locale":"default","call_to_actions":[)" + list + "]}]}";
    };
    const auto row = GENERATE_COPY(values<Row>({
        {"a greeting", R"({"greeting":[{"locale":"default","text":"Chào"}]})", 200},
        {"a greeting over 160", R"({"greeting":[{"locale":"default","text":")" + std::string(161, 'a') + R"("}]})", 400},
        {"no default locale", R"({"greeting":[{"locale":"vi_VN","text":"Chào"}]})", 400},
        {"four questions", breakers(question + "," + question + "," + question + "," + question), 200},
        {"five questions", breakers(question + "," + question + "," + question + "," + question + "," + question), 400},
        {"no question", breakers(""), 400},
        {"a menu without Get Started", R"({"persistent_menu":[{"locale":"default","call_to_actions":[{"type":"postback","title":"a","payload":"b"}]}]})", 400},
        {"a menu with Get Started", R"({"get_started":{"payload":"G"},"persistent_menu":[{"locale":"default","call_to_actions":[{"type":"postback","title":"a","payload":"b"}]}]})", 200},
        {"a title over 30", R"({"get_started":{"payload":"G"},"persistent_menu":[{"locale":"default","call_to_actions":[{"type":"postback","title":")" + std::string(31, 'a') + R"(","payload":"b"}]}]})", 400},
        {"a domain without https", R"({"whitelisted_domains":["http://a.test"]})", 400},
        {"no JSON", "x", 400},
        {"nothing", "{}", 400},
    }));
    INFO(row.why);
    Platform platform;
    CHECK(platform.profile(row.body).status == row.status);
}

TEST_CASE("the emulated Page shows what it was told, to whom has its token, ten times in ten minutes", "[emulator]") {
    Platform platform;
    const std::string fields = "fields=greeting,get_started";
    CHECK(platform.call("GET", "/v25.0/me/messenger_profile", fields).body == R"({"data":[]})");
    for (int i = 0; i < 10; ++i) CHECK(platform.profile(R"({"get_started":{"payload":"G"}})").status == 200);
    CHECK(holds(platform.profile(R"({"get_started":{"payload":"H"}})"), "\"code\":613"));
    platform.now += 10min;
    CHECK(holds(platform.call("GET", "/v25.0/me/messenger_profile", fields), R"("payload":"G")"));
    CHECK(platform.call("DELETE", "/v25.0/me/messenger_profile", "", R"({"fields":["get_started"]})").status == 200);
    CHECK(platform.call("GET", "/v25.0/me/messenger_profile", fields).body == R"({"data":[]})");
    CHECK(holds(platform.call("GET", "/v25.0/me/messenger_profile", fields, "", "other"), "\"code\":190"));
}

TEST_CASE("the emulated subscription begins, and ends", "[emulator]") {
    Platform platform;
    CHECK(platform.call("GET", apps, "").body == R"({"data":[]})");
    CHECK(platform.call("POST", apps, "").status == 400);
    CHECK(platform.call("POST", apps, "subscribed_fields=messages%2Cstandby").status == 200);
    CHECK(holds(platform.call("GET", apps, ""), R"("subscribed_fields":["messages","standby"])"));
    CHECK(platform.call("DELETE", apps, "").status == 200);
    CHECK(platform.call("GET", apps, "").body == R"({"data":[]})");
}

TEST_CASE("the emulated Official Account tells who it is to whom has its token", "[emulator]") {
    Platform platform;
    CHECK(holds(platform.call("GET", "/v2.0/oa/getoa", "", "", "oa-token"), "388613280878808645"));
    CHECK(holds(platform.call("GET", "/v2.0/oa/getoa", "", "", "other"), "-216"));
}

TEST_CASE("the web chat of the emulator takes signed replies only, and none without a secret", "[emulator]") {
    Platform platform;
    const gateway::Request unsigned_reply{.method = "POST", .path = "/web/replies", .body = R"({"recipient":"1","text":"a"})"};
    CHECK(gateway::web_reply(*platform.stage, unsigned_reply).status == 401);
}
