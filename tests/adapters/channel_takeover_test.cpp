// Who speaks after an event: echoes with and without a person, standby, thread control; and what the bot calls itself.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "adapters/messenger/messenger_control.hpp"
#include "adapters/messenger/messenger_errors.hpp"
#include "adapters/zalo/zalo_payload.hpp"
#include "tests/adapters/channel_fakes.hpp"

using namespace motcua;
using namespace motcua::adapters;

namespace {

const MessengerIdentity taken_page{{"61"}, {"1517776481860111"}};
const Names taken_accounts{"5300000000000000003"};

std::vector<ChannelEvent> items_of(const std::string& field, const std::string& items) {
    return messenger_events(R"({"object":"page","entry":[{"id":"61",")" + field + R"(":[)" + items + "]}]}", taken_page);
}

/// One item from `from` to `to`; `rest` begins with its own key.
std::string item(const char* from, const char* to, const std::string& rest) {
    return fmt::format(R"({{"sender":{{"id":"{}"}},"recipient":{{"id":"{}"}},"timestamp":1760000000123,{}}})", from, to, rest);
}

}  // namespace

TEST_CASE("an echo tells whether a person or another app spoke for the account", "[channel][takeover]") {
    struct Row {
        const char* why;
        std::string body;
        Speaker speaker;
    };
    const std::string zalo_head = R"({"sender":{"id":"5300000000000000003")";
    const std::string zalo_tail = R"(},"recipient":{"id":"72"},"message":{"text":"x","msg_id":"a"},"timestamp":"1760000000123")";
    const auto row = GENERATE_COPY(values<Row>({
        {"Zalo: our API's own message", zalo_head + zalo_tail + R"(,"event_name":"oa_send_text"})", Speaker::unchanged},
        {"Zalo: a person at oa.zalo.me", zalo_head + R"(,"admin_id":"9")" + zalo_tail + R"(,"event_name":"oa_send_text"})",
         Speaker::agent},
        {"Zalo: the admin's id as a number of 20 digits",
         zalo_head + R"(,"admin_id":18446744073709551699)" + zalo_tail + R"(,"event_name":"oa_send_image"})", Speaker::agent},
        {"Zalo: an empty admin id is none", zalo_head + R"(,"admin_id":"")" + zalo_tail + R"(,"event_name":"oa_send_text"})",
         Speaker::unchanged},
        {"Zalo: no admin id but null", zalo_head + R"(,"admin_id":null)" + zalo_tail + R"(,"event_name":"oa_send_file"})",
         Speaker::unchanged},
        {"Zalo: the account reacts to a message, nobody speaks",
         zalo_head + R"(,"admin_id":"9")" + zalo_tail + R"(,"event_name":"oa_reacted_message"})", Speaker::unchanged},
    }));
    INFO(row.why);
    const auto events = zalo_events(row.body, taken_accounts);
    REQUIRE(events.size() == 1);
    CHECK(events[0].speaker == row.speaker);
    CHECK(events[0].message.text.empty());
}

