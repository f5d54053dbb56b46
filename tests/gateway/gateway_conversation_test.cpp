// Whole dialogues over the starter base: from what a person types to how it ended and what it said.
#include <catch2/catch.hpp>

#include <algorithm>

#include "gateway/knowledge/snapshot.hpp"
#include "knowledge-base/answer.hpp"
#include "knowledge-base/notices.hpp"
#include "tests/gateway/starter_town.hpp"

using namespace motcua;
using namespace motcua::tests;
using gateway::Outcome;
using gateway::Turn;
using namespace std::chrono_literals;

TEST_CASE("each message ends in the outcome that its kind has", "[gateway][conversation]") {
    struct Row {
        const char* why;
        const char* typed;
        Outcome outcome;
        const char* said;  // stands in the reply
    };
    const auto row = GENERATE(values<Row>({
        {"greeting", "xin chào", Outcome::smalltalk, "Chào anh/chị"},
        {"greeting of an administrator", "ad ơi", Outcome::smalltalk, "Chào anh/chị"},
        {"thanks", "cảm ơn em nhé", Outcome::smalltalk, "không có gì"},
        {"thanks without accents", "cam on ad", Outcome::smalltalk, "không có gì"},
        {"bye", "tạm biệt", Outcome::smalltalk, "hẹn gặp lại"},
        {"help", "bạn giúp được gì", Outcome::smalltalk, "có dấu hay không dấu"},
        {"who", "bạn là người hay máy", Outcome::smalltalk, "máy trả lời"},
        {"a human", "tôi muốn gặp cán bộ", Outcome::handoff, "0291 000"},
        {"a human, asked for in other words", "cho tôi gặp cán bộ", Outcome::handoff, "Sảnh một cửa"},
        {"complaint", "cán bộ hách dịch quá tôi muốn phản ánh", Outcome::complaint, "Phản ánh kiến nghị"},
        {"emergency", "cháy nhà cứu với", Outcome::emergency, "114"},
        {"one's own file", "hồ sơ của tôi đến đâu rồi", Outcome::status, "Tra cứu hồ sơ"},
        {"a topic that this base does not hold", "lãnh tiền thất nghiệp", Outcome::not_found, "Trợ cấp thất nghiệp"},
        {"keys hit at random", "asdkjh qwe", Outcome::not_found, "không dám trả lời bừa"},
        {"a code that does not exist", "1.999999", Outcome::not_found, "không dám trả lời bừa"},
        {"secrecy", "gửi anh công văn dự thảo mật", Outcome::refused, "không nhận"},
        {"a right", "xóa hết dữ liệu của tôi", Outcome::notice, "xóa dữ liệu"},
        {"a scam", "có người gọi bảo chuyển tiền để nâng cấp VNeID, lừa đảo không", Outcome::notice, "lừa đảo"},
    }));
    INFO(row.why << ": " << row.typed);
    Talk talk;
    const Turn turn = talk.says(row.typed);
    CHECK(gateway::name_of(turn.outcome) == gateway::name_of(row.outcome));
    CHECK_FALSE(turn.procedure);
    REQUIRE_FALSE(turn.replies.empty());
    CAPTURE(turn.replies.front().text);
    CHECK(turn.replies.front().text.find(row.said) != std::string::npos);
}

TEST_CASE("a question gets its procedure and the part that was asked", "[gateway][conversation]") {
    struct Row {
        const char* why;
        const char* typed;
        const char* code;
        std::vector<intents::Facet> facets;
    };
    using intents::Facet;
    const auto row = GENERATE(values<Row>({
        {"with accents", "đăng ký khai sinh cần giấy tờ gì", "1.001193", {Facet::documents}},
        {"without accents", "dang ky khai sinh can giay to gi", "1.001193", {Facet::documents}},
        {"the issue's own sentence", "lam lai bang lai xe mat thi can giay to gi", "3.000348", {Facet::documents}},
        {"a greeting before it", "chào em, cho anh hỏi đăng ký thường trú cần gì", "1.004222", {Facet::documents}},
        {"no part is asked", "đăng ký khai sinh", "1.001193", {}},
        {"a bare code", "1.001193", "1.001193", {}},
        {"a code in a sentence", "thủ tục 1.000894 lệ phí bao nhiêu", "1.000894", {Facet::fee}},
    }));
    INFO(row.why << ": " << row.typed);
    Talk talk;
    const Turn turn = talk.says(row.typed);
    CHECK(gateway::name_of(turn.outcome) == "answered");
    CHECK(turn.procedure.value_or("none") == row.code);
    CHECK(turn.facets == row.facets);
    REQUIRE(turn.replies.size() == 1);
    CHECK(turn.replies[0].text.find(row.code) != std::string::npos);
    CHECK(turn.replies[0].text.find("dichvucong.gov.vn") != std::string::npos);
    CHECK(turn.session.code == row.code);
    CHECK(turn.candidates.size() <= 10);
}

