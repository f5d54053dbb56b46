// Where a long text is cut.
#include "knowledge-base/excerpt.hpp"

#include <catch2/catch.hpp>

namespace motcua::tests {

TEST_CASE("a text that fits stays whole, in one line", "[kb][excerpt]") {
    CHECK(kb::excerpt("Một câu.\n\tHai câu. ", 40) == "Một câu. Hai câu.");
    CHECK(kb::excerpt("", 40).empty());
    CHECK(kb::excerpt("đúng chín", 9) == "đúng chín");
}

TEST_CASE("a long text is cut at the end of a sentence, else of a word, else anywhere", "[kb][excerpt]") {
    CHECK(kb::excerpt("Câu thứ nhất. Câu thứ hai dài hơn.", 20) == "Câu thứ nhất. …");
    CHECK(kb::excerpt("một hai ba bốn năm sáu bảy", 14) == "một hai ba…");
    CHECK(kb::excerpt("đđđđđđđđđđ", 6) == "đđđđ…");
}

TEST_CASE("an excerpt never exceeds its limit and never cuts a character", "[kb][excerpt]") {
    std::string text;
    for (int i = 0; i < 60; ++i) text += i % 7 == 6 ? "hết. " : "chữ ";
    for (std::size_t most = 2; most < kb::characters_in(text) - 2; ++most) {
        const auto cut = kb::excerpt(text, most);
        INFO(most << ": " << cut);
        CHECK(kb::characters_in(cut) <= most);
        CHECK((cut.empty() || (static_cast<unsigned char>(cut.front()) & 0xC0U) != 0x80U));
        CHECK(cut.find("\xE2\x80\xA6") != std::string::npos);
    }
}

}  // namespace motcua::tests
