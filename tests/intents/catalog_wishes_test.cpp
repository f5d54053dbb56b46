// The curated phrases: which part is asked, what is wanted done, who is spoken of, what a message is for.
#include <catch2/catch.hpp>

#include "intents/action.hpp"
#include "intents/facet.hpp"
#include "intents/mention.hpp"
#include "intents/purpose.hpp"
#include "intents/text/spelled_out.hpp"

using namespace motcua;
using intents::Facet;
using intents::Purpose;

namespace {

struct Words {
    intents::NormalizedText text;
    explicit Words(const char* typed) : text(intents::normalize(typed)) {}
    const std::vector<intents::Token>& tokens() const { return text.tokens(); }
};

bool wants(const char* typed, const std::string& action) {
    const auto& names = intents::action_names();
    const auto at = std::find(names.begin(), names.end(), action) - names.begin();
    REQUIRE(at < static_cast<std::ptrdiff_t>(names.size()));
    return (intents::actions_of(Words(typed).tokens()).actions >> at & 1U) != 0;
}

}  // namespace

TEST_CASE("the part that is asked is understood, with and without accents", "[intents][catalog]") {
    struct Row {
        const char* accented;
        const char* bare;
        std::vector<Facet> facets;
    };
    const auto row = GENERATE(values<Row>({
        {"cần giấy tờ gì", "can giay to gi", {Facet::documents}},
        {"lệ phí bao nhiêu", "le phi bao nhieu", {Facet::fee}},
        {"bao lâu có", "bao lau co", {Facet::duration}},
        {"nộp ở đâu", "nop o dau", {Facet::place}},
        {"làm như thế nào", "lam nhu the nao", {Facet::steps}},
        {"theo luật nào", "theo luat nao", {Facet::legal}},
        {"nhận được gì", "nhan duoc gi", {Facet::result}},
        {"giấy có thời hạn bao lâu", "giay co thoi han bao lau", {Facet::validity}},
        {"mẫu đơn ở đâu", "mau don o dau", {Facet::form, Facet::place}},
        {"lệ phí và thời gian", "le phi va thoi gian", {Facet::fee, Facet::duration}},
        {"thời gian và lệ phí", "thoi gian va le phi", {Facet::duration, Facet::fee}},
        {"làm ở xã đặng hông", "lam o xa dang hong", {Facet::conditions}},
        {"nhà chưa có sổ thì khai giấy chưa", "nha chua co so thi khai giay chua", {Facet::conditions}},
        {"làm thủ tục gì", "lam thu tuc gi", {Facet::steps}},
        {"bản gốc hay photo", "ban goc hay photo", {Facet::documents}},
        {"em đi đổi giúp bà", "em di doi giup ba", {Facet::authorise}},
        {"xong được cấp giấy mới hay dùng giấy cũ", "xong duoc cap giay moi hay dung giay cu", {Facet::result}},
        {"giấy này dùng được mấy tháng", "giay nay dung duoc may thang", {Facet::validity}},
        {"tốn đồng mô", "ton dong mo", {Facet::fee}},
        {"lãnh dùm má", "lanh dum ma", {Facet::authorise}},
        {"gia hạn được thêm bao lâu", "gia han duoc them bao lau", {Facet::validity}},
        {"đi khai thay bố mẹ được không", "di khai thay bo me duoc khong", {Facet::authorise, Facet::conditions}},
        {"cần bao nhiêu người", "can bao nhieu nguoi", {Facet::conditions}},
        {"muốn viết đơn xin ra khỏi hộ nghèo", "muon viet don xin ra khoi ho ngheo", {}},  // tells what is wanted
        {"bị ốm mấy tháng nay", "bi om may thang nay", {}},                                // tells a story
        {"nợ thuế mấy trăm triệu", "no thue may tram trieu", {}},
        {"ở nhà cũ của ba", "o nha cu cua ba", {}},  // a house that is spoken of, not "from home"
        {"khai sinh", "khai sinh", {}},
        {"", "", {}},
    }));
    INFO(row.accented);
    CHECK(intents::facets_of(Words(row.accented).tokens()).facets == row.facets);
    CHECK(intents::facets_of(Words(row.bare).tokens()).facets == row.facets);
}

