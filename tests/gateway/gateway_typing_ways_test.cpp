// The eight ways of typing: what each makes of a text, and that the normaliser finds its way back from keys and marks.
#include <catch2/catch.hpp>

#include "gateway/cli/typing_ways.hpp"
#include "intents/normalized_text.hpp"

using namespace motcua;
using gateway::typed;
using gateway::TypingWay;

TEST_CASE("a text is typed in each way as people would", "[gateway][ways]") {
    struct Row {
        const char* why;
        TypingWay way;
        const char* text;
        const char* typed;
    };
    const auto row = GENERATE(values<Row>({
        {"nothing changes", TypingWay::as_written, "Mất giấy khai sinh?", "Mất giấy khai sinh?"},
        {"letters only", TypingWay::no_diacritics, "Mất giấy đăng ký ở đâu?", "mat giay dang ky o dau?"},
        {"shape behind its letter, tone at the end", TypingWay::telex_keys, "mất đường tưởng", "maats dduwowngf tuwowngr"},
        {"figures for shapes and tones", TypingWay::vni_keys, "mất đường ăn", "ma6t1 d9u7o7ng2 a8n"},
        {"chat words", TypingWay::chat_words, "không biết làm gì được không", "k bít lm j dc k"},
        {"a chat word only as a whole word", TypingWay::chat_words, "gìn giữ", "gìn giữ"},
        {"every third word as a region spells it", TypingWay::regional, "em trông nhà trẻ sáng nay", "em chông nhà trẻ xáng nay"},
        {"a text without letters stays", TypingWay::vni_keys, "113 ?!", "113 ?!"},
        {"nothing is nothing", TypingWay::slips, "", ""},
    }));
    INFO(row.why);
    CHECK(typed(row.text, row.way) == row.typed);
}

TEST_CASE("capitals with separate marks are the same text to the normaliser", "[gateway][ways]") {
    const std::string text = "Đường sữa ướt, kỹ thuật ở Lào Cai";
    CHECK(typed(text, TypingWay::decomposed) != text);
    CHECK(intents::normalize(typed(text, TypingWay::decomposed)).accented() == intents::normalize(text).accented());
}

TEST_CASE("slips touch every fifth word and leave short ones alone", "[gateway][ways]") {
    const std::string text = "giấy giấy giấy chứng giấy giấy giấy giấy chứng";
    const std::string made = typed(text, TypingWay::slips);
    CHECK(made != text);
    CHECK(made.starts_with("giấy giấy giấy "));
    CHECK_FALSE(made.starts_with("giấy giấy giấy chứng"));
    CHECK(typed("ơi à", TypingWay::slips) == "ơi à");
    CHECK(typed(text, TypingWay::slips) == made);
}

TEST_CASE("diacritics are seen", "[gateway][ways]") {
    CHECK(gateway::has_diacritics("giay khai sinh đâu"));
    CHECK_FALSE(gateway::has_diacritics("giay khai sinh dau 113"));
    CHECK_FALSE(gateway::has_diacritics("\xff\xfe"));
}