SCENARIO("a follow-up keeps the procedure until another is named or half an hour has passed", "[gateway][conversation]") {
    GIVEN("a citizen who has asked for a birth certificate") {
        Talk talk;
        REQUIRE(talk.says("đăng ký khai sinh cần giấy tờ gì").procedure == "1.001193");
        WHEN("only a part is asked") {
            const Turn turn = talk.says("thế bao nhiêu tiền?");
            THEN("it is answered of the same procedure") {
                CHECK(turn.procedure == "1.001193");
                CHECK(turn.facets == std::vector{intents::Facet::fee});
                CHECK(turn.detail == "follow_up");
            }
        }
        WHEN("a part is asked in many words that name nothing") {
            const Turn turn = talk.says("vậy em phải mang theo những giấy gì");
            THEN("it is answered of the same procedure") {
                CHECK(turn.procedure == "1.001193");
                CHECK(turn.facets == std::vector{intents::Facet::documents});
            }
        }
        WHEN("thanks come with a word or two") {
            const Turn turn = talk.says("vâng cháu cảm ơn chú ạ");
            THEN("they are answered as such") {
                CHECK(turn.outcome == Outcome::smalltalk);
                CHECK(turn.detail == "thanks");
            }
        }
        WHEN("it is asked back about another paper") {
            const Turn asked = talk.says("so do nha em bi mat");
            REQUIRE(asked.outcome == Outcome::clarify);
            THEN("a part asked next is meant of its likeliest reading") {
                CHECK(talk.says("bao nhiêu tiền?").procedure == asked.session.options.front());
            }
        }
        WHEN("another procedure is named with a part") {
            const Turn turn = talk.says("còn đăng ký thường trú mất bao lâu");
            THEN("that one is answered") { CHECK(turn.procedure == "1.004222"); }
        }
        WHEN("thanks come between") {
            talk.says("cảm ơn");
            THEN("the procedure is still known") { CHECK(talk.says("nộp ở đâu").procedure == "1.001193"); }
        }
        WHEN("an hour passes") {
            talk.now += 1h;
            THEN("the dialogue starts over") { CHECK_FALSE(talk.says("thế bao nhiêu tiền?").procedure == "1.001193"); }
        }
    }
}

SCENARIO("an option is chosen by number or by button", "[gateway][conversation]") {
    GIVEN("a citizen who was asked which of three is meant, for its fee") {
        Talk talk;
        talk.session.options = {"1.001193", "1.004222", "3.000348"};
        talk.session.facets = {intents::Facet::fee};
        talk.session.touched = talk.now;
        WHEN("a number is typed") {
            const Turn turn = talk.says("số 2");
            THEN("its fee is told") {
                CHECK(turn.procedure == "1.004222");
                CHECK(turn.facets == std::vector{intents::Facet::fee});
                CHECK(turn.session.options.empty());
            }
        }
        WHEN("its button is pressed") {
            const Turn turn = talk.presses("#m:p:3.000348:general");
            THEN("its fee is told") {
                CHECK(turn.procedure == "3.000348");
                CHECK(turn.facets == std::vector{intents::Facet::fee});
            }
        }
        WHEN("something else is asked") {
            THEN("that is answered") { CHECK(talk.says("đăng ký kết hôn cần gì").procedure == "1.000894"); }
        }
    }
}

TEST_CASE("an answer that is not certain offers others beside it, a certain one none", "[gateway][conversation]") {
    Talk talk;
    const Turn unsure = talk.says("hộ chiếu bao lâu có");
    REQUIRE(unsure.outcome == Outcome::answered);
    const auto& buttons = unsure.replies.front().buttons;
    REQUIRE(buttons.size() <= 5);
    REQUIRE(unsure.session.options.size() == buttons.size());
    CHECK(unsure.replies.front().text.find("cần việc khác") != std::string::npos);

    const auto second = kb::choice_from(unsure.session.options[1]);
    REQUIRE(second);
    CHECK(second->code != *unsure.procedure);
    const Turn chosen = talk.says("số 2");
    CHECK(chosen.outcome == Outcome::answered);
    CHECK(chosen.procedure == second->code);
    CHECK(chosen.facets == std::vector<intents::Facet>{intents::Facet::duration});  // what was asked is told of the other

    const Turn sure = Talk{}.says("cấp lại giấy phép lái xe bị mất cần giấy tờ gì");
    REQUIRE(sure.outcome == Outcome::answered);
    CHECK(sure.session.options.empty());
    CHECK(sure.replies.front().text.find("cần việc khác") == std::string::npos);
}

