// Nothing unsigned gets in: 401, a counter, no reply, not a byte on disk; and what the platforms may send unsigned.
#include <catch2/catch.hpp>

#include "tests/end_to_end/file_search.hpp"
#include "tests/end_to_end/http_bytes.hpp"
#include "tests/end_to_end/running_gateway.hpp"
#include "tests/end_to_end/send_apis.hpp"

using namespace motcua;

namespace {

constexpr const char* forged_question = "lam lai bang lai xe mat thi can giay to gi FORGED-11c2";

std::string counter(const tests::Citizen& citizen, const std::string& state) {
    return "motcua_webhook_signatures_total{channel=\"" + std::string(intents::name_of(citizen.channel)) +
           "\",state=\"" + state + "\"}";
}

struct Forgery {
    const char* why;
    const char* state;  // what the counter calls it
    void (*forge)(gateway::SignedEvent&);
};

const std::vector<Forgery>& forgeries() {
    static const std::vector<Forgery> all{
        {"one bit of the text is flipped", "mismatch", [](auto& event) { event.body[event.body.find("lam lai")] ^= 1; }},
        {"a blank is added at the end of the body", "mismatch", [](auto& event) { event.body += ' '; }},
        {"one bit of the signature is flipped", "mismatch",
         [](auto& event) { event.signature.back() = event.signature.back() == '0' ? '1' : '0'; }},
        {"the signature is cut", "malformed", [](auto& event) { event.signature.pop_back(); }},
        {"the signature is no hexadecimal", "malformed", [](auto& event) { event.signature.back() = 'g'; }},
        {"the header is missing", "missing", [](auto& event) { event.signature_header.clear(); }},
        {"the header has another name", "missing", [](auto& event) { event.signature_header = "X-Signature"; }},
    };
    return all;
}

}  // namespace

SCENARIO("a forged event is refused and leaves nothing behind", "[end_to_end]") {
    const auto citizen = GENERATE(from_range(tests::one_on_each_channel()));
    GIVEN("a gateway with the channel " << intents::name_of(citizen.channel)) {
        tests::SendApis platforms;
        tests::RunningGateway gateway(platforms.port());
        gateway.start();
        WHEN("events come with every kind of wrong signature") {
            int mismatches = 0;
            for (const Forgery& row : forgeries()) {
                INFO(row.why);
                auto event = tests::text_of(citizen, forged_question, std::string("forged ") + row.why);
                const std::string right = event.signature;  // of the body before it was forged
                row.forge(event);
                const double before = tests::metric(gateway.ops("/metrics"), counter(citizen, row.state)).value_or(0);
                const auto refusal = gateway.post(citizen, event);
                CHECK(refusal.status == 401);
                CHECK((refusal.head + refusal.body).find(right.substr(right.size() / 2)) == std::string::npos);  // nothing to forge with
                CHECK(tests::metric(gateway.ops("/metrics"), counter(citizen, row.state)) == before + 1);
                mismatches += std::string(row.state) == "mismatch" ? 1 : 0;
            }
            CHECK(tests::metric(gateway.ops("/metrics"), counter(citizen, "mismatch")) == mismatches);
            THEN("the next rightly signed message is the first that is stored and answered") {
                REQUIRE(gateway.post(citizen, tests::text_of(citizen, "xin chào", "right")).status == 200);
                // One citizen is answered in order: an answer to a forgery would have come before.
                const auto replies = platforms.wait_for(1);
                REQUIRE(replies.size() == 1);
                CHECK(replies[0].text.find("Chào anh/chị") == 0);
                const std::string channel(intents::name_of(citizen.channel));
                const std::string stored = "motcua_inbox_events_total{channel=\"" + channel + "\",result=\"stored\"}";
                CHECK(tests::metric(gateway.ops("/metrics"), stored) == 1.0);
                CHECK(tests::files_that_hold(gateway.data(), "FORGED-11c2").empty());
                REQUIRE(gateway.stop().exit_code == 0);
                CHECK(tests::files_that_hold(gateway.data(), "FORGED-11c2").empty());
                CHECK(gateway.told().find("FORGED-11c2") == std::string::npos);
            }
        }
    }
}

TEST_CASE("an event signed with the other platform's or a wrong key is refused", "[end_to_end]") {
    tests::SendApis platforms;
    tests::RunningGateway gateway(platforms.port());
    gateway.start();
    const auto people = tests::one_on_each_channel();
    const auto on_zalo = tests::text_of(people[0], forged_question, "a");
    const auto on_messenger = tests::text_of(people[1], forged_question, "b");
    CHECK(tests::call(gateway.webhook_port(), tests::post_bytes("/webhook/messenger", on_zalo)).status == 401);
    CHECK(tests::call(gateway.webhook_port(), tests::post_bytes("/webhook/zalo", on_messenger)).status == 401);
    CHECK(tests::call(gateway.webhook_port(), tests::post_bytes("/webhook/viber", on_zalo)).status == 404);
    CHECK(tests::metric(gateway.ops("/metrics"), R"(motcua_queue{queue="pending"})") == 0.0);
    CHECK(platforms.replies().empty());
}

TEST_CASE("the probe of Zalo's console is told 200 without a signature, and nothing else is", "[end_to_end]") {
    tests::SendApis platforms;
    tests::RunningGateway gateway(platforms.port());
    gateway.start();
    struct Row {
        const char* why;
        const char* body;
        int status;
    };
    for (const Row& row : {Row{"what the console sends when the address is saved", "{}", 200},
                           Row{"an empty body", "", 200},
                           Row{"blanks", " { }\r\n", 200},
                           Row{"an event without signature", R"({"event_name":"user_send_text"})", 401},
                           Row{"a list", "[]", 401}}) {
        INFO(row.why);
        const gateway::SignedEvent unsigned_event{"", row.body, "", ""};
        CHECK(tests::call(gateway.webhook_port(), tests::post_bytes("/webhook/zalo", unsigned_event)).status == row.status);
    }
    CHECK(tests::metric(gateway.ops("/metrics"), counter(tests::one_on_each_channel()[0], "probe")) == 3.0);
}

TEST_CASE("Meta's handshake is answered with its challenge for the right token only", "[end_to_end]") {
    tests::SendApis platforms;
    tests::RunningGateway gateway(platforms.port());
    gateway.start();
    const std::string path = "/webhook/messenger?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=";
    const auto right = tests::call(gateway.webhook_port(), tests::get_bytes(path + tests::messenger_page().verify_token));
    CHECK(right.status == 200);
    CHECK(right.body == "1158201444");
    const auto wrong = tests::call(gateway.webhook_port(), tests::get_bytes(path + "guess"));
    CHECK(wrong.status == 403);
    CHECK(wrong.body.find("1158201444") == std::string::npos);
    CHECK(tests::call(gateway.webhook_port(), tests::get_bytes("/webhook/messenger")).status == 403);
}