TEST_CASE("a part is asked in the words of other regions, and with hỏi for ngã", "[intents][catalog]") {
    struct Row {
        const char* typed;
        std::vector<Facet> facets;
    };
    const auto row = GENERATE(values<Row>({
        {"xét những chi", {Facet::conditions}},
        {"hồ sơ gồm những chi", {Facet::documents}},
        {"báo với ai, gữi đơn mô", {Facet::place}},
        {"gữi cho ai", {Facet::place}},
        {"xử lý răng", {Facet::steps}},
        {"lệ phi bao nhiêu", {Facet::fee}},
    }));
    INFO(row.typed);
    CHECK(intents::facets_of(Words(row.typed).tokens()).facets == row.facets);
}

TEST_CASE("a part asked twice is told once, and its words are marked", "[intents][catalog]") {
    const auto question = intents::facets_of(Words("khai sinh lệ phí bao nhiêu, phí là bao nhiêu").tokens());
    CHECK(question.facets == std::vector<Facet>{Facet::fee});
    REQUIRE_FALSE(question.spans.empty());
    for (const auto& span : question.spans) {
        CHECK(span.begin >= 2);  // "khai sinh" says which procedure, not which part
        CHECK(span.end > span.begin);
    }
}

TEST_CASE("an accent that says otherwise names no part", "[intents][catalog]") {
    CHECK(intents::facets_of(Words("lễ phi").tokens()).facets.empty());
    CHECK_FALSE(intents::facets_of(Words("lệ phí").tokens()).facets.empty());
}

TEST_CASE("every facet has a name that is read back", "[intents][catalog]") {
    for (const Facet facet : {Facet::general, Facet::documents, Facet::fee, Facet::duration, Facet::place, Facet::steps,
                              Facet::online, Facet::conditions, Facet::result, Facet::legal, Facet::form, Facet::validity,
                              Facet::authorise}) {
        CHECK(intents::facet_from(intents::name_of(facet)) == facet);
    }
    CHECK_FALSE(intents::facet_from("horoscope"));
    CHECK_FALSE(intents::facet_from(""));
}

TEST_CASE("what is wanted done is understood", "[intents][catalog]") {
    struct Row {
        const char* typed;
        const char* action;
        const char* not_that;
    };
    const auto row = GENERATE(values<Row>({
        {"làm lại bằng lái xe", "reissue", "exchange"},
        {"lam lai bang lai xe", "reissue", "exchange"},
        {"đổi bằng lái", "exchange", "reissue"},
        {"cấp lần đầu", "first-issue", "reissue"},
        {"sang tên xe", "transfer", "register"},
        {"tách thửa", "split", "register"},
        {"gia hạn tạm trú", "extend", "cancel"},
        {"đính chính họ tên", "correct", "exchange"},
        {"đăng ký kết hôn", "register", "cancel"},
        {"xóa đăng ký thường trú", "cancel", "move"},
        {"sao y bản chính", "copy", "register"},
        {"xác nhận độc thân", "confirm", "register"},
    }));
    INFO(row.typed);
    CHECK(wants(row.typed, row.action));
    CHECK_FALSE(wants(row.typed, row.not_that));
}

TEST_CASE("a message that wants nothing done names no action", "[intents][catalog]") {
    CHECK(intents::actions_of(Words("giấy phép lái xe").tokens()).actions == 0);
    CHECK(intents::actions_of({}).actions == 0);
    CHECK(intents::action_names().size() <= 32);  // a bit each
}

TEST_CASE("who is spoken of is understood, and an unknown name is nobody", "[intents][catalog]") {
    const auto foreign = intents::mention("foreign");
    const auto business = intents::mention("business");
    const auto household = intents::mention("household-business");
    CHECK((intents::mentions_of(Words("vợ tôi là người Hàn Quốc").tokens()) & foreign) != 0);
    CHECK((intents::mentions_of(Words("nguoi nuoc ngoai").tokens()) & foreign) != 0);
    CHECK((intents::mentions_of(Words("thành lập công ty").tokens()) & business) != 0);
    CHECK((intents::mentions_of(Words("hộ kinh doanh").tokens()) & household) != 0);
    CHECK(intents::mentions_of(Words("đăng ký kết hôn").tokens()) == 0);
    CHECK(intents::mention("martians") == 0);
    CHECK(foreign != 0);
    CHECK(foreign != business);
}

