// The platforms' limits on what is sent, each at the limit and one over.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "adapters/messenger/messenger_compose.hpp"
#include "adapters/text_splitter.hpp"
#include "adapters/zalo/zalo_compose.hpp"
#include "tests/adapters/channel_fakes.hpp"

using namespace motcua;
using namespace motcua::adapters;
using nlohmann::json;
using tests::page_citizen;
using tests::zalo_citizen;

namespace {

std::vector<json> sent(bool on_zalo, const kb::Reply& reply) {
    const auto parts = on_zalo ? zalo_parts(zalo_citizen, {reply}, false) : messenger_parts(page_citizen, {reply});
    std::vector<json> bodies;
    for (const OutgoingPart& part : parts) bodies.push_back(json::parse(part.body));
    return bodies;
}

std::string repeated(const std::string& letter, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += letter;
    return text;
}

std::string text_of(const json& body) { return body.at("message").at("text").get<std::string>(); }

const json& buttons_of(bool on_zalo, const json& body) {
    const json& message = body.at("message");
    return on_zalo ? message.at("attachment").at("payload").at("buttons") : message.at("quick_replies");
}

std::vector<kb::Button> buttons(std::size_t count, const std::string& title = "N") {
    return std::vector<kb::Button>(count, kb::Button{title, "#m:1"});
}

}  // namespace

TEST_CASE("a text is counted in UTF-16 units, the most that either platform may count", "[channel]") {
    struct Row {
        const char* why;
        std::string text;
        std::size_t parts;
    };
    const auto row = GENERATE(values<Row>({
        {"ASCII at the limit", repeated("a", 1900), 1},
        {"ASCII, one over", repeated("a", 1901), 2},
        {"three bytes a letter count as one", repeated("\u1ec7", 1900), 1},
        {"three bytes a letter, one over", repeated("\u1ec7", 1901), 2},
        {"letter and marks are one unit once composed", repeated("e\u0323\u0302", 1900), 1},
        {"letter and marks, one over", repeated("e\u0323\u0302", 1901), 2},
        {"an emoji counts twice", repeated("\U0001F64F", 950), 1},
        {"emoji, one over", repeated("\U0001F64F", 951), 2},
    }));
    const bool on_zalo = GENERATE(true, false);
    INFO(row.why << (on_zalo ? ", Zalo" : ", Messenger"));
    const auto bodies = sent(on_zalo, {row.text, {}});
    CHECK(bodies.size() == row.parts);
    std::string whole;
    for (const json& body : bodies) {
        CHECK(length_of(text_of(body), LengthUnit::utf16_units) <= 1900);
        whole += text_of(body);
    }
    CHECK(whole == sendable(row.text));  // nothing is lost at a cut
}

TEST_CASE("more buttons than a platform takes become a list, and no more are sent", "[channel]") {
    struct Row {
        const char* why;
        bool on_zalo;
        std::size_t given;
        std::size_t clickable;
        bool listed;
    };
    const auto row = GENERATE(values<Row>({
        {"Zalo, at the limit", true, 5, 5, false},
        {"Zalo, one over", true, 6, 5, true},
        {"Messenger, at the limit", false, 13, 13, false},
        {"Messenger, one over", false, 14, 13, true},
    }));
    INFO(row.why);
    const auto bodies = sent(row.on_zalo, {"Ch\u1ecdn:", buttons(row.given)});
    REQUIRE(bodies.size() == 1);
    CHECK(buttons_of(row.on_zalo, bodies[0]).size() == row.clickable);
    const std::string last_line = std::to_string(row.given) + ". N";
    CHECK((text_of(bodies[0]).find(last_line) != std::string::npos) == row.listed);
}

TEST_CASE("a title over the limit is listed whole and shortened on its button", "[channel]") {
    struct Row {
        const char* why;
        bool on_zalo;
        std::string title;
        bool listed;
    };
    const auto row = GENERATE(values<Row>({
        {"Zalo, at the limit", true, repeated("\u1ec7", 100), false},
        {"Zalo, one over", true, repeated("\u1ec7", 101), true},
        {"Zalo, emoji at the limit", true, repeated("\U0001F64F", 50), false},
        {"Zalo, emoji one over", true, repeated("\U0001F64F", 51), true},
        {"Messenger, at the limit", false, repeated("\u1ec7", 20), false},
        {"Messenger, one over", false, repeated("\u1ec7", 21), true},
        {"Messenger, emoji at the limit", false, repeated("\U0001F64F", 10), false},
        {"Messenger, emoji one over", false, repeated("\U0001F64F", 11), true},
    }));
    INFO(row.why);
    const auto bodies = sent(row.on_zalo, {"Ch\u1ecdn:", {{row.title, "#m:1"}}});
    REQUIRE(bodies.size() == 1);
    const std::string shown = buttons_of(row.on_zalo, bodies[0]).at(0).at("title").get<std::string>();
    CHECK(length_of(shown, LengthUnit::utf16_units) <= (row.on_zalo ? 100 : 20));
    CHECK((shown == row.title) == !row.listed);
    CHECK((text_of(bodies[0]) == "Ch\u1ecdn:") == !row.listed);
    CHECK((text_of(bodies[0]).find(row.title) != std::string::npos) == row.listed);
}

TEST_CASE("a payload of 1,000 characters is sent, a longer one is no button", "[channel]") {
    const bool on_zalo = GENERATE(true, false);
    const auto fits = sent(on_zalo, {"Ch\u1ecdn:", {{"N", std::string(1000, 'p')}}});
    CHECK(buttons_of(on_zalo, fits.at(0)).at(0).at("payload") == std::string(1000, 'p'));
    const auto over = sent(on_zalo, {"Ch\u1ecdn:", {{"N", std::string(1001, 'p')}}});
    CHECK_FALSE(over.at(0).at("message").contains("quick_replies"));
    CHECK_FALSE(over.at(0).at("message").contains("attachment"));
}

TEST_CASE("a part's reference is its metadata, and far below Messenger's 1,000 characters", "[channel][messenger]") {
    auto person = page_citizen;
    person.sender = std::string(255, '9');
    person.message_id = std::string(255, 'm');
    const auto parts = messenger_parts(person, {{repeated("a", 4000), {}}});
    REQUIRE(parts.size() == 3);
    for (const OutgoingPart& part : parts) {
        CHECK(json::parse(part.body).at("message").at("metadata") == part.reference);
        CHECK(part.reference.size() < 100);
    }
    CHECK(zalo_parts(zalo_citizen, {{"Ch\u00e0o", {}}}, false).at(0).reference.empty());  // its echo brings nothing back
}
