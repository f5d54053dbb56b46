// A person of the office steps in, is asked for, or never comes; and what citizens attach is never fetched.
#include <catch2/catch.hpp>

#include "tests/end_to_end/file_search.hpp"
#include "tests/end_to_end/http_bytes.hpp"
#include "tests/end_to_end/running_gateway.hpp"
#include "tests/end_to_end/send_apis.hpp"

using namespace motcua;

namespace {

using std::chrono::seconds;


std::string outcome(const tests::Citizen& citizen, const std::string& name) {
    return "motcua_outcomes_total{channel=\"" + std::string(intents::name_of(citizen.channel)) + "\",outcome=\"" + name + "\"}";
}

double metric(const tests::RunningGateway& gateway, const std::string& name) {
    return tests::metric(gateway.ops("/metrics"), name).value_or(0);
}

bool is_nowhere(const std::filesystem::path& folder, const std::string& trace) {
    return tests::files_that_hold(folder, trace).empty();
}

/// One Zalo body that is no message, signed.
gateway::SignedEvent zalo_body(const tests::Citizen& citizen, const std::string& name, const std::string& more) {
    const std::string timestamp = std::to_string(
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count());
    const std::string body = "{\"app_id\":\"" + tests::zalo_account().app_id + "\",\"event_name\":\"" + name +
                             "\",\"timestamp\":\"" + timestamp + "\"" + more + "}";
    return tests::signed_body(citizen, body, timestamp);
}

}  // namespace

SCENARIO("a human agent's message silences the bot at once, for a time that a restart does not end", "[end_to_end]") {
    const auto citizen = GENERATE(from_range(tests::one_on_each_channel()));
    GIVEN("a citizen on " << intents::name_of(citizen.channel) << " in whose conversation an agent has written") {
        tests::SendApis platforms;
        tests::RunningGateway gateway(platforms.port());
        gateway.start();
        REQUIRE(gateway.post(citizen, tests::agent_echo_of(citizen, "agent-1")).status == 200);
        WHEN("the citizen asks") {
            REQUIRE(gateway.post(citizen, tests::text_of(citizen, tests::licence_question, "one")).status == 200);
            REQUIRE(gateway.is_idle_within(seconds(10)));
            THEN("nothing is answered, and a counter says so") {
                CHECK(platforms.replies().empty());
                CHECK(metric(gateway, outcome(citizen, "with_person")) == 1.0);
                CHECK(metric(gateway, R"(motcua_people{count="with_agent"})") == 1.0);
            }
            THEN("another citizen is answered as ever") {
                tests::Citizen other = citizen;
                other.id += "9";
                gateway.post(other, tests::text_of(other, tests::licence_question, "two"));
                CHECK(platforms.wait_for(1).size() == 1);
            }
            THEN("an internal document is still refused, and nothing of it is kept") {
                gateway.post(citizen, tests::text_of(citizen, "Em gửi anh dự thảo công văn CANARY-7f3a ạ", "draft"));
                REQUIRE(gateway.is_idle_within(seconds(10)));
                CHECK(metric(gateway, outcome(citizen, "with_person")) == 2.0);
                REQUIRE(gateway.stop().exit_code == 0);
                CHECK(is_nowhere(gateway.data(), "CANARY"));
                CHECK_FALSE(tests::holds_any_case(gateway.told(), "CANARY"));
            }
            THEN("it stays silent after a restart, and answers again when the time is over") {
                CHECK(gateway.stop().exit_code == 0);
                gateway.start();
                gateway.post(citizen, tests::text_of(citizen, tests::licence_question, "three"));
                REQUIRE(gateway.is_idle_within(seconds(10)));
                CHECK(metric(gateway, outcome(citizen, "with_person")) == 1.0);
                CHECK(platforms.replies().empty());
                CHECK(gateway.stop().exit_code == 0);
                gateway.set("[conversation]\nhuman_silence = 0\n");
                gateway.start();
                gateway.post(citizen, tests::text_of(citizen, tests::licence_question, "four"));
                const auto replies = platforms.wait_for(1);
                REQUIRE(replies.size() == 1);
                CHECK(replies[0].text.find("3.000348") != std::string::npos);
            }
        }
    }
}

TEST_CASE("an agent's echo that comes an hour late, and an echo of our own, silence nobody", "[end_to_end]") {
    const auto citizen = GENERATE(from_range(tests::one_on_each_channel()));
    tests::SendApis platforms;
    tests::RunningGateway gateway(platforms.port());
    gateway.start();
    gateway.post(citizen, tests::agent_echo_of(citizen, "late", std::chrono::minutes(61)));
    gateway.post(citizen, tests::echo_of(citizen, "chúng tôi", "own"));
    gateway.post(citizen, tests::text_of(citizen, tests::licence_question, "one"));
    CHECK(platforms.wait_for(1).size() == 1);
}

