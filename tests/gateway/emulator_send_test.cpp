// The emulated Send APIs refuse what the real ones refuse, in their words, and show what they accept.
#include <catch2/catch.hpp>

#include "adapters/signature.hpp"
#include "adapters/wire_json.hpp"
#include "gateway/emulator/messenger_send_api.hpp"
#include "gateway/emulator/zalo_send_api.hpp"
#include "tests/gateway/emulator_people.hpp"

using namespace motcua;
using namespace std::chrono_literals;
using gateway::ButtonKind;
using gateway::ChatKey;
using intents::ChannelKind;

namespace {

const ChatKey zalo_reader{ChannelKind::zalo, "77"};
const ChatKey meta_reader{ChannelKind::messenger, "88"};

/// Both people wrote at 1,000,000 ms; `now` moves the clock.
struct Platforms {
    explicit Platforms(std::chrono::milliseconds passed = 0ms) {
        gateway::EmulatorSettings settings = tests::pretended();
        settings.echoes = false;
        settings.now = [passed] { return 1'000'000ms + passed; };
        stage.emplace(settings, client);
        stage->chats().touch(zalo_reader, 1'000'000ms);
        stage->chats().touch(meta_reader, 1'000'000ms);
    }
    adapters::WireNode zalo(const std::string& body, const std::string& token = "oa-token") {
        const auto answer = gateway::zalo_send(
            *stage, {"POST", "/v3.0/oa/message/cs", "", {{"access_token", token}}, body, "127.0.0.1"});
        CHECK(answer.status == 200);
        return adapters::read_wire_json(answer.body).value();
    }
    gateway::Response messenger(const std::string& body, const std::string& path = "/v25.0/682498171943165/messages",
                                const std::string& query = "access_token=page-token") {
        return gateway::messenger_send(*stage, {"POST", path, query, {}, body, "127.0.0.1"});
    }
    adapters::WireNode graph_error(const gateway::Response& answer) {
        CHECK(answer.status == 400);
        const auto root = adapters::read_wire_json(answer.body).value();
        CHECK_FALSE(root["error"]["fbtrace_id"].string().empty());
        return root["error"];
    }

    tests::MutedClient client;
    std::optional<gateway::Stage> stage;
};

std::string repeated(const std::string& text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += text;
    return out;
}

std::string zalo_body(const std::string& message, const std::string& user = "77") {
    return R"({"recipient":{"user_id":")" + user + R"("},"message":{)" + message + "}}";
}
std::string zalo_buttons(const std::string& buttons) {
    return zalo_body(R"("text":"a","attachment":{"type":"template","payload":{"buttons":[)" + buttons + "]}}");
}
std::string show(const std::string& title) {
    return R"({"title":")" + title + R"(","type":"oa.query.show","payload":"#m:a"})";
}

std::string meta_body(const std::string& message, const std::string& user = "88") {
    return R"({"recipient":{"id":")" + user + R"("},"messaging_type":"RESPONSE","message":{)" + message + "}}";
}
std::string meta_template(const std::string& payload) {
    return meta_body(R"("attachment":{"type":"template","payload":{)" + payload + "}}");
}
std::string postback(const std::string& title) {
    return R"({"type":"postback","title":")" + title + R"(","payload":"#m:a"})";
}
std::string quick_reply(const std::string& title) {
    return R"({"content_type":"text","title":")" + title + R"(","payload":"#m:q"})";
}

}  // namespace

