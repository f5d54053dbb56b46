// A Send API that delivers and answers too late: the echo tells, and the citizen has the reply once. And an account that
// must rest.
#include <catch2/catch.hpp>

#include <algorithm>
#include <mutex>
#include <vector>

#include "gateway/emulator/messenger_event.hpp"
#include "tests/end_to_end/http_bytes.hpp"
#include "tests/end_to_end/running_gateway.hpp"
#include "tests/end_to_end/send_apis.hpp"

using namespace motcua;
using namespace std::chrono_literals;

namespace {

const tests::Citizen citizen{intents::ChannelKind::messenger, "7100000000000042"};

gateway::SignedEvent echo_of(const tests::SentReply& reply) {
    gateway::BotMessage message;
    message.user = reply.user;
    message.text = reply.text;
    message.metadata = reply.reference;
    message.message_id = "m_echo";
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return gateway::messenger_echo(tests::messenger_page(), message, std::chrono::duration_cast<std::chrono::milliseconds>(now));
}

/// Takes the first call and never answers it while the test runs; accepts the others.
class LateAnswer {
  public:
    tests::SendApis::Answer answer() {
        return [this](const tests::SentReply& reply, const gateway::Respond& respond) {
            {
                const std::lock_guard lock(mutex_);
                if (held_.empty()) {
                    held_.push_back(respond);
                    return;
                }
            }
            tests::SendApis::accepted(reply, respond);
        };
    }
    void release() {
        const std::lock_guard lock(mutex_);
        for (const auto& respond : held_) respond({.status = 200, .body = R"({"recipient_id":"1","message_id":"m"})"});
    }

  private:
    std::mutex mutex_;
    std::vector<gateway::Respond> held_;
};

bool shows(const tests::RunningGateway& gateway, const std::string& line, double value) {
    return tests::metric(gateway.ops("/metrics"), line) == value;
}

constexpr const char* confirmed = R"(motcua_own_echoes_total{channel="messenger",result="confirmed"})";
constexpr const char* ambiguous = R"(motcua_deliveries_total{channel="messenger",fate="ambiguous"})";

}  // namespace

TEST_CASE("a send that was answered too late but did deliver and echo reaches the citizen once", "[end_to_end][ambiguous]") {
    const bool echo_comes_first = GENERATE(true, false);
    INFO((echo_comes_first ? "the echo comes before the time-out" : "the echo comes after the time-out"));
    LateAnswer late;
    tests::SendApis platforms;
    platforms.answer_with(late.answer());
    tests::RunningGateway gateway(platforms.port());
    gateway.start();
    REQUIRE(gateway.post(citizen, tests::text_of(citizen, tests::licence_question, "one")).status == 200);
    REQUIRE(gateway.post(citizen, tests::text_of(citizen, "cảm ơn nhé", "two")).status == 200);
    const auto calls = platforms.wait_for(1);
    REQUIRE(calls.size() == 1);
    REQUIRE_FALSE(calls[0].reference.empty());
    if (!echo_comes_first) REQUIRE(gateway.shows_within(ambiguous, 1.0, 30s));
    REQUIRE(gateway.post(citizen, echo_of(calls[0])).status == 200);
    REQUIRE(gateway.shows_within(confirmed, 1.0, 10s));
    // The next reply waits for the end of the call, not for the second try that is not needed any more.
    REQUIRE(platforms.wait_for(2, 25s).size() == 2);
    REQUIRE(gateway.is_idle_within(10s));
    CHECK(shows(gateway, ambiguous, 1.0));
    const auto all = platforms.replies();
    CHECK(all.size() == 2);
    CHECK(std::count_if(all.begin(), all.end(), [&](const auto& reply) { return reply.reference == calls[0].reference; }) == 1);
    CHECK(shows(gateway, R"(motcua_queue{queue="dead"})", 0.0));
    // Not sent again by the next process either.
    REQUIRE(gateway.stop().exit_code == 0);
    gateway.start("/again");
    REQUIRE(gateway.is_idle_within(10s));
    CHECK(platforms.replies().size() == 2);
    late.release();
}

TEST_CASE("a limit lets one account rest whole, while the other platform's citizens are answered", "[end_to_end]") {
    const tests::Citizen on_zalo = tests::one_on_each_channel()[0];
    tests::SendApis platforms;
    platforms.answer_with([](const tests::SentReply& reply, const gateway::Respond& respond) {
        if (reply.channel == intents::ChannelKind::zalo) return tests::SendApis::accepted(reply, respond);
        respond({.status = 400,
                 .body = R"({"error":{"message":"too many calls","code":80006}})",
                 .headers = {{"x-business-use-case-usage",
                              R"({"1":[{"type":"messenger","call_count":100,"estimated_time_to_regain_access":9}]})"}}});
    });
    tests::RunningGateway gateway(platforms.port());
    gateway.start();
    REQUIRE(gateway.post(citizen, tests::text_of(citizen, tests::licence_question, "one")).status == 200);
    REQUIRE(gateway.shows_within(R"(motcua_send_pauses_total{account=")" + tests::messenger_page().page_id +
                                      R"(",cause="limit",channel="messenger"})", 1.0, 30s));
    for (int i = 0; i < 8; ++i) {
        const tests::Citizen other{intents::ChannelKind::messenger, "71000000000001" + std::to_string(10 + i)};
        REQUIRE(gateway.post(other, tests::text_of(other, tests::licence_question, "other-" + std::to_string(i))).status == 200);
    }
    REQUIRE(gateway.post(on_zalo, tests::text_of(on_zalo, tests::licence_question, "zalo")).status == 200);
    REQUIRE(platforms.wait_for(2).size() == 2);
    REQUIRE(gateway.shows_within(R"(motcua_queue{queue="pending"})", 0.0, 10s));
    REQUIRE(gateway.shows_within(R"(motcua_queue{queue="outgoing"})", 9.0, 10s));
    const auto calls = platforms.replies();
    CHECK(calls.size() == 2);  // of nine replies to the Page one was tried
    CHECK(calls.back().channel == intents::ChannelKind::zalo);
}
