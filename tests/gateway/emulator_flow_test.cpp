// A citizen, the emulator and a gateway, over real sockets.
#include <catch2/catch.hpp>
#include <set>

#include "tests/gateway/emulator_town.hpp"

using namespace motcua;
using adapters::EventKind;
using gateway::Direction;

SCENARIO("a citizen asks on either channel and reads the gateway's reply", "[emulator]") {
    const std::string channel = GENERATE(values<std::string>({"zalo", "messenger"}));
    GIVEN("a citizen of " << channel) {
        tests::Town town;
        const std::string who = R"({"channel":")" + channel + R"(","user":"12345678901",)";
        const std::string query = "channel=" + channel + "&user=12345678901";
        WHEN("a text is sent") {
            const auto sent = town.json_of(town.post("/api/send", who + R"("text":"mất bằng lái <xe> 50%"})"));
            THEN("the gateway accepts the signature and understands the text") {
                CHECK(sent["gateway_status"].id() == "200");
                const auto events = town.gateway().events(1);
                CHECK(events.at(0).kind == EventKind::message);
                CHECK(events.at(0).message.text == "mất bằng lái <xe> 50%");
                CHECK(events.at(0).message.envelope.sender == "12345678901");
            }
            THEN("the chat shows both messages, with buttons") {
                const auto chat = town.chat(query, 2);
                REQUIRE(chat.size() >= 2);
                CHECK(chat[0]["from"].string() == "citizen");
                CHECK(chat[0]["delivery"].text == "200");
                CHECK(chat[1]["from"].string() == "bot");
                CHECK(chat[1]["text"].string() == "Cần giấy tờ: đơn và ảnh.");
                REQUIRE(chat[1]["buttons"].children.size() == 2);
                CHECK(chat[1]["buttons"].children[0]["value"].string() == "#m:fee");
            }
            THEN("the send comes back to the webhook as an echo, which is not answered") {
                const auto events = town.gateway().events(2);
                REQUIRE(events.size() == 2);
                CHECK(events[1].kind == EventKind::echo);
                CHECK(events[1].detail == "own");
            }
        }
        WHEN("a button is pressed") {
            town.post("/api/send", who + R"("payload":"#m:fee","title":"Lệ phí"})");
            THEN("the payload arrives and the chat says which button it was") {
                CHECK(town.gateway().events(1).at(0).message.payload == "#m:fee");
                const auto chat = town.chat(query, 1);
                CHECK(chat.at(0)["pressed"].truth);
                CHECK(chat.at(0)["text"].string() == "Lệ phí");
            }
        }
        WHEN("a person of the office writes in the platform's inbox") {
            const auto sent = town.json_of(town.post("/api/agent", who + R"("text":"Chị mang sổ ra quầy 3 nhé"})"));
            THEN("the gateway hears an echo that is not its own, and the chat shows who wrote") {
                CHECK(sent["gateway_status"].id() == "200");
                const auto events = town.gateway().events(1);
                CHECK(events.at(0).kind == EventKind::echo);
                CHECK(events.at(0).detail == "agent");
                const auto chat = town.chat(query, 1);
                CHECK(chat.at(0)["from"].string() == "agent");
                CHECK(chat.at(0)["text"].string() == "Chị mang sổ ra quầy 3 nhé");
            }
        }
        WHEN("a file is sent") {
            town.post("/api/send", who + R"("attachment":{"type":"file","name":"x.docx"}})");
            THEN("the gateway sees an attachment") {
                const auto events = town.gateway().events(1);
                REQUIRE(events.at(0).message.attachments.size() == 1);
                CHECK(events[0].message.attachments[0].kind == intents::AttachmentKind::file);
            }
        }
    }
}

TEST_CASE("the messages of one citizen reach the gateway in order", "[emulator]") {
    tests::Town town;
    town.gateway().answer_with({});
    for (int i = 0; i < 20; ++i) {
        town.post("/api/send", R"({"channel":"zalo","user":"1","text":")" + std::to_string(i) + "\"}");
    }
    const auto events = town.gateway().events(20);
    REQUIRE(events.size() == 20);
    std::set<std::string> ids;
    for (std::size_t i = 0; i < 20; ++i) {
        CHECK(events[i].message.text == std::to_string(i));
        ids.insert(events[i].message.envelope.message_id);
    }
    CHECK(ids.size() == 20);
}

