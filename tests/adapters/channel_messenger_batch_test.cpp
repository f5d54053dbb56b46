// Whole bodies of Messenger: batches of entries and items, and bodies that hold no event.
#include <catch2/catch.hpp>

#include "adapters/messenger/messenger_payload.hpp"

using namespace motcua;
using namespace motcua::adapters;

namespace {

const MessengerIdentity identity{{"61", "62"}, {"1517776481860111"}};

std::vector<ChannelEvent> events_of(const std::string& body) { return messenger_events(body, identity); }

/// One item from the citizen 91 to the Page 61; `rest` begins with its own key.
std::string item(const std::string& rest) {
    return R"({"sender":{"id":"91"},"recipient":{"id":"61"},"timestamp":1760000000123,)" + rest + "}";
}

}  // namespace

TEST_CASE("all items of all entries are read, in order", "[channel][messenger]") {
    const std::string body =
        R"({"object":"page","entry":[)"
        R"({"id":"61","messaging":[)" +
        item(R"("message":{"mid":"a","text":"1"})") + "," + item(R"("message":{"mid":"b","text":"2"})") +
        "," + item(R"("message":{"mid":"a","text":"1"})") +
        R"(]},)"
        R"({"id":"99","messaging":[)" +
        item(R"("message":{"mid":"c","text":"3"})") +
        R"(]},)"
        R"({"id":"62","standby":[)" +
        item(R"("message":{"mid":"d","text":"4"})") + R"(],"messaging":[)" +
        item(R"("read":{"watermark":1})") +
        R"(]},)"
        R"({"time":1,"messaging":[)" +
        item(R"("message":{"mid":"e","text":"5"})") +
        R"(]},)"
        R"({"id":"61","changes":[{"field":"feed","value":{}},{"field":"inbox_labels"}]},)"
        R"({"id":"61"},7]})";
    std::vector<std::string> seen;
    for (const auto& event : events_of(body)) {
        seen.push_back(std::string(name_of(event.kind)) + ":" + event.name + ":" + event.message.text);
    }
    CHECK(seen == std::vector<std::string>{
                      "message:message:1", "message:message:2", "message:message:1",
                      "foreign:unknown_account:", "handover:standby:", "receipt:read:", "message:message:5",
                      "feed:changes:feed:", "tag:changes:inbox_labels:", "ignored:entry:",
                      "malformed:entry:"});
}

TEST_CASE("bodies that are no event of a Page are counted, never a fault", "[channel][messenger]") {
    struct Row {
        const char* why;
        const char* body;
        EventKind kind;
        const char* name;
    };
    const auto row = GENERATE(values<Row>({
        {"test button, bare", R"({"field":"messages","value":{"sender":{"id":"12334"}}})", EventKind::sample,
         "test_sample"},
        {"test button, old",
         R"({"entry":[{"changes":[{"field":"messages","value":{"page_id":"1"}}],"id":"0"}],"object":"page"})",
         EventKind::sample, "changes:messages"},
        {"test for a Page",
         R"({"object":"page","entry":[{"id":"0","messaging":[{"sender":{"id":"12334"},"message":{"text":"x"}}]}]})",
         EventKind::foreign, "unknown_account"},
        {"the guide's smoke test",
         R"({"object":"page","entry":[{"messaging":[{"message":"TEST_MESSAGE"}]}]})", EventKind::foreign,
         "unknown_account"},
        {"Instagram", R"({"object":"instagram","entry":[{"messaging":[]}]})", EventKind::foreign,
         "instagram"},
        {"another object", R"({"object":"user","entry":[{"uid":"1"}]})", EventKind::foreign, "object:user"},
        {"no entries", R"({"object":"page","entry":[]})", EventKind::ignored, "empty"},
        {"entry that is no list", R"({"object":"page","entry":{}})", EventKind::malformed, "entry"},
        {"messaging that is no list", R"({"object":"page","entry":[{"id":"61","messaging":7}]})",
         EventKind::ignored, "entry"},
        {"item that is no object", R"({"object":"page","entry":[{"id":"61","messaging":[7]}]})",
         EventKind::malformed, "item"},
        {"a visitor known by user_ref only",
         R"({"object":"page","entry":[{"id":"61","messaging":[{"sender":{"user_ref":"U"},"postback":{"title":"x"}}]}]})",
         EventKind::ignored, "postback"},
        {"an alarm needs no Page",
         R"({"object":"page","entry":[{"messaging":[{"policy_enforcement":{"action":"warning"}}]}]})",
         EventKind::alarm, "policy_enforcement"},
        {"no JSON", "<html>", EventKind::malformed, "body"},
        {"empty", "", EventKind::malformed, "body"},
        {"no object", "null", EventKind::malformed, "body"},
    }));
    INFO(row.why);
    const auto events = events_of(row.body);
    REQUIRE(events.size() == 1);
    CHECK(events[0].kind == row.kind);
    CHECK(events[0].name == row.name);
}
