// Texts of before Unicode, texts decoded twice, and clean texts that must be left alone.
#include <catch2/catch.hpp>

#include "intents/normalized_text.hpp"

namespace motcua::tests {
namespace {

using intents::normalize;
using intents::TextNote;

bool was_decoded(const intents::NormalizedText& text) {
    const auto has = [&text](TextNote note) { return std::find(text.notes().begin(), text.notes().end(), note) != text.notes().end(); };
    return has(TextNote::legacy_encoding) || has(TextNote::mojibake);
}

}  // namespace

TEST_CASE("a message in an old encoding is read", "[text]") {
    struct Row {
        const char* why;
        const char* typed;
        const char* accented;
    };
    const auto row = GENERATE(values<Row>({
        {"TCVN3", "T«i muèn ®¨ng ký kÕt h«n, ®\u00ADîc kh«ng?", "tôi muốn đăng ký kết hôn được không"},
        {"TCVN3 whose soft hyphens the clipboard dropped", "T«i muèn ®¨ng ký kÕt h«n, ®îc kh«ng?", "tôi muốn đăng ký kết hôn được không"},
        {"TCVN3 in the font of capitals", "CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "cộng hòa xã hội chủ nghĩa việt nam"},
        {"VNI", "Toâi muoán ñaêng kyù keát hoân, ñöôïc khoâng?", "tôi muốn đăng ký kết hôn được không"},
        {"VNI without any letter that Vietnamese has not", "keát hoân", "kết hôn"},
        {"VNI in capitals", "ÑAÊNG KYÙ KHAI SINH", "đăng ký khai sinh"},
        {"VISCII", "Tôi mu¯n ðång ký kªt hôn, ðßþc không?", "tôi muốn đăng ký kết hôn được không"},
        {"VPS", "Tôi muÓn Çæng kš k‰t hôn, ÇÜ®c không?", "tôi muốn đăng ký kết hôn được không"},
        {"Windows-1258", "Tôi muôìn ðãng kyì kêìt hôn, ðýõòc không?", "tôi muốn đăng ký kết hôn được không"},
        {"VIQR", "To^i muo^'n dda(ng ky' ke^'t ho^n, ddu+o+.c kho^ng?", "tôi muốn đăng ký kết hôn được không"},
        {"VIQR: a full stop is no tone", "Cho to^i ho?i. To^i o+? xa~ Hoa` La.c.", "cho tôi hỏi tôi ở xã hòa lạc"},
        {"UTF-8 read as Windows-1252", "Tiáº¿ng Viá»‡t, Ä‘Äƒng kÃ½ khai sinh", "tiếng việt đăng ký khai sinh"},
        {"the same, twice over", "TiÃ¡ÂºÂ¿ng ViÃ¡Â»â€¡t", "tiếng việt"},
    }));
    INFO(row.why);
    const auto text = normalize(row.typed);
    CHECK(text.accented() == row.accented);
    CHECK(was_decoded(text));
}

TEST_CASE("clean text is never taken for an old encoding", "[text]") {
    const char* const typed = GENERATE(
        "Em muốn làm lại bằng lái xe, phí bao nhiêu ạ?", "toi muon lam lai bang lai xe", "50m² đất, góc 90°, giá ½ tỷ",
        "Ông Müller (người Đức) đăng ký tạm trú ở đâu?", "Ðăng ký kết hôn với người nước ngoài", "hoá đơn, toà án, thuỷ lợi",
        "gửi về a.b@gmail.com hoặc co.vn nhé", "d'accord, l'oreal", "nộp (bản sao) ở xã (phường)?", "“Giấy tờ” – gồm những gì…",
        "á ớ ờ", "phí 5€ hay 100₫?", "ok... dạ... vâng", "ko bít lm j, bn ns vs mk đi", "C++ và a+b, x^2", "xã Ea Súp, Đắk Lắk");
    INFO(typed);
    CHECK_FALSE(was_decoded(normalize(typed)));
}

}  // namespace motcua::tests
