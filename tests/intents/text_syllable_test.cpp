// The syllables of Vietnamese by rule, the places of tones, and keys by sound.
#include <catch2/catch.hpp>

#include "intents/text/phonetic_key.hpp"
#include "intents/text/syllable.hpp"

namespace motcua::tests {

using intents::is_syllable;
using intents::is_syllable_shape;
using intents::phonetic_key;
using intents::split_syllable;

TEST_CASE("syllables divide into onset, nucleus, coda and tone", "[text]") {
    struct Row {
        const char* syllable;
        const char* onset;
        const char* nucleus;
        const char* coda;
        intents::Tone tone;
    };
    using intents::Tone;
    const auto row = GENERATE(values<Row>({
        {"nghiêng", "ngh", "iê", "ng", Tone::none},
        {"quyền", "qu", "yê", "n", Tone::grave},
        {"quốc", "qu", "ô", "c", Tone::acute},
        {"giấy", "gi", "â", "y", Tone::acute},
        {"gì", "g", "i", "", Tone::grave},
        {"giết", "g", "iê", "t", Tone::acute},
        {"khuỷu", "kh", "uy", "u", Tone::hook},
        {"đường", "đ", "ươ", "ng", Tone::grave},
        {"yêu", "", "yê", "u", Tone::none},
        {"hoài", "h", "oa", "i", Tone::grave},
        {"thủy", "th", "uy", "", Tone::hook},
        {"ở", "", "ơ", "", Tone::hook},
        {"thích", "th", "i", "ch", Tone::acute},
        {"mưa", "m", "ưa", "", Tone::none},
    }));
    INFO(row.syllable);
    const auto syllable = split_syllable(row.syllable);
    REQUIRE(syllable);
    CHECK(syllable->onset == row.onset);
    CHECK(syllable->nucleus == row.nucleus);
    CHECK(syllable->coda == row.coda);
    CHECK(syllable->tone == row.tone);
}

TEST_CASE("every word of everyday papers is a syllable", "[text]") {
    const char* const word = GENERATE(
        "giấy", "chứng", "nhận", "quyền", "sử", "dụng", "đất", "hộ", "khẩu", "thường", "trú", "khai", "sinh", "kết", "hôn", "ly",
        "lý", "lịch", "pháp", "nghĩa", "vụ", "quân", "sự", "ủy", "ban", "phường", "huyện", "tỉnh", "thuế", "nghiệp", "xuất", "cảnh",
        "chuyển", "nhượng", "nguyên", "quận", "quýt", "khuya", "thuở", "oanh", "uống", "yến", "ỉa", "giếng", "gìn", "buýt", "xoong",
        "nguệch", "ngoạc", "loắt", "choắt", "quăng", "quên", "rượu", "cứu", "hươu", "kỷ", "mỹ", "ghế", "nghỉ", "kẻ", "ca", "gà");
    INFO(word);
    CHECK(is_syllable(word));
}

TEST_CASE("what breaks a rule is no syllable", "[text]") {
    struct Row {
        const char* why;
        const char* word;
    };
    const auto row = GENERATE(values<Row>({
        {"a stop without sắc or nặng", "cac"}, {"a stop with huyền", "càc"}, {"c before a front vowel", "cê"},
        {"k before a back vowel", "kô"}, {"ngh before a back vowel", "nghành"}, {"g before ê", "gế"}, {"q without u", "qa"},
        {"iê without an onset", "iêu"}, {"yê behind one", "tyên"}, {"a final r", "car"}, {"two tones", "bíết"},
        {"ơ before ng", "đơng"}, {"an open ươ", "thươ"}, {"a glide behind b", "boan"}, {"no vowel", "ngh"}, {"English", "street"},
        {"a digit", "a1"}, {"nothing", ""}, {"uo without shape before a coda", "duoc"},
    }));
    INFO(row.why);
    CHECK_FALSE(is_syllable(row.word));
}

TEST_CASE("shapes are syllables without their accents", "[text]") {
    for (const char* const shape : {"duoc", "giay", "to", "nguoi", "khuyu", "yeu", "quyen", "di", "o", "gi"}) CHECK(is_syllable_shape(shape));
    for (const char* const word : {"dd", "lamf", "see", "xog", "kys", "giaykhai", "", "ba1", "đi", "wa", "nghanh"}) CHECK_FALSE(is_syllable_shape(word));
}

TEST_CASE("the rules make as many syllables as the language has, and no more", "[text]") {
    const auto syllables = intents::all_toneless_syllables();
    CHECK(syllables.size() > 2600);
    CHECK(syllables.size() < 3800);
    for (const std::string& syllable : syllables) {
        INFO(syllable);
        const bool stopped = syllable.ends_with("c") || syllable.ends_with("ch") || syllable.ends_with("p") || syllable.ends_with("t");
        CHECK(is_syllable(syllable) != stopped);
    }
}

TEST_CASE("syllables that are confused share a key by sound", "[text]") {
    struct Row {
        const char* why;
        const char* one;
        const char* other;
        bool same;
    };
    const auto row = GENERATE(values<Row>({
        {"ch and tr", "cha", "tra", true}, {"s and x", "sa", "xa", true}, {"d and gi", "danh", "gianh", true},
        {"r and d", "rat", "dat", true}, {"v and d", "ve", "de", true}, {"l and n", "lam", "nam", true},
        {"c and k have no pair, g and gh neither; the coda c and t", "duoc", "duot", true}, {"n and ng", "luon", "luong", true},
        {"nh and n", "minh", "min", true}, {"i and y alone", "ly", "li", true}, {"i and y behind qu", "quy", "qui", false},
        {"uy and ui", "thuy", "thui", false}, {"ay and ai", "may", "mai", false}, {"h and kh", "hong", "khong", false},
        {"another vowel", "ban", "bon", false}, {"gi with its own i", "gi", "di", true}, {"ch at the end", "thich", "thit", true},
    }));
    INFO(row.why);
    CHECK((phonetic_key(row.one) == phonetic_key(row.other)) == row.same);
    CHECK(phonetic_key("cccd") == "cccd");
}

}  // namespace motcua::tests
