// Every shape of a Messenger event that the sources show, and the traps in them.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "adapters/messenger/messenger_payload.hpp"

using namespace motcua;
using namespace motcua::adapters;

namespace {

const MessengerIdentity our_page{{"61", "62"}, {"1517776481860111"}};

std::vector<ChannelEvent> payload_events(const std::string& body) { return messenger_events(body, our_page); }

std::string batch(const std::string& array, const std::string& items) {
    return fmt::format(R"({{"object":"page","entry":[{{"id":"61","time":1760000000456,"{}":[{}]}}]}})", array,
                       items);
}

/// One item from the citizen 91 to the Page 61; `rest` begins with its own key.
std::string item_from(const std::string& rest) {
    return R"({"sender":{"id":"91"},"recipient":{"id":"61"},"timestamp":1760000000123,)" + rest + "}";
}

ChannelEvent event_of_item(const std::string& rest) {
    const auto events = payload_events(batch("messaging", item_from(rest)));
    REQUIRE(events.size() == 1);
    return events.front();
}

}  // namespace

TEST_CASE("a text of a citizen becomes a message with its envelope, on Messenger", "[channel][messenger]") {
    const auto event = event_of_item(R"("message":{"mid":"m_1","text":"c\u1ea5p l\u1ea1i"})");
    CHECK(event.kind == EventKind::message);
    CHECK(event.message.text == "c\u1ea5p l\u1ea1i");
    CHECK(event.message.envelope.channel == intents::ChannelKind::messenger);
    CHECK(event.message.envelope.account == "61");
    CHECK(event.message.envelope.sender == "91");
    CHECK(event.message.envelope.message_id == "m_1");
    CHECK(event.message.envelope.sent_at.count() == 1760000000123);
}

