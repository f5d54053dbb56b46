// The events that the emulator posts have the platforms' exact bytes and signatures.
#include <catch2/catch.hpp>

#include "adapters/wire_json.hpp"
#include "gateway/emulator/messenger_event.hpp"
#include "gateway/emulator/zalo_event.hpp"
#include "tests/gateway/emulator_people.hpp"

using namespace motcua;
using namespace std::chrono_literals;
using gateway::CitizenAct;
using intents::ChannelKind;

namespace {

constexpr auto moment = 1767000000123ms;

CitizenAct says(ChannelKind channel, const std::string& text) {
    return {{channel, channel == ChannelKind::zalo ? "246845883529197922" : "1254459154682919"}, text, "", "", {}};
}

}  // namespace

TEST_CASE("a Zalo text is compact UTF-8, ids and time are texts, the mac covers all of it", "[emulator]") {
    const CitizenAct act = says(ChannelKind::zalo, "làm \"bằng\" lái xe / mất thì sao?");
    const auto event = gateway::zalo_event(tests::pretended().zalo, act, "96d3cdf3af150460909a", moment);
    CHECK(event.name == "user_send_text");
    CHECK(event.body ==
          R"({"app_id":"360846524940903967","sender":{"id":"246845883529197922"},)"
          R"("user_id_by_app":"516868750444938571","recipient":{"id":"388613280878808645"},)"
          R"("event_name":"user_send_text","message":{"text":)"
          R"("làm \"bằng\" lái xe / mất thì sao?","msg_id":"96d3cdf3af150460909a"},"timestamp":"1767000000123"})");
    CHECK(event.signature_header == "X-ZEvent-Signature");
    // Computed with another implementation: sha256(app_id + body + timestamp + secret).
    CHECK(event.signature == "mac=36db747df14a4696f2584b8f52d55d40ce373866fbc005c53de9d469917393d9");
}

TEST_CASE("a Messenger text is ASCII, escaped as Meta escapes, its hmac over those bytes", "[emulator]") {
    const auto event =
        gateway::messenger_event(tests::pretended().messenger,
                                 says(ChannelKind::messenger, "đổi thẻ 50% <a@b.vn> https://a.vn 🙏"), "m_1", moment);
    CHECK(event.body ==
          R"({"object":"page","entry":[{"id":"682498171943165","time":1767000000123,"messaging":[{"sender":{"id":)"
          R"("1254459154682919"},"recipient":{"id":"682498171943165"},"timestamp":1767000000123,"message":{"mid":)"
          R"("m_1","text":"\u0111\u1ed5i th\u1ebb 50\u0025 \u003Ca\u0040b.vn> https:\/\/a.vn \ud83d\ude4f"}}]}]})");
    CHECK(event.signature_header == "X-Hub-Signature-256");
    // Computed with another implementation: hmac_sha256(secret, body).
    CHECK(event.signature == "sha256=e5ba96e32373da2fed02fe157935116291bb819cc5e32d506be45676e436529a");
}

