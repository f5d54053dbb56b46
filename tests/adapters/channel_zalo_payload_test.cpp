// Every shape of a Zalo event that the sources show, and the traps in them.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "adapters/zalo/zalo_payload.hpp"
#include "adapters/zalo/zalo_recipient.hpp"

using namespace motcua;
using namespace motcua::adapters;

namespace {

const Names accounts{"5300000000000000003", "5400000000000000004"};

std::vector<ChannelEvent> zalo_events_of(const std::string& body) { return zalo_events(body, accounts); }

ChannelEvent event_of_body(const std::string& body) {
    const auto events = zalo_events_of(body);
    REQUIRE(events.size() == 1);
    return events.front();
}

/// A message event from the citizen 72… to the account 53…; `message` is the inside of the message object.
std::string from_citizen(const std::string& name, const std::string& message) {
    return fmt::format(R"({{"app_id":"41","sender":{{"id":"72"}},"recipient":{{"id":"5300000000000000003"}},)"
                       R"("event_name":"{}","message":{{{}}},"timestamp":"1760000000123"}})",
                       name, message);
}

}  // namespace

TEST_CASE("a text of a citizen becomes a message with its envelope", "[channel][zalo]") {
    const auto event =
        event_of_body(from_citizen("user_send_text", R"("text":"l\u1ec7 ph\u00ed?","msg_id":"aa01")"));
    CHECK(event.kind == EventKind::message);
    CHECK(event.name == "user_send_text");
    CHECK(event.message.text == "l\u1ec7 ph\u00ed?");
    CHECK(event.message.payload.empty());
    CHECK(event.message.attachments.empty());
    CHECK(event.message.envelope.channel == intents::ChannelKind::zalo);
    CHECK(event.message.envelope.account == "5300000000000000003");
    CHECK(event.message.envelope.sender == "72");
    CHECK(event.message.envelope.message_id == "aa01");
    CHECK(event.message.envelope.sent_at.count() == 1760000000123);
}

TEST_CASE("a click of our button comes as a text and becomes a payload", "[channel][zalo]") {
    const auto click =
        event_of_body(from_citizen("user_send_text", R"("text":"#m:1.001193:fee","msg_id":"a")"));
    CHECK(click.message.payload == "#m:1.001193:fee");
    CHECK(click.message.text.empty());
    for (const std::string& typed :
         {std::string("#tuvan"), std::string("#m:gi\u1ea5y t\u1edd"), "#m:" + std::string(300, 'x'),
          std::string("a #m:b"), std::string("#m:a b")}) {
        const auto event =
            event_of_body(from_citizen("user_send_text", "\"text\":\"" + typed + "\",\"msg_id\":\"a\""));
        CHECK(event.message.text == typed);
        CHECK(event.message.payload.empty());
    }
}

TEST_CASE("attachments keep kind and name, never their address", "[channel][zalo]") {
    struct Row {
        const char* why;
        const char* event;
        std::string message;
        intents::AttachmentKind kind;
        const char* name;
    };
    using Kind = intents::AttachmentKind;
    const auto row = GENERATE(values<Row>({
        {"image", "user_send_image", R"("attachments":[{"type":"image","payload":{"url":"http://x"}}])",
         Kind::image, ""},
        {"gif", "user_send_gif", R"("attachments":[{"type":"gif","payload":{"url":"http://x"}}])",
         Kind::image, ""},
        {"audio", "user_send_audio", R"("attachments":[{"type":"audio","payload":{"url":"http://x"}}])",
         Kind::audio, ""},
        {"video", "user_send_video", R"("attachments":[{"type":"video","payload":{"url":"http://x"}}])",
         Kind::video, ""},
        {"sticker", "user_send_sticker", R"("attachments":[{"type":"sticker","payload":{"id":"1"}}])",
         Kind::sticker, ""},
        {"location", "user_send_location",
         R"("attachments":[{"type":"location","payload":{"coordinates":{"latitude":"1"}}}])", Kind::location,
         ""},
        {"file with its name", "user_send_file",
         R"("attachments":[{"type":"file","payload":{"size":9,"name":"d\u1ef1 th\u1ea3o.docx","url":"http://x"}}])",
         Kind::file, "d\u1ef1 th\u1ea3o.docx"},
        {"file with its type only", "user_send_file",
         R"("attachments":[{"type":"file","payload":{"type":"apk","url":"http://x"}}])", Kind::file, ".apk"},
        {"link with its title", "user_send_link",
         R"("attachments":[{"type":"link","payload":{"description":"Zalo Dev","url":"http://x"}}])",
         Kind::link, "Zalo Dev"},
        {"business card", "user_send_business_card",
         R"("attachments":[{"type":"link","payload":{"description":"{\"phone\":\"84\"}"}}])", Kind::contact,
         ""},
        {"card under the name of a link", "user_send_link",
         R"("attachments":[{"type":"link","payload":{"description":"{\"phone\":\"84\"}"}}])", Kind::contact,
         ""},
        {"unheard-of type", "user_send_file", R"("attachments":[{"type":"hologram"}])", Kind::other, ""},
        {"no type", "user_send_file", R"("attachments":[{}])", Kind::other, ""},
        {"attachments that are no list", "user_send_file", R"("attachments":"none")", Kind::file, ""},
        {"no attachments at all", "user_send_image", R"("text":"")", Kind::image, ""},
        {"no message at all", "user_send_business_card", "", Kind::contact, ""},
        {"anonymous file", "anonymous_send_file", "", Kind::file, ""},
    }));
    INFO(row.why);
    const auto event = event_of_body(from_citizen(row.event, row.message));
    CHECK(event.kind == EventKind::message);
    REQUIRE(event.message.attachments.size() == 1);
    CHECK(event.message.attachments[0].kind == row.kind);
    CHECK(event.message.attachments[0].name == row.name);
}

