// Whatever a platform sends with a good signature gets its 200: every shared sample, and bodies odder than those.
#include <catch2/catch.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "tests/end_to_end/http_bytes.hpp"
#include "tests/end_to_end/running_gateway.hpp"
#include "tests/end_to_end/send_apis.hpp"
#include "tests/support/shared_data.hpp"

using namespace motcua;

namespace {

/// The top-level timestamp as it is spelled in the body; Zalo's signature needs it.
std::string timestamp_of(const std::string& body) {
    const auto event = nlohmann::json::parse(body, nullptr, false);
    if (!event.is_object() || !event.contains("timestamp")) return {};
    const auto& time = event.at("timestamp");
    return time.is_string() ? time.get<std::string>() : time.dump();
}

struct OddBody {
    const char* why;
    std::string body;
};

std::string zalo_odd(const std::string& rest) {
    return R"({"app_id":"360846524940903967","timestamp":"1760000000123",)" + rest + "}";
}

std::vector<OddBody> odd_zalo_bodies() {
    const std::string people = R"("sender":{"id":72},"recipient":{"id":388613280878808645},"event_name":)";
    return {
        {"no event name", zalo_odd(R"("x":1)")},
        {"an event name that is a number", zalo_odd(R"("event_name":7)")},
        {"a name nobody has heard of", zalo_odd(people + R"("user_dreams")")},
        {"ids as numbers of 20 digits",
         zalo_odd(R"("sender":{"id":18446744073709551699},"recipient":{"id":388613280878808645},"event_name":"follow")")},
        {"a lone surrogate", zalo_odd(people + R"("user_send_text","message":{"text":"\ud83d x","msg_id":"s"})")},
        {"a message that is a list", zalo_odd(people + R"("user_send_text","message":[1,2])")},
        {"an attachment that is a number", zalo_odd(people + R"("user_send_file","message":{"attachments":[5]})")},
        {"an echo without a citizen", zalo_odd(R"("sender":{"id":"388613280878808645","admin_id":"9"},"event_name":"oa_send_text")")},
        {"a withdrawal of nobody", zalo_odd(R"("event_name":"user_withdraw")")},
        {"a revoked permission of nobody", zalo_odd(R"("event_name":"permission_revoked")")},
        {"a receipt with a list", zalo_odd(people + R"("user_seen_message","message":{"msg_ids":["a","b"]})")},
        {"twenty levels", zalo_odd("\"event_name\":" + std::string(20, '[') + std::string(20, ']'))},
    };
}

std::vector<OddBody> odd_messenger_bodies() {
    const auto page = [](const std::string& entry) { return R"({"object":"page","entry":[{"id":"682498171943165",)" + entry + "}]}"; };
    return {
        {"no JSON", "<html>"},
        {"empty", ""},
        {"null", "null"},
        {"an entry that is a number", R"({"object":"page","entry":[7]})"},
        {"items that are numbers", page(R"("messaging":[1,"x",null])")},
        {"standby that is an object", page(R"("standby":{"message":{}})")},
        {"changes without a value", page(R"("changes":[{}])")},
        {"an item with nobody in it", page(R"("messaging":[{"message":{"text":"x"}}])")},
        {"thread control without ids", page(R"("messaging":[{"sender":{"id":"9"},"pass_thread_control":null}])")},
        {"roles as a list", page(R"("messaging":[{"recipient":{"id":"9"},"app_roles":["x"]}])")},
        {"a lone surrogate and an id of 20 digits",
         page(R"("messaging":[{"sender":{"id":18446744073709551699},"message":{"mid":"s","text":"\udc00"}}])")},
        {"a policy event without an action", page(R"("messaging":[{"policy-enforcement":{}}])")},
    };
}

void check_all_get_200(const tests::RunningGateway& gateway, const tests::Citizen& citizen, const std::vector<OddBody>& bodies) {
    for (const OddBody& odd : bodies) {
        INFO(odd.why);
        std::string time = timestamp_of(odd.body);
        if (time.empty()) time = "1760000000123";  // deeper than the test's own reader likes
        CHECK(gateway.post(citizen, tests::signed_body(citizen, odd.body, time)).status == 200);
    }
}

}  // namespace

TEST_CASE("every shared sample with a good signature gets 200", "[end_to_end][shared]") {
    const auto citizen = GENERATE(from_range(tests::one_on_each_channel()));
    const auto folder = tests::shared_file(citizen.is_on_zalo() ? "payloads/zalo" : "payloads/messenger");
    MOTCUA_SKIP_WITHOUT(folder, "payloads");
    tests::SendApis platforms;
    tests::RunningGateway gateway(platforms.port());
    gateway.start();
    int posted = 0;
    for (const auto& file : std::filesystem::directory_iterator(*folder)) {
        const std::string body = tests::bytes_of(file.path());
        // The console's unsigned {} has no time to sign; signature_test posts it.
        if (file.path().extension() != ".json" || (citizen.is_on_zalo() && timestamp_of(body).empty())) continue;
        INFO(file.path().filename().string());
        auto event = tests::signed_body(citizen, body, timestamp_of(body));
        const auto status = gateway.post(citizen, event).status;
        // A sample of another app is not signed by ours.
        const bool ours = !citizen.is_on_zalo() || body.find("360846524940903967") != std::string::npos;
        CHECK(status == (ours ? 200 : 401));
        ++posted;
    }
    CHECK(posted >= 44);
    const std::string metrics = gateway.ops("/metrics");
    CHECK_FALSE(tests::metric(metrics, R"(motcua_inbox_events_total{channel="zalo",result="failed"})"));
    CHECK(gateway.is_idle_within(std::chrono::seconds(20)));
    CHECK(gateway.stop().exit_code == 0);
}

TEST_CASE("odd bodies with a good signature get 200 and harm nothing", "[end_to_end]") {
    tests::SendApis platforms;
    tests::RunningGateway gateway(platforms.port());
    gateway.start();
    const auto citizens = tests::one_on_each_channel();
    check_all_get_200(gateway, citizens[0], odd_zalo_bodies());
    check_all_get_200(gateway, citizens[1], odd_messenger_bodies());
    const std::size_t before = platforms.replies().size();
    gateway.post(citizens[0], tests::text_of(citizens[0], "đăng ký khai sinh cần giấy tờ gì", "after"));
    CHECK(platforms.wait_until([&](const auto& replies) {
        return std::any_of(replies.begin() + static_cast<std::ptrdiff_t>(before), replies.end(),
                           [&](const auto& reply) { return reply.user == citizens[0].id; });
    }));
}
