// Long replies are cut where a reader would pause, and nothing is lost.
#include <catch2/catch.hpp>

#include "adapters/numbered_choices.hpp"
#include "adapters/text_splitter.hpp"

using namespace motcua::adapters;

namespace {

std::string without_space(const std::string& text) {
    std::string kept;
    for (const char letter : text) {
        if (letter != ' ' && letter != '\n') kept += letter;
    }
    return kept;
}

std::string times_over(const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

}  // namespace

TEST_CASE("a text is cut at the best place within the limit", "[channel]") {
    struct Row {
        const char* why;
        std::string text;
        std::vector<std::string> parts;
    };
    const auto row = GENERATE(values<Row>({
        {"short enough", "Xin ch\u00e0o.", {"Xin ch\u00e0o."}},
        {"nothing", " \n ", {}},
        {"paragraph before sentence",
         "M\u1ed9t hai ba b\u1ed1n.\n\nN\u0103m. S\u00e1u b\u1ea3y t\u00e1m.",
         {"M\u1ed9t hai ba b\u1ed1n.", "N\u0103m. S\u00e1u b\u1ea3y t\u00e1m."}},
        {"sentence before word",
         "M\u1ed9t hai ba b\u1ed1n. N\u0103m s\u00e1u b\u1ea3y t\u00e1m ch\u00edn",
         {"M\u1ed9t hai ba b\u1ed1n.", "N\u0103m s\u00e1u b\u1ea3y t\u00e1m ch\u00edn"}},
        {"word before grapheme",
         "m\u1ed9t hai ba b\u1ed1n n\u0103m s\u00e1u b\u1ea3y t\u00e1m",
         {"m\u1ed9t hai ba b\u1ed1n n\u0103m s\u00e1u", "b\u1ea3y t\u00e1m"}},
        {"a number is no end of a sentence",
         "M\u1ed9t hai ba n\u0103m\n12. B\u1ed1n n\u0103m s\u00e1u",
         {"M\u1ed9t hai ba n\u0103m", "12. B\u1ed1n n\u0103m s\u00e1u"}},
        {"never inside an address",
         "xem t\u1ea1i https://a.vn/b.c?d=e nh\u00e9",
         {"xem t\u1ea1i", "https://a.vn/b.c?d=e nh\u00e9"}},
    }));
    INFO(row.why);
    CHECK(split_text(row.text, {LengthUnit::code_points, 26}) == row.parts);
}

TEST_CASE("parts are within the limit, lose only white space and split no letter", "[channel]") {
    const std::string family = "\U0001F468\u200D\U0001F469\u200D\U0001F467";
    const std::string zalgo = "a" + times_over("\u0301\u0316", 60);
    const std::vector<std::string> texts{
        times_over("H\u1ed3 s\u01a1 g\u1ed3m t\u1edd khai theo m\u1eabu. L\u1ec7 ph\u00ed: 500.000 "
                 "\u0111\u1ed3ng.\n",
                 40),
        times_over(family, 100),
        times_over("\u1ec7", 500),
        times_over("e\u0323\u0302 ", 400),
        zalgo + " " + zalgo,
        "https://dichvucong.gov.vn/" + times_over("x", 300),
        times_over("1. T\u1edd khai\n2. B\u1ea3n sao\n", 60),
    };
    for (const auto unit : {LengthUnit::code_points, LengthUnit::utf16_units}) {
        for (const std::string& text : texts) {
            std::string joined;
            for (const std::string& part : split_text(text, {unit, 50})) {
                CHECK(length_of(part, unit) <= 50);
                CHECK_FALSE(part.empty());
                CHECK(part.find("\uFFFD") == std::string::npos);
                joined += part;
            }
            CHECK(without_space(joined) == without_space(sendable(text)));
        }
    }
    for (const std::string& part : split_text(times_over(family, 100), {LengthUnit::utf16_units, 50})) {
        CHECK(part.size() % family.size() == 0);
    }
}

TEST_CASE("what is sent is NFC, well formed and without control characters", "[channel]") {
    CHECK(sendable("e\u0323\u0302") == "\u1ec7");
    CHECK(sendable("a\xff") == "a\uFFFD");
    CHECK(sendable(std::string("a\0\x07\rb\tc\n", 8)) == "ab c");
}

TEST_CASE("a title that is too long ends in an ellipsis after a whole letter", "[channel]") {
    const TextLimit limit{LengthUnit::utf16_units, 20};
    CHECK(shortened("C\u1ea5p l\u1ea1i", limit) == "C\u1ea5p l\u1ea1i");
    CHECK(shortened("1. C\u1ea5p l\u1ea1i b\u1eb1ng l\u00e1i xe", limit) ==
          "1. C\u1ea5p l\u1ea1i b\u1eb1ng l\u00e1i\u2026");
    CHECK(shortened(times_over("\U0001F64F", 30), limit) == times_over("\U0001F64F", 9) + "\u2026");
}

TEST_CASE("buttons that cannot be sent are left out, the others can be listed", "[channel]") {
    const auto usable =
        usable_buttons({{"A", "#m:a"}, {"", "#m:b"}, {"C", ""}, {"D", std::string(1001, 'x')}});
    REQUIRE(usable.size() == 1);
    CHECK(with_numbered_choices("Ch\u1ecdn:", {{"M\u1ed9t", "#m:1"}, {"Hai", "#m:2"}}) ==
          "Ch\u1ecdn:\n\n1. M\u1ed9t\n2. Hai");
}