TEST_CASE("a caption stays with its picture, and several attachments stay several", "[channel][zalo]") {
    const auto event = event_of_body(from_citizen(
        "user_send_image",
        R"("text":"xem gi\u00fap","attachments":[{"type":"image"},{"type":"file","payload":{"name":"a"}}])"));
    CHECK(event.message.text == "xem gi\u00fap");
    CHECK(event.message.attachments.size() == 2);
}

TEST_CASE("every event name of Zalo has its kind", "[channel][zalo]") {
    struct Row {
        const char* body;
        EventKind kind;
        const char* detail;
    };
    const auto row = GENERATE(values<Row>({
        {R"({"event_name":"oa_send_text","sender":{"id":"5300000000000000003"},"recipient":{"id":"72"}})",
         EventKind::echo, "own"},
        {R"({"event_name":"oa_send_list","sender":{"id":"5300000000000000003","admin_id":"9"},"recipient":{"id":"72"}})",
         EventKind::echo, "agent"},
        {R"({"event_name":"oa_send_anonymous_text","sender":{"id":"5300000000000000003"},"recipient":{"id":"7"}})",
         EventKind::echo, "own"},
        {R"({"event_name":"user_received_message","sender":{"id":"5300000000000000003"},"recipient":{"id":"72"}})",
         EventKind::receipt, ""},
        {R"({"event_name":"user_seen_message","sender":{"id":"72"},"recipient":{"id":"5300000000000000003"},)"
         R"("message":{"msg_ids":["a","b"]}})",
         EventKind::receipt, ""},
        {R"({"event_name":"user_reacted_message","sender":{"id":"72"},"recipient":{"id":"5300000000000000003"}})",
         EventKind::reaction, ""},
        {R"({"event_name":"follow","oa_id":"5300000000000000003","follower":{"id":"72"}})",
         EventKind::lifecycle, "follow"},
        {R"({"event_name":"unfollow","oa_id":5300000000000000003,"follower":{"id":72}})",
         EventKind::lifecycle, "unfollow"},
        {R"({"event_name":"user_click_chatnow","oa_id":"5300000000000000003","user_id":"72"})",
         EventKind::lifecycle, "chat_opened"},
        {R"({"event_name":"user_click_chatnow","oa_id":"5300000000000000003","follower":{"id":"72"}})",
         EventKind::lifecycle, "chat_opened"},
        {R"({"event_name":"user_withdraw","oa_id":"5300000000000000003","user_id":"72"})",
         EventKind::data_rights, "withdraw"},
        {R"({"event_name":"permission_revoked"})", EventKind::alarm, "revoked"},
        {R"({"event_name":"user_submit_info","sender":{"id":"72"},"info":{"name":"X"}})", EventKind::profile,
         ""},
        {R"({"event_name":"user_send_group_text","sender":{"id":"72"},"recipient":{"id":"g"},"oa_id":"5300000000000000003"})",
         EventKind::group, ""},
        {R"({"event_name":"react_request_join_group_accept"})", EventKind::group, ""},
        {R"({"event_name":"user_click_button"})", EventKind::click, ""},
        {R"({"event_name":"change_oa_daily_quota","oaId":"53"})", EventKind::account, ""},
        {R"({"event_name":"add_user_to_tag","oa_id":"53"})", EventKind::tag, ""},
        {R"({"event_name":"user_call_oa","oa_id":"53"})", EventKind::call, ""},
        {R"({"event_name":"user_feedback","oa_id":"53"})", EventKind::feedback, ""},
        {R"({"event_name":"shop_has_order"})", EventKind::commerce, ""},
        {R"({"event_name":"user_send_hologram","sender":{"id":"72"},"recipient":{"id":"5300000000000000003"}})",
         EventKind::unknown, ""},
        {R"({"event_name":"user_send_text2"})", EventKind::unknown, ""},
        {R"({"event_name":42})", EventKind::malformed, ""},
        {R"({"app_id":"41"})", EventKind::malformed, ""},
        {R"({})", EventKind::malformed, ""},
        {R"([])", EventKind::malformed, ""},
        {"", EventKind::malformed, ""},
    }));
    INFO(row.body);
    const auto event = event_of_body(row.body);
    CHECK(event.kind == row.kind);
    CHECK(event.detail == row.detail);
    CHECK(event.message.text.empty());
}