TEST_CASE("a button that is pressed becomes what its platform makes of it", "[emulator]") {
    struct Row {
        const char* why;
        ChannelKind channel;
        const char* text;
        const char* title;
        const char* part;  // of the body
    };
    const auto row = GENERATE(values<Row>({
        {"Zalo sends the payload as a text of the person", ChannelKind::zalo, "", "Lệ phí", R"("text":"#m:fee")"},
        {"a postback has title and payload", ChannelKind::messenger, "", "Phi", R"("title":"Phi","payload":"#m:fee"})"},
        {"a postback has no message", ChannelKind::messenger, "", "Phi", R"("postback":{"mid":"m_1")"},
        {"a quick reply says its title", ChannelKind::messenger, "Phi", "", R"("text":"Phi","quick_reply":)"},
        {"a quick reply carries its payload", ChannelKind::messenger, "Phi", "", R"({"payload":"#m:fee"})"},
    }));
    INFO(row.why);
    CitizenAct act = says(row.channel, row.text);
    act.payload = "#m:fee";
    act.title = row.title;
    const auto event = row.channel == ChannelKind::zalo
                           ? gateway::zalo_event(tests::pretended().zalo, act, "m_1", moment)
                           : gateway::messenger_event(tests::pretended().messenger, act, "m_1", moment);
    CHECK_THAT(event.body, Catch::Contains(row.part));
}

TEST_CASE("every kind of attachment has its platform's shape and an address that leads nowhere", "[emulator]") {
    const std::string type =
        GENERATE(values<std::string>({"file", "image", "audio", "video", "sticker", "location", "link"}));
    INFO(type);
    CitizenAct act = says(ChannelKind::zalo, "");
    act.file = gateway::SentFile{type, "Tờ trình.docx"};
    const auto zalo = gateway::zalo_event(tests::pretended().zalo, act, "m_1", moment);
    CHECK(zalo.name == "user_send_" + type);
    const auto of_zalo = adapters::read_wire_json(zalo.body).value();
    REQUIRE(of_zalo["message"]["attachments"].children.size() == 1);
    CHECK(of_zalo["message"]["attachments"].children[0]["type"].string() == type);

    act.from = says(ChannelKind::messenger, "").from;
    const auto messenger = gateway::messenger_event(tests::pretended().messenger, act, "m_1", moment);
    const auto of_meta = adapters::read_wire_json(messenger.body).value();
    const auto& message = of_meta["entry"].children.at(0)["messaging"].children.at(0)["message"];
    REQUIRE(message["attachments"].children.size() == 1);
    CHECK(message["attachments"].children[0]["type"].string() == (type == "link" ? "fallback" : type));

    for (const auto& body : {zalo.body, messenger.body}) {
        if (type == "location") continue;
        CHECK_THAT(body, Catch::Contains(".invalid"));
    }
    if (type != "file") return;
    CHECK_THAT(zalo.body, Catch::Contains(R"("name":"Tờ trình.docx")") && Catch::Contains(R"("type":"docx")"));
}

TEST_CASE("an echo comes from the account, with the id and the metadata of the send", "[emulator]") {
    gateway::BotMessage sent;
    sent.user = "1254459154682919";
    sent.text = "Chào bạn";
    sent.metadata = "out-1";
    sent.message_id = "m_9";
    const auto meta = gateway::messenger_echo(tests::pretended().messenger, sent, moment);
    CHECK_THAT(meta.body, Catch::Contains(R"("sender":{"id":"682498171943165"})") &&
                              Catch::Contains(R"("recipient":{"id":"1254459154682919"})"));
    CHECK_THAT(meta.body, Catch::Contains(
        R"({"is_echo":true,"app_id":1517776481860111,"metadata":"out-1","mid":"m_9","text":"Ch\u00e0o b\u1ea1n"})"));
    const auto zalo = gateway::zalo_echo(tests::pretended().zalo, sent, moment);
    CHECK(zalo.name == "oa_send_text");
    CHECK_THAT(zalo.body, Catch::Contains(R"("sender":{"id":"388613280878808645"})") &&
                              Catch::Contains(R"("message":{"text":"Chào bạn","msg_id":"m_9"})"));
}

TEST_CASE("what the page posts is read strictly and the refusal names what is allowed", "[emulator]") {
    struct Row {
        const char* why;
        const char* body;
        const char* refusal;
    };
    const auto row = GENERATE(values<Row>({
        {"no JSON", "text=a", "body"},
        {"a list", "[1]", "body"},
        {"no channel", R"({"user":"1","text":"a"})", "channel"},
        {"a platform that is not played", R"({"channel":"viber","user":"1","text":"a"})", "channel"},
        {"no user", R"({"channel":"zalo","text":"a"})", "user"},
        {"a user with a slash", R"({"channel":"zalo","user":"a/b","text":"a"})", "user"},
        {"nothing said", R"({"channel":"zalo","user":"1"})", "text, payload or attachment"},
        {"an unknown kind of file", R"({"channel":"zalo","user":"1","attachment":{"type":"exe"}})", "attachment.type"},
    }));
    INFO(row.why);
    const auto act = gateway::read_act(row.body);
    REQUIRE_FALSE(act);
    CHECK_THAT(act.error(), Catch::StartsWith(row.refusal));
}