SCENARIO("who asks for a person is handed over and waits, and is told when nobody came", "[end_to_end]") {
    const auto citizen = GENERATE(from_range(tests::one_on_each_channel()));
    const std::size_t calls = citizen.is_on_zalo() ? 1 : 2;
    GIVEN("a citizen on " << intents::name_of(citizen.channel) << " who asked for a person") {
        tests::SendApis platforms;
        tests::RunningGateway gateway(platforms.port());
        gateway.set("[office]\nphone = \"0291 000\"\nhours = \"7:30\"\n");
        gateway.start();
        gateway.post(citizen, tests::text_of(citizen, "gặp nhân viên", "wish"));
        const auto first = platforms.wait_for(calls);
        REQUIRE(first.size() == calls);
        CHECK(first[0].text.find("0291 000") != std::string::npos);
        if (!citizen.is_on_zalo()) {
            CHECK(first[1].control == "pass");
            CHECK(first[1].user == citizen.id);
        }
        gateway.post(citizen, tests::text_of(citizen, tests::licence_question, "meanwhile"));
        REQUIRE(gateway.is_idle_within(seconds(10)));
        CHECK(platforms.replies().size() == calls);
        CHECK(gateway.ops("/readyz").find("people: 1 wait for a person") != std::string::npos);
        WHEN("the time is over") {
            CHECK(gateway.stop().exit_code == 0);
            gateway.set("[conversation]\nhuman_wait = 0\n");
            gateway.start();
            THEN("the citizen is told once that nobody came, and answered again") {
                const auto told = platforms.wait_for(2 * calls);
                REQUIRE(told.size() == 2 * calls);
                CHECK(told.back().text.find("chưa có cán bộ") != std::string::npos);
                if (!citizen.is_on_zalo()) CHECK(told[calls].control == "take");
                gateway.post(citizen, tests::text_of(citizen, tests::licence_question, "again"));
                const auto answered = platforms.wait_for(2 * calls + 1);
                REQUIRE(answered.size() == 2 * calls + 1);
                CHECK(answered.back().text.find("3.000348") != std::string::npos);
            }
        }
        CHECK(platforms.refused().empty());
    }
}

TEST_CASE("what a citizen attaches is never fetched or kept, and the reply says why and what to do", "[end_to_end]") {
    struct Row {
        const char* type;
        const char* reply;
    };
    const auto row = GENERATE(values<Row>({
        {"image", "không nhận"},
        {"audio", "không nhận"},
        {"video", "không nhận"},
        {"location", "không nhận vị trí"},
        {"link", "không mở đường dẫn"},
    }));
    tests::SendApis platforms;
    tests::RunningGateway gateway(platforms.port());
    gateway.start();
    std::size_t sent = 0;
    for (const auto& citizen : tests::one_on_each_channel()) {
        INFO(row.type << " on " << intents::name_of(citizen.channel));
        auto event = tests::attachment_of(citizen, row.type, "file");
        REQUIRE(gateway.post(citizen, event).status == 200);
        const auto replies = platforms.wait_for(++sent);
        REQUIRE(replies.size() == sent);
        CHECK(replies.back().text.find(row.reply) != std::string::npos);
        CHECK(replies.back().text.find("gõ") != std::string::npos);
    }
    CHECK(platforms.refused().empty());  // no call but the replies
    REQUIRE(gateway.stop().exit_code == 0);
    for (const char* trace : {"ATTACHED-CANARY", "zdn.invalid", "fbsbx.invalid", "105.8341598"}) {
        INFO(trace);
        CHECK(is_nowhere(gateway.data(), trace));
        CHECK_FALSE(tests::holds_any_case(gateway.told(), trace));
    }
}

TEST_CASE("an address of an attachment on this very machine gets no call", "[end_to_end]") {
    tests::SendApis platforms;
    tests::RunningGateway gateway(platforms.port());
    gateway.start();
    const auto citizen = tests::one_on_each_channel()[0];
    const std::string url = "http://127.0.0.1:" + std::to_string(platforms.port()) + "/bait";
    for (const char* type : {"image", "file", "link"}) {
        gateway.post(citizen, zalo_body(citizen, std::string("user_send_") + type,
                                        R"(,"sender":{"id":")" + citizen.id + R"("},"recipient":{"id":")" +
                                            tests::zalo_account().oa_id + R"("},"message":{"msg_id":"bait-)" + type +
                                            R"(","attachments":[{"type":")" + type + R"(","payload":{"url":")" + url +
                                            R"(","thumbnail":")" + url + R"("}}]})"));
    }
    CHECK(platforms.wait_for(3).size() == 3);
    REQUIRE(gateway.is_idle_within(seconds(10)));
    CHECK(platforms.refused().empty());
    REQUIRE(gateway.stop().exit_code == 0);
    CHECK(is_nowhere(gateway.data(), "/bait"));
}

TEST_CASE("a citizen who withdraws leaves nothing behind, and a revoked permission raises an alarm", "[end_to_end]") {
    tests::SendApis platforms;
    tests::RunningGateway gateway(platforms.port());
    gateway.start();
    const auto citizen = tests::one_on_each_channel()[0];
    gateway.post(citizen, tests::text_of(citizen, tests::licence_question, "one"));
    REQUIRE(platforms.wait_for(1).size() == 1);
    REQUIRE(gateway.is_idle_within(seconds(10)));
    REQUIRE_FALSE(is_nowhere(gateway.data(), citizen.id));  // the session
    const std::string oa = R"(,"oa_id":")" + tests::zalo_account().oa_id + "\"";
    CHECK(gateway.post(citizen, zalo_body(citizen, "user_withdraw", oa + R"(,"user_id":")" + citizen.id + "\"")).status == 200);
    CHECK(gateway.post(citizen, zalo_body(citizen, "permission_revoked", oa)).status == 200);
    CHECK(metric(gateway, R"(motcua_alarms_total{alarm="revoked",channel="zalo"})") == 1.0);
    REQUIRE(gateway.stop().exit_code == 0);
    CHECK(is_nowhere(gateway.data(), citizen.id));
    CHECK(gateway.told().find("platform_alarm") != std::string::npos);
}