TEST_CASE("buttons and quick replies of ours become payloads", "[channel][messenger]") {
    struct Row {
        const char* why;
        const char* rest;
        const char* text;
        const char* payload;
    };
    const auto row = GENERATE(values<Row>({
        {"quick reply",
         R"("message":{"mid":"m","text":"L\u1ec7 ph\u00ed","quick_reply":{"payload":"#m:1:fee"}})", "",
         "#m:1:fee"},
        {"quick reply of another kind: it may be a phone number",
         R"("message":{"mid":"m","text":"0912","quick_reply":{"payload":"0912"}})", "0912", ""},
        {"the title, typed", R"("message":{"mid":"m","text":"L\u1ec7 ph\u00ed"})", "L\u1ec7 ph\u00ed", ""},
        {"our payload, typed, is a text", R"("message":{"mid":"m","text":"#m:1:fee"})", "#m:1:fee", ""},
        {"postback", R"("postback":{"mid":"m","title":"L\u1ec7 ph\u00ed","payload":"#m:1:fee"})", "",
         "#m:1:fee"},
        {"get started", R"("postback":{"title":"B\u1eaft \u0111\u1ea7u","payload":"GET_STARTED"})",
         "B\u1eaft \u0111\u1ea7u", "GET_STARTED"},
        {"postback of another app has a title only", R"("postback":{"mid":"m","title":"H\u1ed3 s\u01a1"})",
         "H\u1ed3 s\u01a1", ""},
        {"payload that is no text", R"("postback":{"mid":"m","title":"x","payload":{"a":1}})", "x", ""},
    }));
    INFO(row.why);
    const auto event = event_of_item(row.rest);
    CHECK(event.kind == EventKind::message);
    CHECK(event.message.text == row.text);
    CHECK(event.message.payload == row.payload);
}

TEST_CASE("attachments of Messenger keep kind and name, never their address", "[channel][messenger]") {
    using Kind = intents::AttachmentKind;
    struct Row {
        const char* why;
        const char* message;
        std::vector<std::pair<Kind, std::string>> attachments;
        const char* text;
    };
    const auto row = GENERATE(values<Row>({
        {"two pictures and a text",
         R"("text":"xem","attachments":[{"type":"image","payload":{"url":"u"}},{"type":"image"}])",
         {{Kind::image, ""}, {Kind::image, ""}},
         "xem"},
        {"a file is named by its address",
         R"("attachments":[{"type":"file","payload":{"url":"https:\/\/cdn.fbsbx.com\/v\/t59\/to-trinh.docx?_nc=1"}}])",
         {{Kind::file, "to-trinh.docx"}},
         ""},
        {"share without payload keeps the text",
         R"("text":"https://a.vn","attachments":[{"type":"fallback","payload":null}])",
         {{Kind::link, ""}},
         "https://a.vn"},
        {"share with a title",
         R"("text":"x","attachments":[{"type":"fallback","payload":{"url":"u","title":"T"}}])",
         {{Kind::link, "T"}},
         "x"},
        {"title beside a payload that is a text",
         R"("attachments":[{"type":"fallback","title":"T","URL":"u","payload":"p"}])",
         {{Kind::link, "T"}},
         ""},
        {"post",
         R"("attachments":[{"type":"post","payload":{"title":"P","id":1}}])",
         {{Kind::link, "P"}},
         ""},
        {"product",
         R"("attachments":[{"type":"template","payload":{"product":{}}}])",
         {{Kind::link, ""}},
         ""},
        {"booking",
         R"("attachments":[{"type":"appointment_booking","payload":{}}])",
         {{Kind::other, ""}},
         ""},
        {"location",
         R"("attachments":[{"type":"location","payload":{"coordinates":{"lat":1.5}}}])",
         {{Kind::location, ""}},
         ""},
        {"sticker, new form",
         R"("attachments":[{"type":"sticker","payload":{"url":"s","sticker_id":369239263222822}}])",
         {{Kind::sticker, ""}},
         ""},
        {"sticker, both forms at once",
         R"("attachments":[{"type":"sticker","payload":{"url":"s","sticker_id":"8"}},{"type":"image","payload":{"url":"s"}}])",
         {{Kind::sticker, ""}},
         ""},
        {"sticker, old form",
         R"("sticker_id":8,"attachments":[{"type":"image","payload":{"url":"s","sticker_id":8}}])",
         {{Kind::sticker, ""}},
         ""},
        {"unsupported", R"("is_unsupported":true)", {{Kind::other, ""}}, ""},
        {"an attachment that is no object", R"("attachments":[5])", {{Kind::other, ""}}, ""},
    }));
    INFO(row.why);
    const auto event = event_of_item(std::string(R"("message":{"mid":"m",)") + row.message + "}");
    CHECK(event.kind == EventKind::message);
    CHECK(event.message.text == row.text);
    REQUIRE(event.message.attachments.size() == row.attachments.size());
    for (std::size_t i = 0; i < row.attachments.size(); ++i) {
        CHECK(event.message.attachments[i].kind == row.attachments[i].first);
        CHECK(event.message.attachments[i].name == row.attachments[i].second);
    }
}

TEST_CASE("every key of Messenger has its kind", "[channel][messenger]") {
    struct Row {
        const char* rest;
        EventKind kind;
        const char* name;
        const char* detail;
    };
    const auto row = GENERATE(values<Row>({
        {R"("message":{"is_echo":true,"mid":"m","text":"x"})", EventKind::echo, "message_echo", "agent"},
        {R"("message":{"is_echo":true,"app_id":1517776481860111,"mid":"m","text":"x"})", EventKind::echo,
         "message_echo", "own"},
        {R"("message":{"is_echo":true,"app_id":"26390203743090","mid":"m","text":"x"})", EventKind::echo,
         "message_echo", "agent"},
        {R"("message":{"is_echo":true,"metadata":"motcua:ab:0","mid":"m"})", EventKind::echo, "message_echo",
         "own"},
        {R"("message":{"is_deleted":true,"mid":"m"})", EventKind::edit, "message", "unsend"},
        {R"("message":{"mid":"m"})", EventKind::ignored, "message", ""},
        {R"("message":"TEST_MESSAGE")", EventKind::malformed, "message", ""},
        {R"("postback":7)", EventKind::malformed, "postback", ""},
        {R"("postback":{})", EventKind::ignored, "postback", ""},
        {R"("referral":{"ref":"R"})", EventKind::lifecycle, "referral", "referral"},
        {R"("optin":{"type":"notification_messages"})", EventKind::lifecycle, "optin", "optin"},
        {R"("delivery":{"mids":["a"],"watermark":1})", EventKind::receipt, "delivery", ""},
        {R"("read":{"mid":"x"})", EventKind::receipt, "read", ""},
        {R"("reaction":{"action":"unreact"})", EventKind::reaction, "reaction", ""},
        {R"("message_edit":{"mid":"m","text":"new","num_edit":"1"})", EventKind::edit, "message_edit", "edit"},
        {R"("account_linking":{})", EventKind::account, "account_linking", ""},
        {R"("pass_thread_control":{"previous_owner_app_id":null})", EventKind::handover,
         "pass_thread_control", "pass"},
        {R"("take_thread_control":{})", EventKind::handover, "take_thread_control", "take"},
        {R"("request_thread_control":{"requested_owner_app_id":1})", EventKind::handover,
         "request_thread_control", "request"},
        {R"("app_roles":{"1":["primary_receiver"]})", EventKind::handover, "app_roles", "roles"},
        {R"("policy_enforcement":{"action":"block"})", EventKind::alarm, "policy_enforcement", "block"},
        {R"("policy-enforcement":{"action":"unblock"})", EventKind::alarm, "policy-enforcement", "unblock"},
        {R"("policy_enforcement":{"action":"<b>"})", EventKind::alarm, "policy_enforcement", ""},
        {R"("order":{})", EventKind::commerce, "order", ""},
        {R"("messaging_customer_information":{"screens":[]})", EventKind::profile, "messaging_customer_information", ""},
        {R"("response_feedback":{"feedback":"Good"})", EventKind::feedback, "response_feedback", ""},
        {R"("some future\"event":{"x":1})", EventKind::unknown, "some_future_event", ""},
        {R"("seq":5)", EventKind::malformed, "item", ""},
    }));
    INFO(row.rest);
    const auto event = event_of_item(row.rest);
    CHECK(event.kind == row.kind);
    CHECK(event.name == row.name);
    CHECK(event.detail == row.detail);
    CHECK(event.message.text.empty());
}

TEST_CASE("an echo and a standby tell whose conversation it is", "[channel][messenger]") {
    const auto echo = payload_events(batch(
        "messaging",
        R"({"sender":{"id":"61"},"recipient":{"id":"91"},"message":{"is_echo":true,"metadata":"motcua:x:1","mid":"m","text":"x"}})"));
    REQUIRE(echo.size() == 1);
    CHECK(echo[0].message.envelope.sender == "91");
    CHECK(echo[0].reference == "motcua:x:1");
    // Without is_echo, but from the Page itself: still our side's voice.
    const auto voice =
        payload_events(R"({"object":"page","entry":[{"messaging":[)"
                  R"({"sender":{"id":61},"recipient":{"id":91},"message":{"mid":"m","text":"x"}}]}]})");
    REQUIRE(voice.size() == 1);
    CHECK(voice[0].kind == EventKind::echo);
    CHECK(voice[0].message.envelope.account == "61");
    const auto standby = payload_events(batch("standby", item_from(R"("postback":{"mid":"m","title":"x"})")));
    REQUIRE(standby.size() == 1);
    CHECK(standby[0].kind == EventKind::handover);
    CHECK(standby[0].message.envelope.sender == "91");
    CHECK(standby[0].message.text.empty());
}

TEST_CASE("ids may be numbers of any length, times texts in seconds, mids absent or very long",
          "[channel][messenger]") {
    const auto big =
        payload_events(R"({"object":"page","entry":[{"id":61,"messaging":[{"sender":{"id":18446744073709551699},)"
                  R"("recipient":{"id":61},"timestamp":"1527459824","message":{"text":"a"}}]}]})");
    REQUIRE(big.size() == 1);
    CHECK(big[0].message.envelope.sender == "18446744073709551699");
    CHECK(big[0].message.envelope.sent_at.count() == 1527459824000);
    CHECK(big[0].message.envelope.message_id.substr(0, 2) == "h:");

    // The same item in another batch has the same id; another item has another.
    const std::string one = item_from(R"("postback":{"payload":"#m:a"})");
    const std::string two = item_from(R"("postback":{"payload":"#m:b"})");
    const auto id = [](const ChannelEvent& event) { return event.message.envelope.message_id; };
    const auto alone = payload_events(batch("messaging", one));
    const auto both = payload_events(batch("messaging", two + " , " + one));
    REQUIRE(both.size() == 2);
    CHECK(id(alone[0]) == id(both[1]));
    CHECK(id(both[0]) != id(both[1]));
    const auto longest = event_of_item(R"("message":{"text":"a","mid":")" + std::string(400, 'm') + "\"}");
    CHECK(longest.message.envelope.message_id.size() == 66);
}
