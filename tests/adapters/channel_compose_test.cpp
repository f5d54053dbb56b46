// What is sent: exact JSON within each platform's limits, buttons that work or a list that can be read.
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

std::vector<json> parsed(const std::vector<OutgoingPart>& parts) {
    std::vector<json> bodies;
    for (const OutgoingPart& part : parts)
        bodies.push_back(json::parse(part.body));  // throws on invalid UTF-8
    return bodies;
}

std::vector<json> zalo(const std::vector<kb::Reply>& replies) {
    return parsed(zalo_parts(zalo_citizen, replies, false));
}
std::vector<json> page(const std::vector<kb::Reply>& replies) {
    return parsed(messenger_parts(page_citizen, replies));
}

std::vector<kb::Button> buttons(int count, const std::string& title) {
    std::vector<kb::Button> made;
    for (int i = 1; i <= count; ++i) made.push_back({title + std::to_string(i), "#m:" + std::to_string(i)});
    return made;
}

std::string long_text(int sentences) {
    std::string text;
    for (int i = 0; i < sentences; ++i)
        text += "H\u1ed3 s\u01a1 g\u1ed3m t\u1edd khai theo m\u1eabu, xem https://dichvucong.gov.vn/a. ";
    return text;
}

const json& zalo_buttons(const json& body) {
    return body.at("message").at("attachment").at("payload").at("buttons");
}

}  // namespace

TEST_CASE("a Zalo reply is exactly what the send API takes", "[channel][zalo]") {
    const auto parts = zalo_parts(
        zalo_citizen, {{"L\u1ec7 ph\u00ed \"x\"\n?", {{"Gi\u1ea5y t\u1edd", "#m:1:documents"}}}}, false);
    REQUIRE(parts.size() == 1);
    CHECK(parts[0].body ==
          "{\"recipient\":{\"user_id\":\"72\"},\"message\":{\"text\":\"L\u1ec7 ph\u00ed "
          "\\\"x\\\"\\n?\",\"attachment\":"
          "{\"type\":\"template\",\"payload\":{\"buttons\":[{\"title\":\"Gi\u1ea5y "
          "t\u1edd\",\"type\":\"oa.query.hide\","
          "\"payload\":\"#m:1:documents\"}]}}}}");
}

TEST_CASE("a Messenger reply is exactly what the Send API takes", "[channel][messenger]") {
    const auto parts = messenger_parts(page_citizen, {{"Ch\u00e0o", {{"L\u1ec7 ph\u00ed", "#m:1:fee"}}}});
    REQUIRE(parts.size() == 1);
    CHECK(
        parts[0].body ==
        "{\"recipient\":{\"id\":\"91\"},\"messaging_type\":\"RESPONSE\",\"message\":{\"text\":\"Ch\u00e0o\","
        "\"metadata\":\"" +
            messenger_reference(page_citizen, 0) +
            "\",\"quick_replies\":[{\"content_type\":\"text\",\"title\":\"L\u1ec7 ph\u00ed\","
            "\"payload\":\"#m:1:fee\"}]}}");
}

TEST_CASE("a long Zalo reply is split below the limit, with the buttons on its last part",
          "[channel][zalo]") {
    const auto bodies = zalo({{long_text(80), buttons(5, "N")}, {"Hai", {}}});
    REQUIRE(bodies.size() > 3);
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        const std::string text = bodies[i].at("message").at("text").get<std::string>();
        CHECK(length_of(text, LengthUnit::code_points) <= 1900);
        const bool whole_address = text.find("https://dichvucong.gov.vn/a") != std::string::npos;
        CHECK((whole_address || text == "Hai"));
        CHECK(bodies[i].at("message").contains("attachment") == (i + 2 == bodies.size()));
    }
}

TEST_CASE("more buttons than Zalo shows are also listed", "[channel][zalo]") {
    const auto bodies = zalo({{"Ch\u1ecdn:", buttons(7, "Nut ")}});
    REQUIRE(bodies.size() == 1);
    const std::string text = bodies[0].at("message").at("text").get<std::string>();
    CHECK(text.find("1. Nut 1\n") != std::string::npos);
    CHECK(text.find("7. Nut 7") != std::string::npos);
    CHECK(zalo_buttons(bodies[0]).size() == 5);
    CHECK(zalo_buttons(bodies[0]).at(0).at("title") == "1. Nut 1");
}

TEST_CASE("a title too long for Zalo is listed whole and shortened on the button", "[channel][zalo]") {
    const std::string title = std::string(150, 'x');
    const auto bodies = zalo({{"Ch\u1ecdn:", {{title, "#m:1"}, {"b", std::string(1001, 'p')}}}});
    REQUIRE(bodies.size() == 1);
    CHECK(bodies[0].at("message").at("text").get<std::string>().find(title) != std::string::npos);
    REQUIRE(zalo_buttons(bodies[0]).size() == 1);
    const std::string shown = zalo_buttons(bodies[0]).at(0).at("title").get<std::string>();
    CHECK(length_of(shown, LengthUnit::code_points) == 100);
}