TEST_CASE("the number told when asking back is the number of buttons and of options kept", "[gateway][conversation]") {
    int asked = 0;
    for (const char* vague : {"mua vé máy bay đi Đà Nẵng ở đâu rẻ", "giấy tờ cho cháu", "xin giấy", "làm hồ sơ nhà",
                              "tôi cần xác minh", "mất giấy", "con tôi", "người già", "xe cũ",
                              "thủ tục cho người nước ngoài", "chuyển đi nơi khác", "nhà đất", "bố mẹ tôi mới mất"}) {
        INFO(vague);
        Talk talk;
        const Turn turn = talk.says(vague);
        if (turn.outcome != Outcome::clarify) continue;
        ++asked;
        const auto& reply = turn.replies.at(0);
        CHECK(reply.buttons.size() >= 2);
        CHECK(reply.buttons.size() == turn.session.options.size());
        CHECK(reply.text.find(std::to_string(reply.buttons.size()) + " việc") != std::string::npos);
        CHECK(talk.says("1").procedure == turn.session.options[0]);
    }
    CHECK(asked > 0);
}

TEST_CASE("asking back about a paper offers no other paper's procedure that is far from what was said", "[gateway][conversation]") {
    Talk talk;
    const Turn turn = talk.says("so do nha em bi mat");
    REQUIRE(turn.outcome == Outcome::clarify);
    REQUIRE(turn.session.options.size() > 1);
    CHECK(turn.session.options.front() == "1.012786");
    // The licence of a driver is lost in its name, too.
    CHECK(std::find(turn.session.options.begin(), turn.session.options.end(), "3.000348") == turn.session.options.end());
}

TEST_CASE("a button shows its part, in full when it says so, and an unknown one shows the menu", "[gateway][conversation]") {
    Talk talk;
    const Turn fee = talk.presses("#m:p:1.001193:fee");
    CHECK(fee.procedure == "1.001193");
    CHECK(fee.facets == std::vector{intents::Facet::fee});
    const Turn brief = talk.presses("#m:p:1.001193:documents");
    const Turn full = talk.presses("#m:x:1.001193:documents");
    CHECK(full.replies.at(0).text.size() > brief.replies.at(0).text.size());
    for (const char* unknown : {"GET_STARTED", "#m:p:1.001193:horoscope", "#m:z"}) {
        INFO(unknown);
        const Turn turn = talk.presses(unknown);
        CHECK(turn.outcome == Outcome::smalltalk);
        CHECK(turn.detail == "menu");
        CHECK(turn.session.code == "1.001193");
    }
    const Turn gone = talk.presses("#m:p:9.999999:fee");
    CHECK(gone.outcome == Outcome::not_found);
    CHECK(gone.detail == "gone");
    CHECK(gone.session.code.empty());
}

TEST_CASE("the buttons of a greeting lead to procedures of the starter base", "[gateway][conversation]") {
    Talk talk;
    const auto buttons = talk.says("xin chào").replies.at(0).buttons;
    REQUIRE_FALSE(buttons.empty());
    for (const auto& button : buttons) {
        INFO(button.title);
        CHECK(talk.presses(button.payload).outcome == Outcome::answered);
    }
}

TEST_CASE("an attachment is refused with its own notice and the dialogue goes on", "[gateway][conversation]") {
    Talk talk;
    talk.says("đăng ký khai sinh cần giấy tờ gì");
    const Turn refused = talk.hears({{}, "lệ phí?", {}, {{intents::AttachmentKind::file, "x.docx"}}});
    CHECK(refused.outcome == Outcome::refused);
    CHECK(refused.detail == "R2");
    CHECK(refused.replies.at(0).text == kb::notice_text(intents::Notice::no_attachment));
    CHECK(talk.says("lệ phí bao nhiêu").procedure == "1.001193");
}

TEST_CASE("a message without words is met with silence", "[gateway][conversation]") {
    Talk talk;
    const Turn turn = talk.says(" ...?! ");
    CHECK(turn.outcome == Outcome::silent);
    CHECK(turn.replies.empty());
}
