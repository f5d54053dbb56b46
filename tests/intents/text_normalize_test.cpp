// What normalize() makes of clean, odd and broken text.
#include <catch2/catch.hpp>

#include "intents/normalized_text.hpp"

namespace motcua::tests {
namespace {

using intents::normalize;
using intents::TextNote;

bool has(const intents::NormalizedText& text, TextNote note) {
    return std::find(text.notes().begin(), text.notes().end(), note) != text.notes().end();
}

struct Row {
    const char* why;
    const char* typed;
    const char* accented;
    const char* folded;
};

void check(const Row& row) {
    INFO(row.why);
    const auto text = normalize(row.typed);
    CHECK(text.accented() == row.accented);
    CHECK(text.folded() == row.folded);
}

}  // namespace

TEST_CASE("normalize folds every spelling of a phrase to one", "[text]") {
    check(GENERATE(values<Row>({
        {"lower case, punctuation gone", "Em MUỐN đăng ký,  ở đâu?!", "em muốn đăng ký ở đâu", "em muon dang ky o dau"},
        {"marks, combining", "tre\u0309 em", "trẻ em", "tre em"},
        {"d with stroke has no decomposition", "\u0110\u0103ng k\u00fd", "đăng ký", "dang ky"},
        {"d's impostors", "\u00D0\u0103ng \u00F0\u1EA5t \u0189\u0256", "đăng đất đđ", "dang dat dd"},
        {"tone before its shape", "ca\u0301\u0302p", "cấp", "cap"},
        {"precomposed tone, then the shape", "c\u00e1\u0302p", "cấp", "cap"},
        {"shape, then a dot below", "vi\u00ea\u0323t", "việt", "viet"},
        {"dot below, then the shape", "vi\u1EB9\u0302t", "việt", "viet"},
        {"hook before horn", "o\u0309\u031B", "ở", "o"},
        {"deprecated tone marks", "ba\u0340 ba\u0341", "bà bá", "ba ba"},
        {"caron for breve", "\u01CEn", "ăn", "an"},
        {"letters that Vietnamese does not have", "M\u00fcnchen fa\u00e7ade \u00d8re", "munchen facade ore", "munchen facade ore"},
        {"ill-formed bytes drop out", "a\xff\xfe b", "a b", "a b"},
        {"an overlong slash is no slash", "a\xc0\xaf" "b", "ab", "ab"},
        {"half a letter at the end", "an \xe1\xba", "an", "an"},
        {"surrogates are no characters", "x\xed\xa0\x80y", "xy", "xy"},
        {"zero-width characters join nothing", "gi\u200B\u1EA5y t\u2060\u1EDD\uFEFF", "giấy tờ", "giay to"},
        {"no-break space parts words", "gi\u1EA5y\u00A0t\u1EDD", "giấy tờ", "giay to"},
        {"emoji, skin tones and flags go", "ok \U0001F44D\U0001F3FD \U0001F1FB\U0001F1F3 c\u1EA3m \u01A1n \u2764\uFE0F", "ok cảm ơn", "ok cam on"},
        {"nothing but signs", " \t?!... \U0001F600 ", "", ""},
    })));
}

TEST_CASE("normalize sees through decoration and look-alikes", "[text]") {
    check(GENERATE(values<Row>({
        {"full-width", "\uFF23\uFF23\uFF23\uFF24 \uFF11\uFF12\uFF0E\uFF15", "cccd 12.5", "cccd 12.5"},
        {"mathematical letters with marks", "\U0001D4EC\U0001D4EA\u0302\u0301\U0001D4F9", "cấp", "cap"},
        {"small capitals", "\u1D05\u1D00\u0274\u0262 k\u028F", "dang ky", "dang ky"},
        {"negative squares and circles", "\U0001F172\U0001F172\U0001F152\U0001F153", "cccd", "cccd"},
        {"a lone regional indicator", "\U0001F1E6 b", "a b", "a b"},
        {"Cyrillic inside a Latin word", "c\u0430\u0301p \u0441\u0435nt", "cáp cent", "cap cent"},
        {"a whole word of look-alikes among Latin ones", "l\u00e0m \u0441\u0430\u0441 th\u1EE7 t\u1EE5c", "làm cac thủ tục", "lam cac thu tuc"},
        {"real Cyrillic stays", "\u043C\u0438\u0440 \u0438 \u0441\u0430\u0434", "мир и сад", "мир и сад"},
        {"overlays of zalgo", "d\u0336a\u0336\u0306n\u0336g\u0336", "dăng", "dang"},
        {"superscript digits", "50m\u00b2", "50m2", "50m2"},
        {"Arabic-Indic digits", "\u0661\u0662", "12", "12"},
    })));
}

TEST_CASE("normalize puts tones and repeated letters right", "[text]") {
    check(GENERATE(values<Row>({
        {"new style", "hoà thuý khoẻ toà huỷ", "hòa thúy khỏe tòa hủy", "hoa thuy khoe toa huy"},
        {"old style stays", "hòa thúy khỏe hoàn thuyền", "hòa thúy khỏe hoàn thuyền", "hoa thuy khoe hoan thuyen"},
        {"misplaced", "baỏ lựơng nghịêm giừơng đaị tòan", "bảo lượng nghiệm giường đại toàn", "bao luong nghiem giuong dai toan"},
        {"qu and gi are onsets", "qúy qủa gìa gỉai", "quý quả già giải", "quy qua gia giai"},
        {"two tones: the first counts", "bíết", "biết", "biet"},
        {"ngh before a, ơ before a coda", "nghành giuờng chưong", "ngành giường chương", "nganh giuong chuong"},
        {"i and y are both kept", "kĩ kỹ lí lý", "kĩ kỹ lí lý", "ki ky li ly"},
        {"drawn out", "đượcccc ơiiii nhaaaá khôngg", "được ơi nhá không", "duoc oi nha khong"},
        {"shortened words keep their letters", "cccd kkk hmm www", "cccd kkk hmm www", "cccd kkk hmm www"},
        {"Roman numerals too", "hạng III, XVIII", "hạng iii xviii", "hang iii xviii"},
        {"doubled at the beginning, shortened too", "ttục cchứng", "ttục cchứng", "ttuc cchung"},
        {"keys of Telex are no repeats", "ddi coong too", "ddi coong too", "ddi coong too"},
        {"numbers are never shortened", "1000000 11111", "1000000 11111", "1000000 11111"},
    })));
}

TEST_CASE("normalize keeps codes, dates and amounts in one token", "[text]") {
    check(GENERATE(values<Row>({
        {"a procedure", "mã 1.001193.", "mã 1.001193", "ma 1.001193"},
        {"laws", "12/2025/TT-BCA, 60/2014/QH13; 30/2020/NĐ-CP", "12/2025/tt-bca 60/2014/qh13 30/2020/nđ-cp", "12/2025/tt-bca 60/2014/qh13 30/2020/nd-cp"},
        {"a price and its unit", "50.000đ/tháng", "50.000đ tháng", "50.000d thang"},
        {"a price with commas", "1,200,000 đồng", "1,200,000 đồng", "1,200,000 dong"},
        {"a date", "5/3/1990, 05-03-1990", "5/3/1990 05-03-1990", "5/3/1990 05-03-1990"},
        {"a range, with a long dash", "2\u20133 ngày", "2-3 ngày", "2-3 ngay"},
        {"a numbered list", "1.Tôi 2-Nhà", "1 tôi 2 nhà", "1 toi 2 nha"},
        {"a word and a number", "covid-19 kt3 a1", "covid 19 kt3 a1", "covid 19 kt3 a1"},
        {"a sentence that ends in a number", "năm 2024. Rồi", "năm 2024 rồi", "nam 2024 roi"},
    })));
}

TEST_CASE("tokens know the bytes that they came from", "[text]") {
    struct Span {
        const char* why;
        std::string typed;
        std::size_t token;
        std::string bytes;
    };
    const auto row = GENERATE(values<Span>({
        {"plain", "Xin chào, bạn", 1, "chào"},
        {"composed of base and marks", "mo\u0302\u0323t hai", 0, "mo\u0302\u0323t"},
        {"with an invisible character inside", "gi\u200B\u1EA5y", 0, "gi\u200B\u1EA5y"},
        {"shortened", "đượcccc rồi", 0, "đượcccc"},
        {"two characters of VNI a letter", "Toâi ñi hoïc", 2, "hoïc"},
        {"signs of VIQR", "To^i muo^'n ho.c", 1, "muo^'n"},
        {"behind bytes that dropped out", "\xff\xff ma", 0, "ma"},
    }));
    INFO(row.why);
    const auto text = normalize(row.typed);
    REQUIRE(text.tokens().size() > row.token);
    const auto& token = text.tokens()[row.token];
    CHECK(row.typed.substr(token.begin, token.end - token.begin) == row.bytes);
}

TEST_CASE("normalize tells what it had to do", "[text]") {
    struct Noted {
        TextNote note;
        std::string typed;
    };
    const auto row = GENERATE(values<Noted>({
        {TextNote::ill_formed_utf8, "a\xff"},
        {TextNote::cut, std::string(4001, 'a')},
        {TextNote::marks_dropped, "a\u0301\u0302\u0336\u0336\u0336\u0336"},
        {TextNote::legacy_encoding, "Toâi ñi hoïc"},
        {TextNote::mojibake, "Tiáº¿ng Viá»‡t"},
        {TextNote::invisible_dropped, "gi\u200B\u1EA5y"},
        {TextNote::lookalike_replaced, "c\u0430p"},
        {TextNote::repeats_collapsed, "đượcccc"},
        {TextNote::tone_moved, "baỏ"},
        {TextNote::telex_decoded, "dduowcj"},
    }));
    INFO(name_of(row.note));
    CHECK(has(normalize(row.typed), row.note));
    CHECK(normalize("Em muốn đăng ký kết hôn ạ, cccd 12/2025/TT-BCA").notes().empty());
}

TEST_CASE("normalize is idempotent on what it made", "[text]") {
    const std::string typed = GENERATE("hoà bình 1.001193 𝓬ấp đượcccc", "T«i muèn ®¨ng ký kÕt h«n", "Năm 2024 nghành 50.000đ/tháng");
    const auto once = normalize(typed);
    const auto twice = normalize(once.accented());
    CHECK(twice.accented() == once.accented());
    CHECK(twice.folded() == once.folded());
    CHECK(normalize(once.folded()).folded() == once.folded());
}

TEST_CASE("to_nfc composes, and replaces what is no UTF-8", "[text]") {
    CHECK(intents::to_nfc("Vi\u1EB9\u0302t e\u0302\u0301") == "Việt ế");
    CHECK(intents::to_nfc("Đăng ký – “ok” 👍") == "Đăng ký – “ok” 👍");
    CHECK(intents::to_nfc("a\xff" "b") == "a\uFFFD" "b");
    CHECK(intents::to_nfc("").empty());
}

}  // namespace motcua::tests