TEST_CASE("an anonymous visitor of Zalo gets a list and both parts of the address", "[channel][zalo]") {
    const auto visitor = tests::envelope_of(intents::ChannelKind::zalo, tests::own_oa, "anonymous/7/c9");
    const auto bodies = parsed(zalo_parts(visitor, {{"Ch\u1ecdn:", buttons(2, "N")}}, false));
    REQUIRE(bodies.size() == 1);
    CHECK(bodies[0].at("recipient") == json{{"anonymous_id", "7"}, {"conversation_id", "c9"}});
    CHECK_FALSE(bodies[0].at("message").contains("attachment"));
    CHECK(bodies[0].at("message").at("text") == "Ch\u1ecdn:\n\n1. N1\n2. N2");
    CHECK(parsed(zalo_parts(zalo_citizen, {{"Ch\u1ecdn:", buttons(2, "N")}}, true))[0].at("message").at(
              "text") == "Ch\u1ecdn:\n\n1. N1\n2. N2");
}

TEST_CASE("a long Messenger reply is split by UTF-16 units, each part with its own reference",
          "[channel][messenger]") {
    std::string emoji;
    for (int i = 0; i < 1500; ++i) emoji += "\U0001F64F";
    const auto bodies = page({{long_text(80), {}}, {emoji, buttons(13, "N")}});
    std::set<std::string> references;
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        const json& message = bodies[i].at("message");
        CHECK(length_of(message.at("text").get<std::string>(), LengthUnit::utf16_units) <= 1900);
        CHECK(message.contains("quick_replies") == (i + 1 == bodies.size()));
        references.insert(message.at("metadata").get<std::string>());
    }
    CHECK(references.size() == bodies.size());
    CHECK(page({{long_text(80), {}}, {emoji, buttons(13, "N")}}) == bodies);
    auto other = page_citizen;
    other.message_id = "m2";
    CHECK(messenger_reference(other, 0) != messenger_reference(page_citizen, 0));
}

TEST_CASE("quick replies over the limits of Messenger are listed, numbered and shortened",
          "[channel][messenger]") {
    const auto bodies = page(
        {{"Ch\u1ecdn:",
          {{"C\u1ea5p l\u1ea1i b\u1eb1ng l\u00e1i xe h\u1ea1ng A1", "#m:1"}, {"\u0110\u1ed5i", "#m:2"}}}});
    REQUIRE(bodies.size() == 1);
    CHECK(bodies[0].at("message").at("text") ==
          "Ch\u1ecdn:\n\n1. C\u1ea5p l\u1ea1i b\u1eb1ng l\u00e1i xe h\u1ea1ng A1\n2. \u0110\u1ed5i");
    CHECK(bodies[0].at("message").at("quick_replies").at(0).at("title") ==
          "1. C\u1ea5p l\u1ea1i b\u1eb1ng l\u00e1i\u2026");
    CHECK(bodies[0].at("message").at("quick_replies").at(1).at("title") == "2. \u0110\u1ed5i");
    const auto many = page({{"Ch\u1ecdn:", buttons(20, "N")}});
    CHECK(many[0].at("message").at("quick_replies").size() == 13);
    CHECK(many[0].at("message").at("text").get<std::string>().find("20. N20") != std::string::npos);
    for (const auto& body : page({{"x", buttons(13, std::string(60, '\xc3') + "\xff")}})) {
        for (const auto& reply : body.at("message").at("quick_replies")) {
            CHECK(length_of(reply.at("title").get<std::string>(), LengthUnit::utf16_units) <= 20);
        }
    }
}

TEST_CASE("quick replies of an earlier bubble move to the last, where they do not vanish",
          "[channel][messenger]") {
    const auto bodies = page({{"M\u1ed9t", buttons(2, "A")}, {"Hai", buttons(1, "B")}});
    REQUIRE(bodies.size() == 2);
    CHECK_FALSE(bodies[0].at("message").contains("quick_replies"));
    CHECK(bodies[1].at("message").at("quick_replies").size() == 3);
}

TEST_CASE("nothing to say is no part, and buttons without a text are a list", "[channel]") {
    CHECK(zalo({}).empty());
    CHECK(page({}).empty());
    CHECK(zalo({{" \n", {}}}).empty());
    CHECK(page({{"", {}}}).empty());
    CHECK(zalo({{"", buttons(2, "N")}})[0].at("message").at("text") == "1. N1\n2. N2");
    CHECK(page({{"", buttons(2, "N")}})[0].at("message").at("text") == "1. N1\n2. N2");
}
