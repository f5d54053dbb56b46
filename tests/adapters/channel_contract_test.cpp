// All three channels keep the promises of the port.
#include "tests/contract/channel_contract.hpp"

#include <fmt/format.h>

#include "adapters/signature.hpp"
#include "adapters/zalo/zalo_signature.hpp"

using namespace motcua;
using namespace motcua::adapters;

namespace {

tests::ChannelUnderTest zalo() {
    return {
        "zalo", [](HttpClient& http) { return std::make_unique<ZaloChannel>(tests::zalo_settings(), http); },
        tests::own_oa, R"({"error":0,"data":{"message_id":"ok-1"}})",
        [](const std::string& text, const std::string& id) {
            const std::string body = fmt::format(
                R"({{"app_id":"{}","sender":{{"id":"72"}},"recipient":{{"id":"{}"}},"event_name":"user_send_text",)"
                R"("message":{{"text":{},"msg_id":"{}"}},"timestamp":"1760000000123"}})",
                tests::own_app, tests::own_oa, text, id);
            const auto mac = zalo_mac({tests::own_app, body, "1760000000123"}, "own-oa-secret");
            return tests::SignedCall{body, "x-zevent-signature", "mac=" + hex_of(mac)};
        },
        [](const nlohmann::json& part) {
            const auto& message = part.at("message");
            return message.contains("text") ? message["text"].get<std::string>() : std::string();
        },
        2000, tests::code_points_of};
}

tests::ChannelUnderTest messenger() {
    return {
        "messenger",
        [](HttpClient& http) {
            return std::make_unique<MessengerChannel>(tests::messenger_settings(), http);
        },
        tests::own_page, R"({"recipient_id":"72","message_id":"ok-1"})",
        [](const std::string& text, const std::string& id) {
            const std::string body = fmt::format(
                R"({{"object":"page","entry":[{{"id":"{0}","messaging":[{{"sender":{{"id":"72"}},"recipient":{{"id":"{0}"}},)"
                R"("timestamp":1760000000123,"message":{{"mid":"{1}","text":{2}}}}}]}}]}})",
                tests::own_page, id, text);
            return tests::SignedCall{body, "x-hub-signature-256",
                                     "sha256=" + hex_of(hmac_sha256("own-fb-secret", body))};
        },
        [](const nlohmann::json& part) {
            const auto& message = part.at("message");
            return message.contains("text") ? message["text"].get<std::string>()
                                            : message.at("attachment").at("payload").at("text").get<std::string>();
        },
        2000, tests::utf16_units_of};
}

tests::ChannelUnderTest web() {
    return {
        "web", [](HttpClient& http) { return std::make_unique<WebChannel>(tests::web_settings(), http); },
        "desk", R"({"message_id":"ok-1"})",
        [](const std::string& text, const std::string& id) {
            const std::string body = fmt::format(
                R"({{"account":"desk","sender":"72","message_id":"{}","sent_at":1760000000123,"text":{}}})",
                id, text);
            return tests::SignedCall{body, "x-motcua-signature-256", web_signature("own-web-secret", body)};
        },
        [](const nlohmann::json& part) { return part.at("text").get<std::string>(); }, 4000, tests::code_points_of};
}

}  // namespace

TEST_CASE("the Zalo channel keeps the promises of the port", "[channel][contract]") {
    tests::check_channel(zalo());
}

TEST_CASE("the Messenger channel keeps the promises of the port", "[channel][contract]") {
    tests::check_channel(messenger());
}

TEST_CASE("the web channel keeps the promises of the port", "[channel][contract]") {
    tests::check_channel(web());
}

TEST_CASE("the web chat reads attachments and buttons and posts plain replies", "[channel][web]") {
    tests::ScriptedHttp http;
    WebChannel channel(tests::web_settings(), http);
    const auto events = channel.events_of(
        R"({"account":"desk","sender":"s","message_id":7,"text":"","payload":"#m:1:fee","attachments":[{"type":"file","name":"a.docx"},{}]})");
    REQUIRE(events.size() == 1);
    CHECK(events[0].kind == EventKind::message);
    CHECK(events[0].message.payload == "#m:1:fee");
    CHECK(events[0].message.envelope.message_id == "7");
    REQUIRE(events[0].message.attachments.size() == 2);
    CHECK(events[0].message.attachments[0].name == "a.docx");
    CHECK(events[0].message.attachments[1].kind == intents::AttachmentKind::other);
    const auto parts = channel.compose(tests::envelope_of(intents::ChannelKind::web, "desk", "s"),
                                       {{"Ch\u00e0o", {{"L\u1ec7 ph\u00ed", "#m:1:fee"}}}});
    REQUIRE(parts.size() == 1);
    CHECK(parts[0].body ==
          "{\"recipient\":\"s\",\"text\":\"Ch\u00e0o\",\"buttons\":[{\"title\":\"L\u1ec7 "
          "ph\u00ed\",\"payload\":\"#m:1:fee\"}]}");
    for (const auto& [body, kind] : std::vector<std::pair<std::string, EventKind>>{
             {R"({"account":"other","sender":"s","text":"x"})", EventKind::foreign},
             {R"({"account":"desk","text":"x"})", EventKind::malformed},
             {R"({"account":"desk","sender":"s","payload":"not ours"})", EventKind::ignored}}) {
        CHECK(channel.events_of(body).at(0).kind == kind);
    }
}

TEST_CASE("the web chat signs its replies like what it gets", "[channel][web]") {
    tests::ScriptedHttp http;
    WebChannel channel(tests::web_settings(), http);
    channel.deliver(tests::part_to(tests::envelope_of(intents::ChannelKind::web, "desk", "s"), "{}"));
    REQUIRE(http.requests.size() == 1);
    const std::pair<std::string, std::string> signature{"X-Motcua-Signature-256", web_signature("own-web-secret", "{}")};
    CHECK(http.requests[0].headers.back() == signature);
}
