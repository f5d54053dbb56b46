// The weighted alternatives of single words.
#include <catch2/catch.hpp>

#include "intents/text/readings.hpp"
#include "intents/text/segmentation.hpp"

namespace motcua::tests {
namespace {

using intents::Reading;
using intents::ReadingKind;

std::vector<Reading> readings(const std::string& typed) {
    const auto text = intents::normalize(typed);
    REQUIRE(text.tokens().size() == 1);
    return intents::readings_of(text.tokens().front());
}

std::string joined(const std::vector<std::string>& syllables) {
    std::string text;
    for (const auto& syllable : syllables) text += (text.empty() ? "" : " ") + syllable;
    return text;
}

struct ReadingRow {
    const char* typed;
    const char* best;
};

void check_best(const ReadingRow& row, ReadingKind kind) {
    INFO(row.typed);
    const auto found = readings(row.typed);
    REQUIRE_FALSE(found.empty());
    CHECK(joined(found.front().syllables) == row.best);
    CHECK(found.front().kind == kind);
}

}  // namespace

TEST_CASE("keys of Telex left behind are decoded", "[text]") {
    check_best(GENERATE(values<ReadingRow>({{"dduowcj", "được"}, {"duocwdj", "được"}, {"tieengs", "tiếng"}, {"tiengse", "tiếng"},
                                     {"vietej", "việt"}, {"lamf", "làm"}, {"giaays", "giấy"}, {"thuys", "thúy"}, {"hoaf", "hòa"},
                                     {"quyeenf", "quyền"}, {"nhuwngx", "những"}, {"nhw", "như"}, {"muaw", "mưa"}, {"luuw", "lưu"},
                                     {"hoawcj", "hoặc"}, {"quawng", "quăng"}, {"thuowr", "thuở"}, {"ddi", "đi"}, {"coong", "công"},
                                     {"nuwowcs", "nước"}, {"đươcj", "được"}, {"gif", "gì"}})),
               ReadingKind::telex);
}

TEST_CASE("keys of VNI left behind are decoded", "[text]") {
    check_best(GENERATE(values<ReadingRow>({{"d9uoc75", "được"}, {"d9u7o7c5", "được"}, {"tie61ng", "tiếng"}, {"muon61", "muốn"},
                                     {"dang9", "đang"}, {"ky1", "ký"}, {"na8m", "năm"}, {"o73", "ở"}, {"giay61", "giấy"}})),
               ReadingKind::vni);
}

TEST_CASE("what people shorten is spelled out", "[text]") {
    check_best(GENERATE(values<ReadingRow>({{"cccd", "căn cước công dân"}, {"gplx", "giấy phép lái xe"}, {"ko", "không"}, {"kg", "không"},
                                     {"j", "gì"}, {"đc", "được"}, {"dc", "được"}, {"đkks", "đăng ký khai sinh"}, {"dkks", "đăng ký khai sinh"},
                                     {"gcnqsdđ", "giấy chứng nhận quyền sử dụng đất"}, {"gcnqsdd", "giấy chứng nhận quyền sử dụng đất"},
                                     {"lltp", "lý lịch tư pháp"}, {"kt3", "tạm trú"}, {"hkd", "hộ kinh doanh"}, {"ntn", "như thế nào"},
                                     {"sđ", "sổ đỏ"}, {"bhxh", "bảo hiểm xã hội"}, {"ttuc", "thủ tục"}, {"gtờ", "giấy tờ"},
                                     {"VNeID", "định danh điện tử"}, {"ôtô", "ô tô"}, {"ck", "chồng"}, {"ca", "công an"}})),
               ReadingKind::abbreviation);
}

TEST_CASE("a short word with several meanings has them all, the likelier heavier", "[text]") {
    const auto found = readings("dk");
    REQUIRE(found.size() >= 2);
    CHECK(joined(found[0].syllables) == "đăng ký");
    CHECK(joined(found[1].syllables) == "điều kiện");
    CHECK(found[0].weight > found[1].weight);
    CHECK(readings("ca").front().weight < readings("cccd").front().weight);  // "ca" is a word as well
}

TEST_CASE("chat spellings are heard as the syllable they mean", "[text]") {
    check_best(GENERATE(values<ReadingRow>({{"xog", "xong"}, {"fải", "phải"}, {"mìnk", "mình"}, {"khôg", "không"}, {"kần", "cần"}, {"đườg", "đường"},
                                     {"gê", "ghê"}, {"trướk", "trước"}})),
               ReadingKind::dialect);
}

TEST_CASE("glued syllables are taken apart", "[text]") {
    check_best(GENERATE(values<ReadingRow>({{"giaykhaisinh", "giay khai sinh"}, {"dangkykethon", "dang ky ket hon"}, {"sohong", "so hong"},
                                     {"làmlại", "làm lại"}, {"thuongtru", "thuong tru"}, {"hokhau", "ho khau"}})),
               ReadingKind::glued);
}

TEST_CASE("a glued word is cut into few and long parts", "[text]") {
    CHECK(intents::segment_folded("giay").empty());
    CHECK(intents::segment_folded("xyz").empty());
    CHECK(joined(intents::segment_folded("canhan")) == "canh an");
    CHECK(intents::segmentations("canhan", 3).size() == 3);  // canh an, can han, ca nhan
}

TEST_CASE("a number behind a word may be a tone or a number", "[text]") {
    const auto found = readings("quan1");
    REQUIRE(found.size() == 2);
    CHECK(joined(found[0].syllables) == "quán");
    CHECK(joined(found[1].syllables) == "quan 1");
}

TEST_CASE("words that stand for themselves have no other reading", "[text]") {
    struct Silent {
        const char* why;
        const char* typed;
    };
    const auto row = GENERATE(values<Silent>({
        {"a syllable", "giấy"}, {"an unaccented syllable", "giay"}, {"English", "list"}, {"English", "test"}, {"English", "keep"},
        {"English, a plural", "towns"}, {"a brand", "camera"}, {"a class of licences", "a1"}, {"another", "b2"}, {"a number", "2024"},
        {"a law", "12/2025/TT-BCA"}, {"a code", "1.001193"}, {"a password", "x1y2z3w4"}, {"another script", "привет"},
        {"no syllable at all", "facebook"}, {"a key that was taken back", "ass"},
    }));
    INFO(row.why << ": " << row.typed);
    CHECK(readings(row.typed).empty());
}

TEST_CASE("weights lie between nothing and one, and fall", "[text]") {
    for (const char* const typed : {"dk", "tooi", "xog", "giaykhaisinh", "quan1", "ca", "hk", "kh", "zậy", "canhan"}) {
        double last = 1;
        for (const Reading& reading : readings(typed)) {
            INFO(typed << " " << name_of(reading.kind));
            CHECK(reading.weight > 0);
            CHECK(reading.weight <= last);
            CHECK_FALSE(reading.syllables.empty());
            last = reading.weight;
        }
    }
}

}  // namespace motcua::tests