TEST_CASE("Zalo refuses with HTTP 200 and the error of its table", "[emulator]") {
    struct Row {
        const char* why;
        std::string body;
        const char* error;
    };
    const std::string six = show("1") + "," + show("2") + "," + show("3") + "," + show("4") + "," + show("5") + "," +
                            show("6");
    const auto row = GENERATE_COPY(values<Row>({
        {"no JSON", "{", "-201"},
        {"no recipient", R"({"message":{"text":"a"}})", "-201"},
        {"a person who never wrote", zalo_body(R"("text":"a")", "78"), "-201"},
        {"no text", zalo_body(R"("text":"")"), "-201"},
        {"2001 characters of three bytes", zalo_body(R"("text":")" + repeated("ậ", 2001) + "\""), "-210"},
        {"six buttons", zalo_buttons(six), "-201"},
        {"no buttons", zalo_buttons(""), "-201"},
        {"a title of 101 characters", zalo_buttons(show(repeated("ậ", 101))), "-201"},
        {"a button without title", zalo_buttons(show("")), "-201"},
        {"a type that does not exist", zalo_buttons(R"({"title":"a","type":"postback","payload":"a"})"), "-201"},
        {"a payload that is no text", zalo_buttons(R"({"title":"a","type":"oa.query.show","payload":{}})"), "-201"},
        {"a link without address", zalo_buttons(R"({"title":"a","type":"oa.open.url","payload":{}})"), "-201"},
        {"an image outside its template", zalo_body(R"("text":"a","attachment":{"type":"image"})"), "-201"},
    }));
    INFO(row.why);
    Platforms platforms;
    const auto answer = platforms.zalo(row.body);
    CHECK(answer["error"].text == row.error);
    CHECK_FALSE(answer["message"].string().empty());
    CHECK(platforms.stage->chats().after(zalo_reader, 0).empty());
}

TEST_CASE("Zalo looks at the token first", "[emulator]") {
    Platforms platforms;
    CHECK(platforms.zalo("{", "stale")["error"].text == "-216");
    CHECK(platforms.zalo(zalo_body(R"("text":"a")"), "")["error"].text == "-216");
    CHECK(platforms.stage->chats().after(zalo_reader, 0).empty());
}

TEST_CASE("Zalo accepts what is within its limits and the citizen sees it", "[emulator]") {
    Platforms platforms;
    const auto answer = platforms.zalo(zalo_body(R"("text":")" + repeated("ậ", 2000) + "\""));
    CHECK(answer["error"].text == "0");
    CHECK(answer["message"].string() == "Success");
    CHECK(answer["data"]["message_id"].string().size() == 20);
    CHECK(answer["data"]["user_id"].string() == "77");
    CHECK(answer["data"]["sent_time"].string() == "1000000");

    const std::string four = show("Có") + R"(,{"title":"Ẩn","type":"oa.query.hide","payload":"#m:h"})" +
                             R"(,{"title":"Cổng","type":"oa.open.url","payload":{"url":"https://a.gov.vn"}})" +
                             R"(,{"title":"Gọi","type":"oa.open.phone","payload":{"phone_code":"84900"}})";
    CHECK(platforms.zalo(zalo_buttons(four))["error"].text == "0");
    const auto chat = platforms.stage->chats().after(zalo_reader, 0);
    REQUIRE(chat.size() == 2);
    REQUIRE(chat[1].buttons.size() == 4);
    CHECK(chat[1].buttons[0].kind == ButtonKind::say);
    CHECK(chat[1].buttons[1].kind == ButtonKind::press);
    CHECK(chat[1].buttons[2].value == "https://a.gov.vn");
    CHECK(chat[1].buttons[3].kind == ButtonKind::phone);
}

TEST_CASE("the window closes: 7 days at Zalo, 24 hours at Messenger", "[emulator]") {
    Platforms on_time(24h);
    CHECK(on_time.messenger(meta_body(R"("text":"a")")).status == 200);
    Platforms next_day(24h + 1ms);
    const auto late = next_day.graph_error(next_day.messenger(meta_body(R"("text":"a")")));
    CHECK(late["code"].id() == "10");
    CHECK(late["error_subcode"].id() == "2018278");
    CHECK(next_day.zalo(zalo_body(R"("text":"a")"))["error"].text == "0");
    Platforms next_week(7 * 24h + 1ms);
    CHECK(next_week.zalo(zalo_body(R"("text":"a")"))["error"].text == "-230");
}

