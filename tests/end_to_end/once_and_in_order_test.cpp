// However often and however packed the platforms deliver: each message is answered once, each citizen in order.
#include <catch2/catch.hpp>

#include <latch>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/end_to_end/http_bytes.hpp"
#include "tests/end_to_end/running_gateway.hpp"
#include "tests/end_to_end/send_apis.hpp"

using namespace motcua;

namespace {

std::string counter(const std::string& name, const tests::Citizen& citizen, const std::string& label) {
    return name + "{channel=\"" + std::string(intents::name_of(citizen.channel)) + "\"," + label + "}";
}

/// All posted at the same moment, each on its own connection; the statuses.
std::vector<int> post_at_once(std::uint16_t port, const std::string& request, std::size_t times) {
    std::vector<int> statuses(times);
    std::latch together(static_cast<std::ptrdiff_t>(times));
    std::vector<std::thread> threads;
    for (int& status : statuses) {
        threads.emplace_back([&] {
            tests::RawClient client(port);
            together.arrive_and_wait();
            client.send(request);
            const auto reply = client.reply();
            status = reply ? reply->status : 0;
        });
    }
    for (std::thread& thread : threads) thread.join();
    return statuses;
}

nlohmann::json message_item(const std::string& user, const std::string& text, const std::string& id) {
    return {{"sender", {{"id", user}}},
            {"recipient", {{"id", tests::messenger_page().page_id}}},
            {"timestamp", 1760000000000},
            {"message", {{"mid", id}, {"text", text}}}};
}

std::vector<std::string> texts_to(const tests::SendApis::Replies& replies, const std::string& user) {
    std::vector<std::string> texts;
    for (const auto& reply : replies) {
        if (reply.user == user) texts.push_back(reply.text);
    }
    return texts;
}

bool begins(const std::string& text, const std::string& start) { return text.compare(0, start.size(), start) == 0; }

}  // namespace

TEST_CASE("a message that is delivered 50 times at once is answered once", "[end_to_end]") {
    const auto citizen = GENERATE(from_range(tests::one_on_each_channel()));
    tests::SendApis platforms;
    tests::RunningGateway gateway(platforms.port());
    gateway.start();
    const auto event = tests::text_of(citizen, "lam lai bang lai xe mat thi can giay to gi", "again-and-again");
    const auto request = tests::post_bytes(citizen.webhook(), event);
    CHECK(post_at_once(gateway.webhook_port(), request, 50) == std::vector<int>(50, 200));
    REQUIRE(platforms.wait_for(1).size() == 1);
    // Also after the answer, and after a restart.
    CHECK(gateway.post(citizen, event).status == 200);
    REQUIRE(gateway.stop().exit_code == 0);
    gateway.start();
    CHECK(gateway.post(citizen, event).status == 200);
    const std::string duplicate = counter("motcua_inbox_events_total", citizen, "result=\"duplicate\"");
    CHECK(tests::metric(gateway.ops("/metrics"), duplicate) == 1.0);
    // One citizen is answered in order: a second answer would have come before this one.
    CHECK(gateway.post(citizen, tests::text_of(citizen, "xin chào", "the-next")).status == 200);
    const auto replies = platforms.wait_for(2);
    REQUIRE(replies.size() == 2);
    CHECK(begins(replies[0].text, "Cấp lại giấy phép lái xe"));
    CHECK(begins(replies[1].text, "Chào anh/chị"));
    REQUIRE(gateway.is_idle_within(std::chrono::seconds(10)));
    CHECK(platforms.replies().size() == 2);
}

TEST_CASE("a Messenger batch is answered whole, each citizen in order", "[end_to_end]") {
    tests::SendApis platforms;
    tests::RunningGateway gateway(platforms.port());
    gateway.start();
    const std::string an = "7120394455660001";
    const std::string binh = "7120394455660002";
    const nlohmann::json first = {{"id", tests::messenger_page().page_id}, {"time", 1760000000000},
                                  {"messaging", {message_item(an, "xin chào", "m1"), message_item(binh, "cảm ơn nhé", "m2")}}};
    const nlohmann::json second = {{"id", tests::messenger_page().page_id}, {"time", 1760000000001},
                                   {"messaging", {message_item(an, "lam lai bang lai xe mat thi can giay to gi", "m3")}}};
    const nlohmann::json batch = {{"object", "page"}, {"entry", {first, second}}};
    const tests::Citizen citizen{intents::ChannelKind::messenger, an};
    REQUIRE(gateway.post(citizen, tests::signed_body(citizen, batch.dump())).status == 200);
    const auto replies = platforms.wait_for(3);
    REQUIRE(gateway.is_idle_within(std::chrono::seconds(10)));
    REQUIRE(platforms.replies().size() == 3);
    const auto to_an = texts_to(replies, an);
    const auto to_binh = texts_to(replies, binh);
    REQUIRE(to_an.size() == 2);
    REQUIRE(to_binh.size() == 1);
    CHECK(begins(to_an[0], "Chào anh/chị"));
    CHECK(begins(to_an[1], "Cấp lại giấy phép lái xe"));
    CHECK(begins(to_binh[0], "Dạ không có gì"));
}

TEST_CASE("own echoes, unknown and malformed events are told 200, counted and never answered", "[end_to_end]") {
    const auto citizen = GENERATE(from_range(tests::one_on_each_channel()));
    tests::SendApis platforms;
    tests::RunningGateway gateway(platforms.port());
    gateway.start();
    const bool zalo = citizen.is_on_zalo();
    const std::string head = R"({"app_id":")" + tests::zalo_account().app_id + R"(","timestamp":"1760000000000",)";
    const std::string unknown_body =
        zalo ? head + R"("event_name":"user_send_telepathy","message":{"text":"xin chào"}})"
             : R"({"object":"page","entry":[{"id":")" + tests::messenger_page().page_id +
                   R"(","messaging":[{"sender":{"id":"1"},"recipient":{"id":"2"},"telepathy":{"text":"xin chào"}}]}]})";
    const std::string malformed_body = zalo ? head + R"("message":7})" : R"({"object":"page","entry":7})";
    const auto unknown = tests::signed_body(citizen, unknown_body, "1760000000000");
    const auto malformed = tests::signed_body(citizen, malformed_body, "1760000000000");
    CHECK(gateway.post(citizen, tests::echo_of(citizen, "xin chào", "echo")).status == 200);
    CHECK(gateway.post(citizen, unknown).status == 200);
    CHECK(gateway.post(citizen, malformed).status == 200);
    CHECK(gateway.post(citizen, tests::text_of(citizen, "cảm ơn nhé", "real")).status == 200);
    const auto replies = platforms.wait_for(1);
    REQUIRE(gateway.is_idle_within(std::chrono::seconds(10)));
    REQUIRE(platforms.replies().size() == 1);
    CHECK(begins(replies[0].text, "Dạ không có gì"));
    const std::string metrics = gateway.ops("/metrics");
    for (const char* kind : {"echo", "unknown", "malformed", "message"}) {
        INFO(kind);
        CHECK(tests::metric(metrics, counter("motcua_events_total", citizen, "kind=\"" + std::string(kind) + "\"")) == 1.0);
    }
}
