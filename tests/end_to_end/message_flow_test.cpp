// The main job: a signed message goes in at the webhook, the right reply comes out at the Send API.
#include <catch2/catch.hpp>

#include "adapters/messenger/messenger_compose.hpp"
#include "tests/end_to_end/file_search.hpp"
#include "tests/end_to_end/http_bytes.hpp"
#include "tests/end_to_end/running_gateway.hpp"
#include "tests/end_to_end/send_apis.hpp"

using namespace motcua;

namespace {

/// The value of the first button of that title; empty when there is none.
std::string button_named(const tests::SentReply& reply, const std::string& title) {
    for (const auto& button : reply.buttons) {
        if (button.title == title) return button.value;
    }
    return {};
}

}  // namespace

SCENARIO("a citizen's signed message is answered at the Send API of its platform", "[end_to_end]") {
    const auto citizen = GENERATE(from_range(tests::one_on_each_channel()));
    GIVEN("a gateway, and a citizen on " << intents::name_of(citizen.channel)) {
        tests::SendApis platforms;
        tests::RunningGateway gateway(platforms.port());
        gateway.start();
        WHEN("the citizen asks, without accents, for the papers of a lost driving licence") {
            REQUIRE(gateway.post(citizen, tests::text_of(citizen, tests::licence_question, "first")).status == 200);
            const auto replies = platforms.wait_for(1);
            REQUIRE(replies.size() == 1);
            THEN("the papers of the right procedure are told, with code, agency, source and date") {
                const std::string& text = replies[0].text;
                CHECK(tests::holds(text, "Cấp lại giấy phép lái xe"));
                CHECK(tests::holds(text, "Giấy tờ cần chuẩn bị"));
                CHECK(tests::holds(text, "3.000348"));
                CHECK(tests::holds(text, "https://"));
                CHECK(replies[0].channel == citizen.channel);
                CHECK(replies[0].user == citizen.id);
                CHECK_FALSE(button_named(replies[0], "Lệ phí").empty());
            }
            THEN("the call bears the account's own token") {
                const std::string token =
                    citizen.is_on_zalo() ? tests::zalo_account().access_token : tests::messenger_page().page_token;
                CHECK(replies[0].token == token);
            }
            THEN("a Messenger reply names the event that it answers") {
                const intents::Envelope envelope{citizen.channel, tests::messenger_page().page_id, citizen.id, "first",
                                                 {}};
                const std::string expected = citizen.is_on_zalo() ? "" : adapters::messenger_reference(envelope, 0);
                CHECK(replies[0].reference == expected);
            }
        }
        CHECK(platforms.refused().empty());
    }
}

SCENARIO("a citizen asks on about the procedure that was told", "[end_to_end]") {
    const auto citizen = GENERATE(from_range(tests::one_on_each_channel()));
    GIVEN("a citizen on " << intents::name_of(citizen.channel) << " who was told of a procedure") {
        tests::SendApis platforms;
        tests::RunningGateway gateway(platforms.port());
        gateway.start();
        gateway.post(citizen, tests::text_of(citizen, tests::licence_question, "first"));
        const auto first = platforms.wait_for(1);
        REQUIRE(first.size() == 1);
        WHEN("the citizen names no procedure") {
            gateway.post(citizen, tests::text_of(citizen, "thế bao nhiêu tiền?", "second"));
            const auto replies = platforms.wait_for(2);
            THEN("the fee of the same procedure is told") {
                REQUIRE(replies.size() == 2);
                CHECK(tests::holds(replies[1].text, "Lệ phí"));
                CHECK(tests::holds(replies[1].text, "3.000348"));
            }
        }
        WHEN("a button of the reply is pressed after a restart") {
            CHECK(gateway.stop().exit_code == 0);
            gateway.start();
            gateway.post(citizen, tests::text_of(citizen, button_named(first[0], "Thời gian"), "pressed"));
            const auto replies = platforms.wait_for(2);
            THEN("the time of the same procedure is told") {
                REQUIRE(replies.size() == 2);
                CHECK(tests::holds(replies[1].text, "Thời gian"));
                CHECK(tests::holds(replies[1].text, "3.000348"));
            }
        }
        CHECK(platforms.refused().empty());
    }
}

TEST_CASE("the ops listener tells that the gateway is ready and what it has done", "[end_to_end]") {
    tests::SendApis platforms;
    tests::RunningGateway gateway(platforms.port());
    gateway.start();
    const tests::Citizen citizen = tests::one_on_each_channel()[0];
    gateway.post(citizen, tests::text_of(citizen, tests::licence_question, "one"));
    REQUIRE(platforms.wait_for(1).size() == 1);
    REQUIRE(gateway.is_idle_within(std::chrono::seconds(10)));

    CHECK(tests::call(gateway.ops_port(), tests::get_bytes("/healthz")).status == 200);
    CHECK(tests::call(gateway.webhook_port(), tests::get_bytes("/healthz")).status == 200);
    const auto ready = tests::call(gateway.ops_port(), tests::get_bytes("/readyz"));
    CHECK(ready.status == 200);
    CHECK(tests::holds(ready.body, "queue: ok pending 0 outgoing 0 dead 0 "));
    CHECK(tests::holds(ready.body, "knowledge: ok "));
    const std::string metrics = gateway.ops("/metrics");
    CHECK(tests::metric(metrics, R"(motcua_outcomes_total{channel="zalo",outcome="answered"})") == 1.0);
    CHECK(tests::metric(metrics, R"(motcua_deliveries_total{channel="zalo",fate="sent"})") == 1.0);
    CHECK(tests::metric(metrics, R"(motcua_inbox_events_total{channel="zalo",result="stored"})") == 1.0);
    CHECK(tests::call(gateway.webhook_port(), tests::get_bytes("/metrics")).status == 404);
}

TEST_CASE("the log holds neither what citizens wrote nor who they are nor any secret", "[end_to_end]") {
    tests::SendApis platforms;
    tests::RunningGateway gateway(platforms.port());
    gateway.start();
    for (const auto& citizen : tests::one_on_each_channel()) {
        gateway.post(citizen, tests::text_of(citizen, tests::licence_question, "one"));
        auto forged = tests::text_of(citizen, tests::licence_question, "two");
        forged.body += " ";
        gateway.post(citizen, forged);
    }
    REQUIRE(platforms.wait_for(2).size() == 2);
    REQUIRE(gateway.stop().exit_code == 0);
    const std::string told = gateway.told();
    REQUIRE(tests::holds(told, "\"event\":\"started\""));
    CHECK_FALSE(tests::holds(told, "bang lai"));
    for (const auto& citizen : tests::one_on_each_channel()) CHECK_FALSE(tests::holds(told, citizen.id));
    const auto& zalo = tests::zalo_account();
    const auto& page = tests::messenger_page();
    for (const auto& secret : {zalo.oa_secret, zalo.access_token, page.app_secret, page.page_token, page.verify_token}) {
        CHECK_FALSE(tests::holds(told, secret));
    }
}