TEST_CASE("words that only carry the conversation are marked, the others are not", "[intents][catalog]") {
    CHECK(intents::fillers_of(Words("dạ cho em hỏi khai sinh ạ").tokens()) ==
          std::vector<bool>{true, true, true, true, false, false, true});
    CHECK(intents::fillers_of({}).empty());
}

TEST_CASE("a message shows its weightiest purpose, and whether it says nothing else", "[intents][catalog]") {
    struct Row {
        const char* why;
        const char* typed;
        const char* purpose;  // empty: none
        bool whole;
    };
    const auto row = GENERATE(values<Row>({
        {"greeting", "xin chào", "greeting", true},
        {"greeting with fillers", "chào em cho hỏi", "greeting", true},
        {"greeting and a question", "chào em, đăng ký khai sinh", "greeting", false},
        {"thanks", "cảm ơn", "thanks", true},
        {"thanks, bare", "cam on", "thanks", true},
        {"bye", "tạm biệt", "bye", true},
        {"a human", "cho gặp cán bộ", "handoff", true},
        {"a human, politely", "cho tôi gặp cán bộ", "handoff", true},
        {"complaint", "cán bộ hách dịch", "complaint", true},
        {"one's own file", "hồ sơ của tôi đến đâu rồi", "status", true},
        {"who", "bạn là ai", "who", true},
        {"abuse", "đồ ngu", "abuse", true},
        {"a fight right now", "ngoài chợ đang đánh nhau", "emergency", false},
        {"a war is no emergency", "bố tôi đánh nhau ở Vị Xuyên năm 1984", "", false},
        {"about the day", "trời nóng quá ad ơi", "chat", true},
        {"a flood is no chat about the rain", "mưa lũ sập nhà", "", false},
        {"emergency outweighs the greeting", "chào em, cứu với cháy nhà", "emergency", true},
        {"complaint outweighs the thanks", "cảm ơn nhưng cán bộ hách dịch", "complaint", true},
        {"a plain question", "đăng ký khai sinh", "", false},
        {"nothing", "", "", false},
    }));
    INFO(row.why << ": " << row.typed);
    const auto wish = intents::purpose_of(Words(row.typed).tokens());
    CHECK((wish ? intents::name_of(wish->purpose) : "") == std::string_view(row.purpose));
    CHECK((wish && wish->whole) == row.whole);
}

TEST_CASE("abbreviations and undecoded keys are spelled out, each with its source", "[intents][catalog]") {
    struct Row {
        const char* why;
        const char* typed;
        const char* spelled;
        std::vector<std::size_t> source;
    };
    const auto row = GENERATE(values<Row>({
        {"one word for three", "khai sinh ntn", "khai sinh như thế nào", {0, 1, 2, 2, 2}},
        {"keys of an input method", "dduowcj", "được", {0}},
        {"a paper's short name", "gplx", "giấy phép lái xe", {0, 0, 0, 0}},
        {"words stay as they are", "đăng ký khai sinh", "đăng ký khai sinh", {0, 1, 2, 3}},
        {"bare words stay bare", "dang ky", "dang ky", {0, 1}},
        {"nothing", "", "", {}},
    }));
    INFO(row.why << ": " << row.typed);
    const Words typed(row.typed);
    const auto spelled = intents::spelled_out(typed.tokens());
    std::string joined;
    for (const auto& token : spelled.tokens) joined += (joined.empty() ? "" : " ") + token.accented;
    CHECK(joined == row.spelled);
    CHECK(spelled.source == row.source);
    for (std::size_t i = 0; i < spelled.tokens.size(); ++i) {
        CHECK(spelled.tokens[i].begin == typed.tokens()[spelled.source[i]].begin);
    }
}