TEST_CASE("an echo, a follow and a wish to be deleted tell whose conversation it is", "[channel][zalo]") {
    struct Row {
        const char* body;
        const char* sender;
    };
    const auto row = GENERATE(values<Row>({
        {R"({"event_name":"oa_send_text","sender":{"id":"5300000000000000003","admin_id":"9"},"recipient":{"id":"72"}})",
         "72"},
        {R"({"event_name":"follow","oa_id":"5300000000000000003","follower":{"id":"72"}})", "72"},
        {R"({"event_name":"user_withdraw","oa_id":"5300000000000000003","user_id":72})", "72"},
        {R"({"event_name":"oa_send_anonymous_text","sender":{"id":"5300000000000000003"},"recipient":{"id":"7"},)"
         R"("message":{"conversation_id":"c"}})",
         "anonymous/7/c"},
        // A ZNS receipt holds a phone number there.
        {R"({"event_name":"user_received_message","sender":{"id":"5300000000000000003"},"recipient":{"id":"84912"}})",
         ""},
    }));
    const auto event = event_of_body(row.body);
    CHECK(event.message.envelope.account == "5300000000000000003");
    CHECK(event.message.envelope.sender == row.sender);
}

TEST_CASE("an anonymous visitor is addressed by id and conversation, both ways", "[channel][zalo]") {
    const auto event = event_of_body(
        from_citizen("anonymous_send_text", R"("text":"a","conversation_id":"c9","msg_id":"m")"));
    CHECK(event.kind == EventKind::message);
    CHECK(event.message.envelope.sender == "anonymous/72/c9");
    for (const ZaloRecipient& recipient :
         {ZaloRecipient{"7", "c", true}, ZaloRecipient{"a/b%2Fc%", "x/y", true}, ZaloRecipient{"7", "", true},
          ZaloRecipient{"72", "", false}}) {
        const auto back = zalo_recipient(sender_of(recipient));
        CHECK(back.id == recipient.id);
        CHECK(back.conversation == recipient.conversation);
        CHECK(back.anonymous == recipient.anonymous);
    }
}

TEST_CASE("an account that is not ours and our own voice are never answered", "[channel][zalo]") {
    // The console's check button sends a signed sample with foreign ids.
    const auto foreign = event_of_body(
        R"({"event_name":"user_send_text","sender":{"id":"1"},"recipient":{"id":"2"},"message":{"text":"This is testing message"}})");
    CHECK(foreign.kind == EventKind::foreign);
    CHECK(foreign.name == "unknown_account");
    CHECK(foreign.message.text.empty());
    const auto self = event_of_body(
        R"({"event_name":"user_send_text","sender":{"id":"5300000000000000003"},"recipient":{"id":"5300000000000000003"},)"
        R"("message":{"text":"x"}})");
    CHECK(self.kind == EventKind::echo);
}

TEST_CASE("broken messages of Zalo are told from empty ones and never throw", "[channel][zalo]") {
    struct Row {
        const char* why;
        std::string body;
        EventKind kind;
    };
    const auto row = GENERATE(values<Row>({
        {"no sender",
         R"({"event_name":"user_send_text","recipient":{"id":"5300000000000000003"},"message":{"text":"x"}})",
         EventKind::malformed},
        {"a sender that is a text",
         R"({"event_name":"user_send_text","sender":"72","recipient":{"id":"5300000000000000003"}})",
         EventKind::malformed},
        {"a sender that poses as anonymous",
         R"({"event_name":"user_send_text","sender":{"id":"anonymous/1/2"},"recipient":{"id":"5300000000000000003"}})",
         EventKind::malformed},
        {"no text", from_citizen("user_send_text", R"("msg_id":"a")"), EventKind::ignored},
        {"a number as text", from_citizen("user_send_text", R"("text":5)"), EventKind::ignored},
        {"lone surrogate", from_citizen("user_send_text", R"("text":"\ud83d","msg_id":"a")"),
         EventKind::message},
        {"twice the same key", from_citizen("user_send_text", R"("text":"a","text":"b","msg_id":"a")"),
         EventKind::message},
        {"account only at the top",
         R"({"event_name":"user_send_text","oa_id":"5300000000000000003","sender":{"id":"72"},)"
         R"("message":{"text":"x"}})",
         EventKind::message},
    }));
    INFO(row.why);
    CHECK(event_of_body(row.body).kind == row.kind);
}

TEST_CASE("a Zalo message without id gets the same id whenever it is delivered", "[channel][zalo]") {
    const std::string body = from_citizen("user_send_text", R"("text":"a")");
    const auto id = event_of_body(body).message.envelope.message_id;
    CHECK(id.substr(0, 2) == "h:");
    CHECK(id == event_of_body(body).message.envelope.message_id);
    CHECK(id != event_of_body(from_citizen("user_send_text", R"("text":"b")")).message.envelope.message_id);
    CHECK(event_of_body(from_citizen("user_send_text", R"("text":"a","message_id":12345678901234567890)"))
              .message.envelope.message_id == "12345678901234567890");
}
