// The word lists of intents/lexicon: well-formed, no key twice, nothing that the code could do by itself.
#include <catch2/catch.hpp>
#include <map>

#include "intents/normalized_text.hpp"
#include "intents/text/lexicon_text.hpp"
#include "intents/text/segmentation.hpp"
#include "intents/text/syllable.hpp"
#include "intents/text/telex.hpp"

namespace motcua::tests {
namespace {

using intents::for_each_lexicon_line;
using intents::normalize;
using intents::trimmed;

}  // namespace

TEST_CASE("every abbreviation is one word with meanings that are spelled out", "[text][lexicon]") {
    std::map<std::string, std::string> seen;
    for_each_lexicon_line("/abbreviations.txt", [&seen](std::string_view line) {
        INFO(line);
        const auto equals = line.find('=');
        REQUIRE(equals != std::string_view::npos);
        const auto key = normalize(line.substr(0, equals));
        REQUIRE(key.tokens().size() == 1);
        CHECK(key.accented() == trimmed(line.substr(0, equals)));  // lower case, no signs
        CHECK(seen.emplace(key.accented(), std::string(line)).second);
        const auto meaning = normalize(line.substr(equals + 1));
        CHECK_FALSE(meaning.empty());
        // What only lacks its accents is found by its folded form; a line here would say nothing.
        CHECK(meaning.folded() != key.folded());
    });
    CHECK(seen.size() >= 350);
}

TEST_CASE("meanings are made of syllables, but for what has no other name", "[text][lexicon]") {
    for_each_lexicon_line("/abbreviations.txt", [](std::string_view line) {
        INFO(line);
        const auto meaning = normalize(line.substr(line.find('=') + 1));
        for (const auto& token : meaning.tokens()) {
            const bool number = token.folded.find_first_not_of("0123456789") == std::string::npos;
            CHECK((number || token.folded == "facebook" || intents::is_syllable(token.accented)));
        }
    });
}

TEST_CASE("the English list holds only words that would be misread", "[text][lexicon]") {
    std::size_t words = 0;
    std::size_t needed = 0;
    for_each_lexicon_line("/english.txt", [&](std::string_view line) {
        const auto listed = normalize(line);
        for (const auto& token : listed.tokens()) {
            ++words;
            INFO(token.folded);
            CHECK(token.folded == token.accented);
            CHECK_FALSE(intents::is_syllable_shape(token.folded));
            const bool keys = intents::decoded_telex(token.folded).has_value();
            needed += keys || !intents::segment_folded(token.folded).empty() ? 1 : 0;
        }
    });
    CHECK(words >= 250);
    CHECK(needed * 10 >= words * 8);  // the rest would be respelled ("fan" to "phan")
}

}  // namespace motcua::tests
