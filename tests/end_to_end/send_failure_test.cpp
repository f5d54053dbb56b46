// When a Send API fails: tried again and delivered once, or kept as a dead letter until someone puts it back.
#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <memory>

#include "tests/end_to_end/command_run.hpp"
#include "tests/end_to_end/file_search.hpp"
#include "tests/end_to_end/http_bytes.hpp"
#include "tests/end_to_end/running_gateway.hpp"
#include "tests/end_to_end/send_apis.hpp"

using namespace motcua;

namespace {

/// The first `times` calls are answered with `failure`, the others accepted.
tests::SendApis::Answer failing(int times, gateway::Response failure) {
    const auto left = std::make_shared<std::atomic<int>>(times);
    return [left, failure](const tests::SentReply& reply, const gateway::Respond& respond) {
        if (left->fetch_sub(1) > 0) return respond(failure);
        tests::SendApis::accepted(reply, respond);
    };
}

const char* permanent_refusal(const tests::Citizen& citizen) {
    return citizen.is_on_zalo() ? R"({"error":-201,"message":"user_id is invalid!"})"
                                : R"({"error":{"message":"Bad parameter","code":100,"type":"OAuthException"}})";
}

}  // namespace

TEST_CASE("a reply that a Send API could not take is sent again and delivered once", "[end_to_end]") {
    struct Row {
        const char* why;
        int failures;
        gateway::Response failure;
    };
    const auto row = GENERATE(values<Row>({
        {"a bare 500 may have been delivered: one more try", 1, {.status = 500, .body = "oops"}},
        {"503 was not delivered: tried again until it is", 2, {.status = 503, .body = "busy"}},
        {"both platforms' own word for a fault that passes", 1,
         {.status = 200, .body = R"({"error":-200,"message":"Send message failed"})"}},
    }));
    INFO(row.why);
    const tests::Citizen citizen = tests::one_on_each_channel()[0];
    tests::SendApis platforms;
    platforms.answer_with(failing(row.failures, row.failure));
    tests::RunningGateway gateway(platforms.port());
    gateway.start();
    REQUIRE(gateway.post(citizen, tests::text_of(citizen, tests::licence_question, "one")).status == 200);
    REQUIRE(gateway.post(citizen, tests::text_of(citizen, "cảm ơn nhé", "two")).status == 200);
    const auto wanted = static_cast<std::size_t>(row.failures) + 2;
    const auto calls = platforms.wait_for(wanted);
    REQUIRE(calls.size() == wanted);
    REQUIRE(gateway.is_idle_within(std::chrono::seconds(10)));
    REQUIRE(platforms.replies().size() == wanted);
    // The second message's reply waited for the first's.
    for (std::size_t i = 0; i + 1 < wanted; ++i) CHECK(tests::holds(calls[i].text, "Cấp lại giấy phép lái xe"));
    CHECK(tests::holds(calls.back().text, "Dạ không có gì"));
    CHECK(tests::metric(gateway.ops("/metrics"), R"(motcua_queue{queue="dead"})") == 0.0);
}

TEST_CASE("a reply waits on disk while the Send API is down, over a restart", "[end_to_end]") {
    const auto citizen = GENERATE(from_range(tests::one_on_each_channel()));
    tests::SendApis platforms;
    platforms.answer_with([](const auto&, const auto& respond) { respond({.status = 503}); });
    tests::RunningGateway gateway(platforms.port());
    gateway.start("/down");
    REQUIRE(gateway.post(citizen, tests::text_of(citizen, tests::licence_question, "one")).status == 200);
    REQUIRE_FALSE(platforms.wait_for(1).empty());
    REQUIRE(gateway.stop().exit_code == 0);
    platforms.accept_all();
    gateway.start("/up");
    const auto delivered = [](const tests::SendApis::Replies& replies) { return replies.back().run == "/up"; };
    REQUIRE(platforms.wait_until(delivered));
    REQUIRE(gateway.is_idle_within(std::chrono::seconds(10)));
    const auto replies = platforms.replies();
    CHECK(std::count_if(replies.begin(), replies.end(), [](const auto& reply) { return reply.run == "/up"; }) == 1);
    CHECK(tests::holds(replies.back().text, "Cấp lại giấy phép lái xe"));
}

SCENARIO("a reply that the platform refuses for good is a dead letter until it is put back", "[end_to_end]") {
    const auto citizen = GENERATE(from_range(tests::one_on_each_channel()));
    GIVEN("a Send API that refuses one reply for good, on " << intents::name_of(citizen.channel)) {
        tests::SendApis platforms;
        platforms.answer_with(failing(1, {.status = citizen.is_on_zalo() ? 200 : 400, .body = permanent_refusal(citizen)}));
        tests::RunningGateway gateway(platforms.port());
        gateway.start("/refusing");
        REQUIRE(gateway.post(citizen, tests::text_of(citizen, tests::licence_question, "one")).status == 200);
        REQUIRE(gateway.post(citizen, tests::text_of(citizen, "cảm ơn nhé", "two")).status == 200);
        REQUIRE(platforms.wait_for(2).size() == 2);
        REQUIRE(gateway.is_idle_within(std::chrono::seconds(10)));
        THEN("the next reply is delivered, and the first is counted and listed with its reason") {
            CHECK(tests::holds(platforms.replies()[1].text, "Dạ không có gì"));
            CHECK(tests::metric(gateway.ops("/metrics"), R"(motcua_queue{queue="dead"})") == 1.0);
            REQUIRE(gateway.stop().exit_code == 0);
            const auto list = tests::run_command({"dead", "list", "--data", gateway.data().string()});
            CHECK(list.exit_code == 0);
            CHECK(tests::holds(list.out, "1 dead letters"));
            CHECK(tests::holds(list.out, std::string(intents::name_of(citizen.channel))));
            CHECK(tests::holds(list.out, citizen.is_on_zalo() ? "zalo -201" : "messenger 100/0"));
            CHECK_FALSE(tests::holds(list.out, citizen.id));
        }
        THEN("it is delivered once after `dead redrive --all` and a restart") {
            REQUIRE(gateway.stop().exit_code == 0);
            const auto back = tests::run_command(gateway.command({"dead", "redrive", "--all"}));
            CHECK(back.exit_code == 0);
            CHECK(tests::holds(back.out, "1 put back"));
            gateway.start("/again");
            const auto calls = platforms.wait_for(3);
            REQUIRE(calls.size() == 3);
            CHECK(calls[2].run == "/again");
            CHECK(calls[2].user == citizen.id);
            CHECK(calls[2].text == calls[0].text);
            REQUIRE(gateway.is_idle_within(std::chrono::seconds(10)));
            CHECK(platforms.replies().size() == 3);
            CHECK(tests::holds(tests::run_command(gateway.command({"dead", "list"})).out, "0 dead letters"));
        }
    }
}

TEST_CASE("`dead redrive` wants ids or --all", "[end_to_end]") {
    const tests::TemporaryFolder folder;
    const auto result = tests::run_command({"dead", "redrive", "--data", folder.path().string()});
    CHECK(result.exit_code == 2);
    CHECK(tests::holds(result.err, "--all"));
}
