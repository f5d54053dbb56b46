// How a send ends: the platform's error code decides, then the status, then the transport.
#include <catch2/catch.hpp>

#include <chrono>

#include "adapters/messenger/messenger_errors.hpp"
#include "adapters/messenger/messenger_request.hpp"
#include "adapters/zalo/zalo_errors.hpp"
#include "tests/adapters/channel_fakes.hpp"

using namespace motcua;
using namespace motcua::adapters;
using namespace std::chrono_literals;
using tests::ScriptedHttp;
using tests::page_citizen;
using tests::zalo_citizen;

namespace {

}  // namespace

TEST_CASE("a Zalo send goes to its endpoint with the token in its header", "[channel][zalo]") {
    ScriptedHttp http;
    http.standing =
        HttpResponse{.status = 200, .body = R"({"data":{"message_id":"z1"},"error":0,"message":"Success"})"};
    ZaloChannel channel(tests::zalo_settings(), http);
    const auto delivery = channel.deliver(tests::part_to(zalo_citizen, R"({"b":1})"));
    CHECK(delivery.fate == Fate::sent);
    CHECK(delivery.platform_message_id == "z1");
    REQUIRE(http.requests.size() == 1);
    CHECK(http.requests[0].url == "http://127.0.0.1:1/zalo/v3.0/oa/message/cs");
    CHECK(http.requests[0].body == R"({"b":1})");
    CHECK(http.requests[0].headers ==
          std::vector<std::pair<std::string, std::string>>{{"access_token", "zalo-token"},
                                                           {"Content-Type", "application/json"}});
    channel.deliver(
        tests::part_to(tests::envelope_of(intents::ChannelKind::zalo, tests::own_oa, "anonymous/7/c"), "{}"));
    CHECK(http.requests[1].url == "http://127.0.0.1:1/zalo/v2.0/oa/message");
}

TEST_CASE("a Messenger send goes to its Page, with token and proof as configured", "[channel][messenger]") {
    struct Row {
        const char* why;
        bool in_query;
        SecretProof proof;
        std::string query;
    };
    const std::string proof = timed_proof("own-fb-secret", "EAA own", 1760000000);
    const auto row = GENERATE_COPY(values<Row>({
        {"as documented", true, SecretProof::none, "?access_token=EAA%20own"},
        {"kept out of access logs", false, SecretProof::none, ""},
        {"untimed proof", true, SecretProof::untimed,
         "?access_token=EAA%20own&appsecret_proof=" + untimed_proof("own-fb-secret", "EAA own")},
        {"timed proof", false, SecretProof::timed,
         "?appsecret_proof=" + proof + "&appsecret_time=1760000000"},
    }));
    INFO(row.why);
    ScriptedHttp http;
    http.standing = HttpResponse{.status = 200, .body = R"({"recipient_id":"91","message_id":"m_9"})"};
    MessengerSettings settings = tests::messenger_settings();
    settings.token_in_query = row.in_query;
    settings.proof = row.proof;
    settings.now = [] { return std::chrono::system_clock::time_point(1760000000s); };
    MessengerChannel channel(settings, http);
    const auto delivery = channel.deliver(tests::part_to(page_citizen, "{}"));
    CHECK(delivery.fate == Fate::sent);
    CHECK(delivery.platform_message_id == "m_9");
    const HttpRequest& request = http.requests.at(0);
    CHECK(request.url == "http://127.0.0.1:1/v25.0/610000000000001/messages" + row.query);
    CHECK((request.headers.back() ==
           std::pair<std::string, std::string>("Authorization", "Bearer EAA own")) == !row.in_query);
}