TEST_CASE("Messenger refuses with HTTP 400 and a Graph error", "[emulator]") {
    struct Row {
        const char* why;
        std::string body;
        const char* code;
        const char* subcode;
    };
    const std::string four = postback("1") + "," + postback("2") + "," + postback("3") + "," + postback("4");
    std::string fourteen = quick_reply("0");
    for (int i = 1; i < 14; ++i) fourteen += "," + quick_reply(std::to_string(i));
    const auto row = GENERATE_COPY(values<Row>({
        {"no JSON", "{", "100", ""},
        {"no recipient", R"({"messaging_type":"RESPONSE","message":{"text":"a"}})", "100", ""},
        {"no messaging_type", R"({"recipient":{"id":"88"},"message":{"text":"a"}})", "100", ""},
        {"a tag that ended in 2026",
         R"({"recipient":{"id":"88"},"messaging_type":"MESSAGE_TAG","tag":"ACCOUNT_UPDATE","message":{"text":"a"}})",
         "100", ""},
        {"a person who never wrote", meta_body(R"("text":"a")", "89"), "100", "2018001"},
        {"message and action together",
         R"({"recipient":{"id":"88"},"sender_action":"typing_on","message":{"text":"a"}})", "100", "2018014"},
        {"an action that does not exist", R"({"recipient":{"id":"88"},"sender_action":"dance"})", "100", ""},
        {"2001 characters", meta_body(R"("text":")" + repeated("ậ", 2001) + "\""), "100", ""},
        {"1001 emoji are 2002 units", meta_body(R"("text":")" + repeated("🙏", 1001) + "\""), "100", ""},
        {"neither text nor attachment", meta_body(R"("metadata":"a")"), "100", ""},
        {"text and attachment",
         meta_body(R"("text":"a","attachment":{"type":"template","payload":{}})"), "100", ""},
        {"metadata of 1000 characters",
         meta_body(R"("text":"a","metadata":")" + repeated("m", 1000) + "\""), "100", ""},
        {"fourteen quick replies", meta_body(R"("text":"a","quick_replies":[)" + fourteen + "]"), "100", ""},
        {"a quick reply without title",
         meta_body(R"("text":"a","quick_replies":[)" + quick_reply("") + "]"), "100", ""},
        {"four buttons", meta_template(R"("template_type":"button","text":"a","buttons":[)" + four + "]"), "100", ""},
        {"a template of 641 characters",
         meta_template(R"("template_type":"button","text":")" + repeated("a", 641) + R"(","buttons":[)" +
                       postback("1") + "]"), "100", ""},
        {"a template that is not played", meta_template(R"("template_type":"receipt")"), "100", ""},
    }));
    INFO(row.why);
    Platforms platforms;
    const auto error = platforms.graph_error(platforms.messenger(row.body));
    CHECK(error["code"].id() == row.code);
    CHECK(error["error_subcode"].id() == row.subcode);
    CHECK(platforms.stage->chats().after(meta_reader, 0).empty());
}

TEST_CASE("Messenger wants its own page and its own token, wherever it stands", "[emulator]") {
    Platforms platforms;
    const std::string body = meta_body(R"("text":"a")");
    CHECK(platforms.messenger(body, "/v25.0/me/messages").status == 200);
    CHECK(platforms.graph_error(platforms.messenger(body, "/v25.0/1/messages"))["error_subcode"].id() == "33");
    CHECK(platforms.graph_error(platforms.messenger(body, "/v25.0/me/photos"))["error_subcode"].id() == "33");
    CHECK(platforms.graph_error(platforms.messenger(body, "/v25.0/me/messages", ""))["code"].id() == "190");
    CHECK(platforms.graph_error(platforms.messenger(body, "/v25.0/me/messages", "access_token=x"))["code"].id() ==
          "190");
    const auto bearer = gateway::messenger_send(
        *platforms.stage,
        {"POST", "/v25.0/me/messages", "", {{"authorization", "Bearer page-token"}}, body, "127.0.0.1"});
    CHECK(bearer.status == 200);
    std::string with_token = body;
    with_token.insert(1, R"("access_token":"page-token",)");
    CHECK(platforms.messenger(with_token, "/v25.0/me/messages", "").status == 200);
}

