// JSON off the wire: bounds, lenient texts, exact numbers, and texts that go back out.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "adapters/incoming_event.hpp"
#include "adapters/wire_json.hpp"

using namespace motcua::adapters;

TEST_CASE("a text off the wire keeps its bytes and loses no meaning", "[channel]") {
    struct Row {
        const char* why;
        std::string json;
        std::string text;
    };
    const auto row = GENERATE(values<Row>({
        {"escapes", R"("a\"\\\/\b\f\n\r\tz")", "a\"\\/\b\f\n\r\tz"},
        {"lower and upper case hexadecimal", R"("\u1ec7\u1EC7")", "\u1ec7\u1ec7"},
        {"surrogate pair", R"("\ud83d\ude4f")", "\U0001F64F"},
        {"lone high surrogate", R"("a\ud83dz")", "a\uFFFDz"},
        {"lone low surrogate", R"("\ude4f")", "\uFFFD"},
        {"high surrogate before another escape", R"("\ud83d\u0041")",
         "\uFFFD"
         "A"},
        {"two high surrogates and a low one", R"("\ud83d\ud83d\ude4f")", "\uFFFD\U0001F64F"},
        {"NUL", R"("a\u0000b")", std::string("a\0b", 3)},
        {"decomposed letters stay so", "\"e\u0323\u0302\"", "e\u0323\u0302"},
        {"ill-formed bytes stay for the normaliser", "\"a\xff\xfe\"", "a\xff\xfe"},
        {"byte order mark", "\xEF\xBB\xBF\"x\"", "x"},
    }));
    INFO(row.why);
    const auto node = read_wire_json(row.json);
    REQUIRE(node);
    CHECK(node->string() == row.text);
}

TEST_CASE("an id keeps every digit, whether text or number", "[channel]") {
    const auto node = read_wire_json(
        R"({"a":"00123","b":360846524940903967,"c":18446744073709551616123,"d":1.7e12,"e":-5,"f":null,"g":[1],"h":true})");
    REQUIRE(node);
    CHECK((*node)["a"].id() == "00123");
    CHECK((*node)["b"].id() == "360846524940903967");
    CHECK((*node)["c"].id() == "18446744073709551616123");
    for (const char* other : {"d", "e", "f", "g", "h", "absent"}) CHECK((*node)[other].id().empty());
    CHECK((*node)["g"]["deeper"]["still"].string().empty());
}

TEST_CASE("of two members with one name the last counts, as in the signature", "[channel]") {
    const std::string body = R"({"t":"1","x":{"t":"9"},"t":"2"})";
    CHECK((*read_wire_json(body))["t"].id() == "2");
    CHECK((*read_top_level(body, {"t"}))[0] == "2");
}

TEST_CASE("what is no JSON, too deep or too much is nothing, and no crash", "[channel]") {
    struct Row {
        const char* why;
        std::string json;
    };
    std::string many = "[0";
    for (std::size_t i = 0; i < max_wire_nodes; ++i) many += ",0";
    const auto row = GENERATE_COPY(values<Row>({
        {"empty", ""},
        {"white space", " \n"},
        {"half an object", R"({"a":1)"},
        {"half a text", R"("abc)"},
        {"half an escape", R"("\u12)"},
        {"not hexadecimal", R"("\u12g4")"},
        {"unknown escape", R"("\x")"},
        {"trailing comma", "[1,]"},
        {"two values", "1 2"},
        {"bare word", "nul"},
        {"minus alone", "-"},
        {"33 levels", std::string(33, '[') + std::string(33, ']')},
        {"a million levels", std::string(1'000'000, '[')},
        {"a million objects", "{\"a\":" + std::string(1'000'000, '{')},
        {"too many values", many + "]"},
    }));
    INFO(row.why);
    CHECK_FALSE(read_wire_json(row.json));
    CHECK_FALSE(read_top_level(row.json, {"a"}));
    CHECK(read_wire_json(std::string(32, '[') + std::string(32, ']')));
}

TEST_CASE("a quoted text is valid JSON of valid UTF-8, whatever it was", "[channel]") {
    for (const std::string& text :
         {std::string("l\u1ec7 ph\u00ed \"x\" \\ \n\t\x01\x7f"), std::string("a\xff\xc3"),
          std::string("\xed\xa0\x80"), std::string("a\0b", 3), std::string("\U0001F64F")}) {
        const auto parsed = nlohmann::json::parse(json_quoted(text), nullptr, false);
        REQUIRE(parsed.is_string());
        const bool well_formed =
            text.find('\xff') == std::string::npos && text.find('\xed') == std::string::npos;
        if (well_formed)
            CHECK(parsed.get<std::string>() == text);
        else
            CHECK(parsed.get<std::string>().find("\uFFFD") != std::string::npos);
    }
}

TEST_CASE("times in seconds and in milliseconds become milliseconds", "[channel]") {
    CHECK(time_from("1699003881354").count() == 1699003881354);
    CHECK(time_from("1527459824").count() == 1527459824000);
    CHECK(time_from("154390853474").count() == 154390853474);
    for (const char* bad : {"", "x", "-1", "1e3", "99999999999999999999", "1699003881354 "}) {
        CHECK(time_from(bad).count() == 0);
    }
}

TEST_CASE("a label holds nothing that a metric cannot", "[channel]") {
    CHECK(label_of("user_send_text") == "user_send_text");
    CHECK(label_of("x{y=\"z\"}\n") == "x_y__z___");
    CHECK(label_of(std::string(200, 'a')).size() == 64);
    CHECK(label_of("") == "unnamed");
}

TEST_CASE("an id that is absent or too long is replaced by a digest that stays the same", "[channel]") {
    CHECK(stable_message_id("m_1", "raw") == "m_1");
    CHECK(stable_message_id("", "raw") == stable_message_id("", "raw"));
    CHECK(stable_message_id("", "raw") != stable_message_id("", "raw "));
    CHECK(stable_message_id("", "raw").substr(0, 2) == "h:");
    CHECK(stable_message_id(std::string(256, 'x'), "raw").size() == 66);
}