TEST_CASE("Zalo's answers have their fates, also inside HTTP 200", "[channel][zalo]") {
    struct Row {
        const char* why;
        int status;
        const char* body;
        Fate fate;
        const char* reason;
    };
    const auto row = GENERATE(values<Row>({
        {"token", 200, R"({"error":-216,"message":"Access token is invalid"})", Fate::token_expired,
         "zalo -216"},
        {"token, code as text", 200, R"({"error":"-220"})", Fate::token_expired, "zalo -220"},
        {"token, sign lost", 200, R"({"error":216})", Fate::token_expired, "zalo 216"},
        {"account disabled is no token matter", 200, R"({"error":-204})", Fate::misconfigured, "zalo -204"},
        {"window", 200, R"({"error":-230})", Fate::window_closed, "zalo -230"},
        {"blocked", 200, R"({"error":-217})", Fate::recipient_gone, "zalo -217"},
        {"too long", 200, R"({"error":-210})", Fate::rejected, "zalo -210"},
        {"transient", 200, R"({"error":-200})", Fate::retry, "zalo -200"},
        {"limit", 200, R"({"error":-32})", Fate::rate_limited, "zalo -32"},
        {"a code nobody knows was refused: it can be repeated", 200, R"({"error":-999})", Fate::retry,
         "zalo -999"},
        {"error beats status", 500, R"({"error":-216})", Fate::token_expired, "zalo -216"},
        {"half a body after sending", 200, R"({"data":{"message_id":"z)", Fate::ambiguous, "zalo http 200"},
        {"an HTML page with 200", 200, "<html>", Fate::ambiguous, "zalo http 200"},
        {"JSON that says nothing", 200, "{}", Fate::ambiguous, "zalo http 200"},
        {"empty", 200, "", Fate::ambiguous, "zalo http 200"},
        {"proxy", 502, "<html>Bad Gateway</html>", Fate::ambiguous, "zalo http 502"},
        {"proxy time-out", 504, "", Fate::ambiguous, "zalo http 504"},
        {"server error", 500, "", Fate::ambiguous, "zalo http 500"},
        {"busy", 503, "<html>", Fate::retry, "zalo http 503"},
        {"too many", 429, "", Fate::rate_limited, "zalo http 429"},
        {"redirect", 302, "", Fate::misconfigured, "zalo http 302"},
        {"wrong address", 404, "<html>", Fate::misconfigured, "zalo http 404"},
        {"zero inside an error status", 500, R"({"error":0})", Fate::ambiguous, "zalo http 500"},
    }));
    INFO(row.why);
    const auto delivery = zalo_delivery({.status = row.status, .body = row.body});
    CHECK(delivery.fate == row.fate);
    CHECK(delivery.reason.rfind(row.reason, 0) == 0);
    CHECK((delivery.retry_after > 0ms) == (row.fate == Fate::rate_limited));
}