TEST_CASE("Messenger checks a proof when there is one", "[emulator]") {
    Platforms platforms;
    const std::string body = meta_body(R"("text":"a")");
    const auto with = [&](const std::string& signed_text, const std::string& more) {
        const auto proof = adapters::hex_of(adapters::hmac_sha256("app-secret", signed_text));
        return platforms.messenger(body, "/v25.0/me/messages",
                                   "access_token=page-token&appsecret_proof=" + proof + more);
    };
    CHECK(with("page-token", "").status == 200);
    CHECK(with("page-token|1000", "&appsecret_time=1000").status == 200);
    CHECK(with("page-token|1301", "&appsecret_time=1301").status == 400);
    CHECK(with("page-token|699", "&appsecret_time=699").status == 400);
    CHECK(with("page-token", "&appsecret_time=1000").status == 400);
    CHECK(with("other", "").status == 400);
}

TEST_CASE("Messenger cuts long titles and shows what it accepts", "[emulator]") {
    Platforms platforms;
    const auto text = platforms.messenger(
        meta_body(R"("text":"Chọn","quick_replies":[)" + quick_reply("Một tiêu đề dài hơn hai mươi chữ") + "]"));
    REQUIRE(text.status == 200);
    const auto root = adapters::read_wire_json(text.body).value();
    CHECK(root["recipient_id"].string() == "88");
    CHECK(root["message_id"].string().substr(0, 2) == "m_");
    REQUIRE(platforms.messenger(meta_template(R"("template_type":"button","text":"Mời chọn","buttons":[)" +
                                              postback("Có") +
                                              R"(,{"type":"web_url","title":"Cổng","url":"https://a.gov.vn"}])"))
                .status == 200);
    REQUIRE(platforms.messenger(meta_template(R"("template_type":"generic","elements":[{"title":"Một","subtitle":"x"},)"
                                              R"({"title":"Hai","buttons":[)" + postback("Chọn") + "]}]"))
                .status == 200);
    REQUIRE(platforms.messenger(R"({"recipient":{"id":"88"},"sender_action":"typing_on"})").body ==
            R"({"recipient_id":"88"})");
    const auto chat = platforms.stage->chats().after(meta_reader, 0);
    REQUIRE(chat.size() == 3);
    CHECK(chat[0].buttons.at(0).kind == ButtonKind::quick_reply);
    CHECK(chat[0].buttons.at(0).title == "Một tiêu đề dài hơn…");
    CHECK(chat[1].text == "Mời chọn");
    CHECK(chat[1].buttons.at(1).kind == ButtonKind::link);
    CHECK(chat[2].text == "Một\nx\n\nHai");
    CHECK(chat[2].buttons.size() == 1);
}

TEST_CASE("thread control of Messenger is accepted for people who have written, with the page's token", "[emulator]") {
    struct Row {
        const char* why;
        const char* edge;
        const char* body;
        const char* query;
        int code;  // 0: accepted
        int subcode;
    };
    const auto row = GENERATE(values<Row>({
        {"passed to the inbox", "pass_thread_control", R"({"recipient":{"id":"88"},"target_app_id":"263902037430900"})",
         "access_token=page-token", 0, 0},
        {"taken back", "take_thread_control", R"({"recipient":{"id":"88"}})", "access_token=page-token", 0, 0},
        {"passed to nobody", "pass_thread_control", R"({"recipient":{"id":"88"}})", "access_token=page-token", 100, 0},
        {"of nobody", "take_thread_control", "{}", "access_token=page-token", 100, 0},
        {"no JSON", "take_thread_control", "x", "access_token=page-token", 100, 0},
        {"a stranger", "take_thread_control", R"({"recipient":{"id":"99"}})", "access_token=page-token", 100, 2018001},
        {"wrong token", "take_thread_control", R"({"recipient":{"id":"88"}})", "access_token=x", 190, 0},
        {"an edge that is not there", "give_thread_control", R"({"recipient":{"id":"88"}})", "access_token=page-token", 100, 33},
    }));
    INFO(row.why);
    Platforms platforms;
    const auto answer = platforms.messenger(row.body, "/v25.0/682498171943165/" + std::string(row.edge), row.query);
    if (row.code == 0) {
        CHECK(answer.status == 200);
        CHECK(answer.body == R"({"success":true})");
    } else {
        const auto error = platforms.graph_error(answer);
        CHECK(error["code"].id() == std::to_string(row.code));
        if (row.subcode != 0) CHECK(error["error_subcode"].id() == std::to_string(row.subcode));
    }
}
