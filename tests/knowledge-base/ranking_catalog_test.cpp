// Vocabulary, catalog and query: words to numbers, rarity, slips, gaps, what a question weighs.
#include <catch2/catch.hpp>

#include "knowledge-base/tone.hpp"
#include "tests/knowledge-base/ranking_town.hpp"

using namespace motcua;
using namespace motcua::tests;

TEST_CASE("a vocabulary gives each word one number and keeps it", "[ranking]") {
    kb::Vocabulary words;
    const auto khai = words.intern("khai");
    const auto sinh = words.intern("sinh");
    CHECK(khai != sinh);
    CHECK(words.intern("khai") == khai);
    CHECK(words.find("sinh") == sinh);
    CHECK_FALSE(words.find("tử"));
    CHECK(words.text(sinh) == "sinh");
    CHECK(words.size() == 2);
    CHECK(kb::pair_of(khai, sinh) != kb::pair_of(sinh, khai));
}

TEST_CASE("a tone is taken off, the letters stay", "[ranking]") {
    struct Row {
        const char* accented;
        const char* toneless;
    };
    const auto row = GENERATE(values<Row>({{"thuế", "thuê"}, {"thuệ", "thuê"}, {"thuê", "thuê"}, {"thu", "thu"},
                                           {"đường", "đương"}, {"mặt", "măt"}, {"mất", "mât"}, {"ỷ", "y"}, {"", ""}}));
    CHECK(kb::without_tone(row.accented) == row.toneless);
}

TEST_CASE("the catalog leaves out what is quarantined and words for unknown codes", "[ranking]") {
    const auto catalog = town_catalog();
    CHECK(catalog.entries().size() == 7);  // six procedures and one gap
    CHECK_FALSE(catalog.find("1.000007"));
    CHECK_FALSE(catalog.find("1.777777"));
    CHECK_FALSE(catalog.words().find("vuon"));
    REQUIRE(catalog.find(birth));
    CHECK(catalog.find(birth)->short_name == "Đăng ký khai sinh");
    CHECK(catalog.find(birth)->alias_count == 2);
    CHECK(catalog.find(licence_again)->short_name == "Cấp lại giấy phép lái xe");  // nobody wrote a shorter one
}

TEST_CASE("a topic outside this base is an entry that tells who handles it", "[ranking]") {
    const auto catalog = town_catalog();
    REQUIRE(catalog.gaps().size() == 1);  // one without phrases cannot be found and is none
    const auto& gap = catalog.entries()[catalog.gaps()[0]];
    CHECK(gap.code == "out.luong-huu");
    CHECK(gap.outside == "Do cơ quan bảo hiểm xã hội giải quyết.");
    CHECK(catalog.find(birth)->outside.empty());
    CHECK(ranked_codes(catalog, "lãnh lương hưu ở đâu").front() == "out.luong-huu");
}

TEST_CASE("the rarer a word, the heavier; an unknown one is heaviest", "[ranking]") {
    const auto catalog = town_catalog();
    const auto rarity = [&catalog](const char* word) { return catalog.rarity(*catalog.words().find(word)); };
    CHECK(rarity("ky") < rarity("sinh"));     // four entries, two entries
    CHECK(rarity("xe") < rarity("bang"));     // two entries, one entry
    CHECK(rarity("bang") < catalog.unknown_rarity());
    CHECK(rarity("ky") > 0);
    CHECK(catalog.rarity(1'000'000) == 0);
    const auto pair = [&](const char* a, const char* b) {
        return catalog.pair_rarity(kb::pair_of(*catalog.words().find(a), *catalog.words().find(b)));
    };
    CHECK(pair("khai", "sinh") > 0);
    CHECK(pair("sinh", "khai") == 0);
}

TEST_CASE("levels and foreigners are read from the record", "[ranking]") {
    const auto catalog = town_catalog();
    const auto levels = [&catalog](const char* code) { return catalog.find(code)->levels; };
    CHECK(levels(birth) == static_cast<unsigned>(kb::Level::commune));
    CHECK(levels(tax) == (static_cast<unsigned>(kb::Level::commune) | static_cast<unsigned>(kb::Level::province)));
    CHECK(levels(rent) == static_cast<unsigned>(kb::Level::ministry));
    CHECK(catalog.find(foreign_birth)->foreign);
    CHECK_FALSE(catalog.find(birth)->foreign);
}

TEST_CASE("a slip of one letter finds the word that was meant", "[ranking]") {
    struct Row {
        const char* why;
        const char* typed;
        const char* meant;  // empty: none
    };
    const auto row = GENERATE(values<Row>({
        {"a letter left out", "sih", "sinh"},
        {"a letter too many", "sinnh", "sinh"},
        {"another letter", "phet", "phep"},
        {"the first letter is seldom missed", "xinh", ""},
        {"too short to tell", "ky", ""},
        {"too far", "sxyh", ""},
        {"longer than any syllable", "nghienggggggg", ""},
    }));
    INFO(row.why << ": " << row.typed);
    const auto catalog = town_catalog();
    const auto nearest = catalog.nearest(row.typed);
    CHECK((nearest ? catalog.words().text(*nearest) : "") == row.meant);
}

TEST_CASE("a question weighs its content words, not its politeness or the part it asks", "[ranking]") {
    const auto catalog = town_catalog();
    const auto query = asked(catalog, "dạ cho em hỏi khai sinh cần giấy tờ gì ạ");
    CHECK(query.content_words == 2);
    CHECK(query.facets == std::vector<intents::Facet>{intents::Facet::documents});
    CHECK(query.codes.empty());
    CHECK(asked(catalog, "khai sinh").mass > 0);
    CHECK(asked(catalog, "khai sinh ạ").mass < asked(catalog, "khai sinh nhà").mass);
    CHECK(asked(catalog, "zzzz").unknown_mass > 0);
    CHECK(asked(catalog, "khai sinh").unknown_mass == 0);
    CHECK(asked(catalog, "").words.empty());
}

TEST_CASE("codes and law numbers of a question are kept apart", "[ranking]") {
    const auto query = asked(town_catalog(), "thủ tục 1.000001 theo 60/2014/QH13");
    CHECK(query.codes == std::vector<std::string>{"1.000001", "60/2014/qh13"});
    CHECK(kb::is_procedure_code("1.001193"));
    for (const char* other : {"", "1.00119", "1.0011933", "11001193", "x.001193", "1.00119x", "1,001193"}) {
        INFO(other);
        CHECK_FALSE(kb::is_procedure_code(other));
    }
}

TEST_CASE("the index is asked for the rarest words and pairs, within the limit", "[ranking]") {
    const auto catalog = town_catalog();
    const auto query = asked(catalog, "đăng ký khai sinh em bé ở xã nhà công vụ");
    const auto all = query.for_index(catalog, 100);
    const auto few = query.for_index(catalog, 3);
    CHECK(all.words.size() > 3);
    REQUIRE(few.words.size() == 3);
    CHECK(few.pairs.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) CHECK(few.words[i].token == all.words[i].token);
    for (std::size_t i = 1; i < all.words.size(); ++i) CHECK(all.words[i - 1].weight >= all.words[i].weight);
    const auto pairs = asked(catalog, "khai sinh").for_index(catalog, 5).pairs;
    REQUIRE(pairs.size() == 1);
    CHECK(pairs[0].token == "khai_sinh");
}