TEST_CASE("Messenger's errors have their fates by code and subcode", "[channel][messenger]") {
    struct Row {
        const char* why;
        int status;
        const char* body;
        Fate fate;
        const char* reason;
    };
    const auto row = GENERATE(values<Row>({
        {"window", 400, R"({"error":{"code":10,"error_subcode":2018278}})", Fate::window_closed,
         "messenger 10/2018278"},
        {"permission", 403, R"({"error":{"code":10}})", Fate::misconfigured, "messenger 10/0"},
        {"cannot receive now", 400, R"({"error":{"code":10,"error_subcode":2018108}})", Fate::recipient_gone,
         "messenger 10/"},
        {"page restricted", 400, R"({"error":{"code":10,"error_subcode":1893063}})", Fate::misconfigured,
         "messenger 10/"},
        {"no such user", 400, R"({"error":{"code":100,"error_subcode":2018001}})", Fate::recipient_gone,
         "messenger 100/"},
        {"text too long", 400, R"({"error":{"code":100,"message":"(#100) Length of param"}})", Fate::rejected,
         "messenger 100/0"},
        {"token", 400, R"({"error":{"code":190,"error_subcode":463}})", Fate::token_expired,
         "messenger 190/463"},
        {"person unavailable", 400, R"({"error":{"code":551,"error_subcode":1545041}})", Fate::recipient_gone,
         "messenger 551/"},
        {"the same under 200", 400, R"({"error":{"code":200,"error_subcode":1545041}})", Fate::recipient_gone,
         "messenger 200/"},
        {"permission range", 400, R"({"error":{"code":298}})", Fate::misconfigured, "messenger 298/"},
        {"policy block", 400, R"({"error":{"code":368}})", Fate::misconfigured, "messenger 368/"},
        {"another app owns the thread, as code", 400, R"({"error":{"code":2018300}})", Fate::rejected,
         "messenger 2018300/"},
        {"the same, as subcode", 400, R"({"error":{"code":10,"error_subcode":2018300}})", Fate::rejected,
         "messenger 10/2018300"},
        {"rate", 400, R"({"error":{"code":80006}})", Fate::rate_limited, "messenger 80006/"},
        {"rate of one person is no rate", 400, R"({"error":{"code":613,"error_subcode":2018338}})",
         Fate::recipient_gone, "messenger 613/2018338"},
        {"temporary", 500, R"({"error":{"code":1200}})", Fate::retry, "messenger 1200/"},
        {"code as text", 500, R"({"error":{"code":"2"}})", Fate::retry, "messenger 2/"},
        {"sent, says the error", 500, R"({"error":{"code":1,"error_subcode":1357046}})", Fate::sent,
         "messenger 1/1357046"},
        {"error inside 200", 200, R"({"error":{"code":190}})", Fate::token_expired, "messenger 190/"},
        {"unknown", 400, R"({"error":{"code":777}})", Fate::rejected, "messenger 777/"},
        {"unknown but transient", 400, R"({"error":{"code":777,"is_transient":true}})", Fate::retry,
         "messenger 777/"},
        {"unknown with 5xx", 500, R"({"error":{"code":777}})", Fate::retry, "messenger 777/"},
        {"error that is no object", 500, R"({"error":"down"})", Fate::ambiguous, "messenger http 500"},
        {"half a body", 200, R"({"recipient_id":"9)", Fate::ambiguous, "messenger http 200"},
        {"HTML", 502, "<html>", Fate::ambiguous, "messenger http 502"},
        {"busy", 503, "", Fate::retry, "messenger http 503"},
        {"no recipient_id", 200, R"({"message_id":"m"})", Fate::sent, ""},
    }));
    INFO(row.why);
    const auto delivery = messenger_delivery({.status = row.status, .body = row.body});
    CHECK(delivery.fate == row.fate);
    CHECK(delivery.reason.rfind(row.reason, 0) == 0);
    CHECK((delivery.retry_after > 0ms) == (row.fate == Fate::rate_limited));
}

TEST_CASE("the rate headers say how long the account must rest", "[channel]") {
    const std::string sent = R"({"recipient_id":"1","message_id":"m"})";
    const std::string limited = R"({"error":{"code":80006}})";
    struct Row {
        const char* why;
        std::string body;
        std::pair<std::string, std::string> header;
        std::chrono::milliseconds pause;
    };
    const auto row = GENERATE_COPY(values<Row>({
        {"plenty",
         sent,
         {"x-business-use-case-usage", R"({"1":[{"type":"messenger","call_count":28,"total_time":1}]})"},
         0ms},
        {"full",
         sent,
         {"x-business-use-case-usage", R"({"1":[{"call_count":100,"estimated_time_to_regain_access":7}]})"},
         7min},
        {"full without estimate", sent, {"x-app-usage", R"({"call_count":5,"total_cputime":100})"}, 1min},
        {"refused, with estimate",
         limited,
         {"x-business-use-case-usage",
          R"({"1":[{"call_count":3}],"2":[{"call_count":101,"estimated_time_to_regain_access":19}]})"},
         19min},
        {"refused, without", limited, {"x", "y"}, 1min},
        {"refused, Retry-After", limited, {"retry-after", "120"}, 2min},
        {"unreadable", sent, {"x-app-usage", "<html>"}, 0ms},
        {"absurd estimate",
         sent,
         {"x-app-usage", R"({"call_count":100,"estimated_time_to_regain_access":99999999})"},
         24h},
    }));
    INFO(row.why);
    CHECK(messenger_delivery({.status = 200, .headers = {row.header}, .body = row.body}).retry_after ==
          row.pause);
    CHECK(zalo_delivery({.status = 200, .headers = {{"x-ratelimit-remain", "0"}}, .body = R"({"error":0})"})
              .retry_after == 1min);
    CHECK(zalo_delivery({.status = 200, .headers = {{"x-ratelimit-remain", "10"}}, .body = R"({"error":0})"})
              .retry_after == 0ms);
    CHECK(zalo_delivery({.status = 429, .headers = {{"retry-after", "5"}}}).retry_after == 5s);
}

TEST_CASE("a source is told which token the platform refused, and of no other refusal", "[channel]") {
    ScriptedHttp http;
    const auto loan = std::make_shared<tests::TokenOnLoan>("on-loan");
    auto zalo = tests::zalo_settings();
    zalo.accounts[0].access_token = loan;
    ZaloChannel channel(zalo, http);
    http.standing = adapters::HttpResponse{.status = 200, .body = R"({"error":-201,"message":"user_id is invalid!"})"};
    channel.deliver(tests::part_to(zalo_citizen, "{}"));
    CHECK(loan->refused.empty());
    for (const char* code : {"-216", "-124", "-220", "216", "401"}) {
        http.standing = adapters::HttpResponse{.status = 200, .body = std::string(R"({"error":)") + code + "}"};
        CHECK(channel.deliver(tests::part_to(zalo_citizen, "{}")).fate == Fate::token_expired);
    }
    CHECK(loan->refused == std::vector<std::string>(5, "on-loan"));
    auto page = tests::messenger_settings();
    page.pages[0].access_token = loan;
    http.standing = adapters::HttpResponse{.status = 400, .body = R"({"error":{"code":190}})"};
    CHECK(MessengerChannel(page, http).deliver(tests::part_to(page_citizen, "{}")).fate == Fate::token_expired);
    CHECK(loan->refused.size() == 6);
}

TEST_CASE("without a token or an account nothing is sent", "[channel]") {
    ScriptedHttp http;
    auto zalo = tests::zalo_settings();
    zalo.accounts[0].access_token = std::make_shared<tests::TokenOnLoan>();
    CHECK(ZaloChannel(zalo, http).deliver(tests::part_to(zalo_citizen, "{}")).fate == Fate::token_expired);
    auto page = tests::messenger_settings();
    page.pages[0].access_token = std::make_shared<tests::TokenOnLoan>();
    CHECK(MessengerChannel(page, http).deliver(tests::part_to(page_citizen, "{}")).fate ==
          Fate::token_expired);
    const auto stranger = tests::envelope_of(intents::ChannelKind::zalo, "1", "72");
    CHECK(ZaloChannel(tests::zalo_settings(), http).deliver(tests::part_to(stranger, "{}")).fate ==
          Fate::misconfigured);
    CHECK(MessengerChannel(tests::messenger_settings(), http).deliver(tests::part_to(stranger, "{}")).fate ==
          Fate::misconfigured);
    CHECK(http.requests.empty());
}
