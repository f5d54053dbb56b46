// The caps of the normaliser: work that stays bounded whatever is sent. Counts what is made, not time.
#include <catch2/catch.hpp>
#include <random>

#include "intents/normalized_text.hpp"
#include "intents/text/composition.hpp"
#include "intents/text/readings.hpp"
#include "intents/text/segmentation.hpp"
#include "intents/text/text_pieces.hpp"

namespace motcua::tests {
namespace {

std::string repeated(const std::string& text, std::size_t times) {
    std::string all;
    all.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}

/// How many code points follow one another that are marks U+0300..U+036F.
std::size_t longest_run_of_marks(const std::string& utf8) {
    std::size_t longest = 0;
    std::size_t run = 0;
    for (std::size_t i = 0; i + 1 < utf8.size(); ++i) {
        const auto byte = static_cast<unsigned char>(utf8[i]);
        if (byte == 0xCC || byte == 0xCD) {
            longest = std::max(longest, ++run);
            ++i;
        } else {
            run = 0;
        }
    }
    return longest;
}

}  // namespace

TEST_CASE("at most 4,000 code points and four marks a letter are read", "[text]") {
    struct Row {
        const char* why;
        std::string text;
        std::size_t most_pieces;
    };
    const auto row = GENERATE(values<Row>({
        {"200,000 marks on one letter", "a" + repeated("\u0301", 200000), 5},
        {"200,000 marks on nothing", repeated("\u0327", 200000), 4},
        {"marks of falling classes, which ICU would sort", "a" + repeated("\u0301\u0323\u031B", 100000), 5},
        {"a megabyte of letters", std::string(1 << 20, 'b'), 4000},
        {"a megabyte of no UTF-8", std::string(1 << 20, '\xff'), 0},
    }));
    INFO(row.why);
    const auto read = intents::read_pieces(row.text);
    CHECK(read.pieces.size() <= row.most_pieces);
    CHECK(intents::compose(read.pieces).pieces.size() <= row.most_pieces);
    CHECK(intents::normalize(row.text).folded().size() <= 4000);
}

TEST_CASE("the longest expansion of Unicode stays bounded", "[text]") {
    // U+FDFA is one code point and decomposes to eighteen.
    const auto text = intents::normalize(repeated("\uFDFA", 10000));
    CHECK(text.accented().size() < 4000 * 18 * 4);
}

TEST_CASE("to_nfc never hands ICU more than thirty marks in a row", "[text]") {
    const auto composed = intents::to_nfc("a" + repeated("\u0323\u0301\u031B", 100000) + "b");
    CHECK(longest_run_of_marks(composed) <= 30);
    CHECK(composed.size() < 100);
}

TEST_CASE("a word without blanks is taken apart in bounded work", "[text]") {
    const std::string endless = repeated("an", 24);  // 48 letters, every cut possible
    CHECK(intents::segmentations(endless, 3).size() <= 3);
    CHECK(intents::segment_folded(repeated("khai", 5000)).empty());
}

TEST_CASE("any bytes give a bounded text whose tokens lie inside them", "[text]") {
    std::mt19937 random(20251125);
    const std::vector<std::string> parts{"\u0302", "\u0301", "a", "ê", "®", "ö", "ï", "^", "'", "\xE1\xBB", "Ä‘", "\u200B", "1", ".",
                                         "/", " ", "\xff", "đ", "а", "\U0001F170", "w", "dd", "uo", "\u00AD", "ng", "ﷺ", "\U0001F1FB"};
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        const auto length = random() % 40;
        for (std::size_t i = 0; i < length; ++i) text += parts[random() % parts.size()];
        const auto normalized = intents::normalize(text);
        INFO(text);
        std::uint32_t last = 0;
        for (const auto& token : normalized.tokens()) {
            REQUIRE(token.begin >= last);
            REQUIRE(token.end > token.begin);
            REQUIRE(token.end <= text.size());
            REQUIRE_FALSE(token.folded.empty());
            REQUIRE(intents::readings_of(token).size() <= 8);
            last = token.begin;  // one code point may make several words
        }
    }
}

}  // namespace motcua::tests