TEST_CASE("a Messenger event tells who speaks from then on", "[channel][takeover]") {
    struct Row {
        const char* why;
        const char* field;
        std::string item;
        Speaker speaker;
    };
    const auto page = [](const std::string& rest) { return item("61", "91", rest); };
    const auto citizen = [](const std::string& rest) { return item("91", "61", rest); };
    const auto row = GENERATE_COPY(values<Row>({
        {"our own echo, by its mark", "messaging", page(R"("message":{"is_echo":true,"metadata":"motcua:a:0","mid":"m"})"),
         Speaker::unchanged},
        {"our own echo, by its app, a number", "messaging",
         page(R"("message":{"is_echo":true,"app_id":1517776481860111,"mid":"m"})"), Speaker::unchanged},
        {"our own echo, by its app, a text", "messaging",
         page(R"("message":{"is_echo":true,"app_id":"1517776481860111","mid":"m"})"), Speaker::unchanged},
        {"the inbox, 15 digits", "messaging", page(R"("message":{"is_echo":true,"app_id":263902037430900,"mid":"m"})"),
         Speaker::agent},
        {"the inbox, 14 digits", "messaging", page(R"("message":{"is_echo":true,"app_id":"26390203743090","mid":"m"})"),
         Speaker::agent},
        {"no app at all", "messaging", page(R"("message":{"is_echo":true,"mid":"m","text":"x"})"), Speaker::agent},
        {"an echo of a person in standby", "standby", page(R"("message":{"is_echo":true,"app_id":7,"mid":"m"})"),
         Speaker::agent},
        {"our own echo in standby came late", "standby",
         page(R"("message":{"is_echo":true,"metadata":"motcua:a:0","mid":"m"})"), Speaker::unchanged},
        {"a citizen in standby: another app holds the thread", "standby", citizen(R"("message":{"mid":"m","text":"x"})"),
         Speaker::other_app},
        {"a postback without payload in standby", "standby", citizen(R"("postback":{"mid":"m","title":"x"})"),
         Speaker::other_app},
        {"a receipt in standby tells nothing", "standby", citizen(R"("read":{"watermark":1})"), Speaker::unchanged},
        {"passed to us", "messaging", citizen(R"("pass_thread_control":{"new_owner_app_id":"1517776481860111"})"),
         Speaker::bot},
        {"passed to us, a number", "messaging", citizen(R"("pass_thread_control":{"new_owner_app_id":1517776481860111})"),
         Speaker::bot},
        {"passed to the inbox", "messaging", citizen(R"("pass_thread_control":{"new_owner_app_id":"263902037430900"})"),
         Speaker::other_app},
        {"taken by the inbox: staff reply", "messaging",
         citizen(R"("take_thread_control":{"previous_owner_app_id":"1517776481860111","new_owner_app_id":263902037430900})"),
         Speaker::agent},
        {"taken by us", "messaging", citizen(R"("take_thread_control":{"new_owner_app_id":"1517776481860111"})"), Speaker::bot},
        {"taken, by whom is not told", "messaging", citizen(R"("take_thread_control":{})"), Speaker::agent},
        {"another app asks for it", "messaging", citizen(R"("request_thread_control":{"requested_owner_app_id":5})"),
         Speaker::other_app},
        {"we ask for it", "messaging", citizen(R"("request_thread_control":{"requested_owner_app_id":1517776481860111})"),
         Speaker::unchanged},
        {"we are the primary receiver", "messaging", citizen(R"("app_roles":{"1517776481860111":["primary_receiver"]})"),
         Speaker::bot},
        {"we are a secondary receiver", "messaging", citizen(R"("app_roles":{"1517776481860111":["secondary_receiver"]})"),
         Speaker::other_app},
        {"another app has a role", "messaging", citizen(R"("app_roles":{"5":["primary_receiver"]})"), Speaker::other_app},
        {"a message of the citizen changes nothing", "messaging", citizen(R"("message":{"mid":"m","text":"x"})"),
         Speaker::unchanged},
    }));
    INFO(row.why);
    const auto events = items_of(row.field, row.item);
    REQUIRE(events.size() == 1);
    CHECK(events[0].speaker == row.speaker);
    CHECK(events[0].message.envelope.sender == "91");
    if (events[0].kind != EventKind::message) CHECK(events[0].message.text.empty());
}

TEST_CASE("roles that name no citizen silence nobody, and those that do name one", "[channel][takeover]") {
    const auto of_page = items_of("messaging", R"({"recipient":{"id":"61"},"app_roles":{"5":["primary_receiver"]}})");
    REQUIRE(of_page.size() == 1);
    CHECK(of_page[0].speaker == Speaker::unchanged);
    const auto of_citizen = items_of("messaging", R"({"recipient":{"id":"91"},"app_roles":{"5":["primary_receiver"]}})");
    REQUIRE(of_citizen.size() == 1);
    CHECK(of_citizen[0].speaker == Speaker::other_app);
    CHECK(of_citizen[0].message.envelope.sender == "91");
}

TEST_CASE("without configured app ids a pass is to us and a take is from us", "[channel][takeover]") {
    const MessengerIdentity nameless{{"61"}, {}};
    const auto speaker = [&](const std::string& rest) {
        return messenger_events(R"({"object":"page","entry":[{"id":"61","messaging":[)" + item("91", "61", rest) + "]}]}",
                                nameless)
            .at(0)
            .speaker;
    };
    CHECK(speaker(R"("pass_thread_control":{"new_owner_app_id":"8"})") == Speaker::bot);
    CHECK(speaker(R"("take_thread_control":{"new_owner_app_id":"8"})") == Speaker::agent);
}