TEST_CASE("a webhook that cannot be used is told to the citizen", "[emulator]") {
    tests::Town town;
    const std::string body = R"({"channel":"zalo","user":"1","text":"a"})";
    struct Row {
        const char* why;
        std::string url;
        const char* status;
        const char* problem;
    };
    const std::vector<Row> rows{
        {"none set", "", "0", "no_webhook"},
        {"nobody listens", "http://127.0.0.1:1/zalo", "0", "no_connection"},
        {"signed for another channel", town.gateway().url("/messenger"), "401", ""},
    };
    for (const Row& row : rows) {
        INFO(row.why);
        town.emulator().set_webhook_url(intents::ChannelKind::zalo, row.url);
        const auto sent = town.json_of(town.post("/api/send", body));
        CHECK(sent["gateway_status"].id() == row.status);
        CHECK(sent["problem"].string() == row.problem);
    }
    const auto chat = town.chat("channel=zalo&user=1", 3);
    REQUIRE(chat.size() == 3);
    CHECK(chat[1]["delivery"].text == "-1");
    CHECK(chat[2]["delivery"].text == "401");
    CHECK(town.gateway().events(0).empty());
}

TEST_CASE("Meta's handshake succeeds with the gateway's own token and is logged without it", "[emulator]") {
    tests::Town town;
    CHECK(town.json_of(town.post("/api/handshake", "{}"))["ok"].truth);
    town.emulator().set_webhook_url(intents::ChannelKind::messenger, town.gateway().url("/other?"));
    const auto lost = town.json_of(town.post("/api/handshake", "{}"));
    CHECK_FALSE(lost["ok"].truth);
    for (const auto& line : town.emulator().exchanges()) {
        CHECK(line.what == "GET hub.challenge");
        CHECK(line.request.find("verify-token") == std::string::npos);
    }
}

TEST_CASE("the log shows each exchange with its signature and no secret", "[emulator]") {
    tests::Town town;
    town.post("/api/send", R"({"channel":"messenger","user":"12","text":"page-token oa-token"})");
    town.gateway().events(2);
    town.post("/v25.0/me/messages?access_token=page-token",
              R"({"recipient":{"id":"12"},"messaging_type":"RESPONSE","message":{"text":"x"}})");
    const auto log = town.json_of(town.get("/api/log?after=0"));
    const auto& lines = log["exchanges"].children;
    REQUIRE(lines.size() >= 3);
    const auto event = std::find_if(lines.begin(), lines.end(),
                                    [](const auto& line) { return line["what"].string() == "message"; });
    REQUIRE(event != lines.end());
    CHECK((*event)["direction"].string() == "to_gateway");
    CHECK((*event)["status"].id() == "200");
    CHECK_THAT((*event)["signature"].string(), Catch::StartsWith("X-Hub-Signature-256: sha256="));
    const auto answer = std::find_if(lines.begin(), lines.end(), [](const auto& line) {
        return line["direction"].string() == "from_gateway";
    });
    REQUIRE(answer != lines.end());
    CHECK_THAT((*answer)["what"].string(), Catch::StartsWith("POST /v25.0/") && Catch::EndsWith("/messages"));
    for (const auto& line : town.emulator().exchanges()) {
        for (const char* secret : {"oa-secret", "oa-token", "page-token", "app-secret", "verify-token"}) {
            INFO(secret);
            CHECK((line.what + line.request + line.response).find(secret) == std::string::npos);
        }
    }
}

TEST_CASE("echoes can be switched off", "[emulator]") {
    auto settings = tests::pretended();
    settings.echoes = false;
    tests::Town town(settings);
    town.post("/api/send", R"({"channel":"zalo","user":"1","text":"a"})");
    REQUIRE(town.chat("channel=zalo&user=1", 2).size() == 2);
    town.post("/api/send", R"({"channel":"zalo","user":"1","text":"b"})");
    const auto events = town.gateway().events(2);
    REQUIRE(events.size() == 2);
    CHECK(events[1].message.text == "b");
}

TEST_CASE("a page of another site cannot make the browser write", "[emulator]") {
    tests::Town town;
    for (const char* path : {"/api/send", "/api/handshake"}) {
        INFO(path);
        adapters::CpprestHttpClient http;
        const auto answer = http.send({"POST",
                                       "http://127.0.0.1:" + std::to_string(town.emulator().port()) + path,
                                       {{"Content-Type", "text/plain"}},
                                       R"({"channel":"zalo","user":"1","text":"a"})"});
        REQUIRE(answer);
        CHECK(answer->status == 415);
    }
    CHECK(town.emulator().exchanges().empty());
}