TEST_CASE("what a citizen sent is told by a fixed word", "[channel][takeover]") {
    struct Row {
        const char* message;
        const char* detail;
    };
    const auto row = GENERATE(values<Row>({
        {R"("text":"x")", "text"},
        {R"("text":"x","quick_reply":{"payload":"#m:p:1:fee"})", "button"},
        {R"("attachments":[{"type":"image","payload":{"url":"u"}}])", "attachment"},
        {R"("text":"x","attachments":[{"type":"file","payload":{"url":"u"}}])", "attachment"},
        {R"("attachments":[{"type":"location","payload":{}}])", "location"},
        {R"("attachments":[{"type":"fallback","payload":null}])", "link"},
        {R"("text":"x","attachments":[{"type":"fallback"}])", "text"},
        {R"("attachments":[{"type":"sticker","payload":{"sticker_id":1}}])", "sticker"},
    }));
    INFO(row.message);
    const auto events = items_of("messaging", item("91", "61", std::string(R"("message":{"mid":"m",)") + row.message + "}"));
    REQUIRE(events.size() == 1);
    CHECK(events[0].detail == row.detail);
}

TEST_CASE("an alarm and a wish to be deleted find their account even when it is not named", "[channel][takeover]") {
    const auto revoked = zalo_events(R"({"event_name":"permission_revoked","app_id":"41"})", taken_accounts).at(0);
    CHECK(revoked.kind == EventKind::alarm);
    CHECK(revoked.message.envelope.account == "5300000000000000003");
    const auto withdrawn = zalo_events(R"({"event_name":"user_withdraw","user_id":"72"})", taken_accounts).at(0);
    CHECK(withdrawn.kind == EventKind::data_rights);
    CHECK(withdrawn.message.envelope.account == "5300000000000000003");
    CHECK(withdrawn.message.envelope.sender == "72");
    const Names two{"5300000000000000003", "5400000000000000004"};
    CHECK(zalo_events(R"({"event_name":"permission_revoked"})", two).at(0).message.envelope.account.empty());
}

TEST_CASE("a part of thread control names its edge, and no citizen's id can", "[channel][takeover]") {
    const auto pass = pass_thread_part("9\"1", "263902037430900");
    CHECK(call_of(pass.body).edge == "pass_thread_control");
    CHECK(call_of(pass.body).json == R"({"recipient":{"id":"9\"1"},"target_app_id":"263902037430900"})");
    const auto take = take_thread_part("91");
    CHECK(call_of(take.body).edge == "take_thread_control");
    CHECK(call_of(take.body).json == R"({"recipient":{"id":"91"}})");
    CHECK(call_of(R"({"recipient":{"id":"pass_thread_control"}})").edge == "messages");
    CHECK(call_of("").edge == "messages");
}

TEST_CASE("a conversation is handed to the configured inbox and taken back by calls of their own", "[channel][takeover]") {
    tests::ScriptedHttp http;
    http.standing = HttpResponse{.status = 200, .body = R"({"success":true})"};
    const auto citizen = tests::envelope_of(intents::ChannelKind::messenger, tests::own_page, "91");
    MessengerChannel channel(tests::messenger_settings(), http);
    const auto pass = channel.hand_over(citizen);
    const auto take = channel.take_back(citizen);
    REQUIRE(pass.size() == 1);
    REQUIRE(take.size() == 1);
    CHECK(channel.deliver(tests::part_to(citizen, pass[0].body)).fate == Fate::sent);
    CHECK(channel.deliver(tests::part_to(citizen, take[0].body)).fate == Fate::sent);
    CHECK(http.requests.at(0).url == "http://127.0.0.1:1/v25.0/610000000000001/pass_thread_control?access_token=EAA%20own");
    CHECK(http.requests.at(0).body == R"({"recipient":{"id":"91"},"target_app_id":"263902037430900"})");
    CHECK(http.requests.at(1).url == "http://127.0.0.1:1/v25.0/610000000000001/take_thread_control?access_token=EAA%20own");
    CHECK(http.requests.at(1).body == R"({"recipient":{"id":"91"}})");
    auto settings = tests::messenger_settings();
    settings.inbox_app_id.clear();
    MessengerChannel shared(settings, http);
    CHECK(shared.hand_over(citizen).empty());
    CHECK(shared.take_back(citizen).empty());
    ZaloChannel zalo(tests::zalo_settings(), http);
    CHECK(zalo.hand_over(tests::envelope_of(intents::ChannelKind::zalo, tests::own_oa, "72")).empty());
}

TEST_CASE("the answer to thread control is read in both spellings", "[channel][takeover]") {
    struct Row {
        const char* body;
        Fate fate;
    };
    const auto row = GENERATE(values<Row>({
        {R"({"success":true})", Fate::sent},
        {R"({"success":"true"})", Fate::sent},
        {R"({"error":{"code":100,"error_subcode":2018001,"message":"x"}})", Fate::recipient_gone},
    }));
    INFO(row.body);
    CHECK(messenger_delivery({.status = 200, .body = row.body}).fate == row.fate);
    CHECK(messenger_delivery({.status = 200, .body = R"({"success":false})"}).fate != Fate::sent);
}
