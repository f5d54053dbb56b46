// The words of an answer: what was asked first, its source, its buttons, its limits.
#include <catch2/catch.hpp>

#include "intents/normalized_text.hpp"
#include "knowledge-base/answer.hpp"
#include "knowledge-base/answer_sections.hpp"
#include "knowledge-base/excerpt.hpp"
#include "tests/knowledge-base/procedure_samples.hpp"

using namespace motcua;
using namespace motcua::tests;
using intents::Facet;

namespace {

const std::vector<Facet> all_facets{Facet::general, Facet::documents, Facet::fee,    Facet::duration, Facet::place,
                                    Facet::steps,   Facet::online,    Facet::conditions, Facet::result, Facet::legal,
                                    Facet::form,    Facet::validity,  Facet::authorise};

bool says(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

kb::Procedure with_papers(int count) {
    auto procedure = sound_procedure();
    procedure.documents.clear();
    for (int i = 1; i <= count; ++i) procedure.documents.push_back({"", "Giấy số " + std::to_string(i) + ".", "", 1, 0});
    return procedure;
}

std::vector<std::string> titles(const kb::Reply& reply) {
    std::vector<std::string> made;
    for (const auto& button : reply.buttons) made.push_back(button.title);
    return made;
}

}  // namespace

TEST_CASE("an answer tells what was asked and ends with its source", "[ranking][answer]") {
    auto procedure = sound_procedure();
    procedure.decision = "123/QĐ-BTP";
    procedure.data_date = "2026-07";
    const auto reply = kb::answer_from(procedure, "Thẻ mượn sách", {Facet::documents});
    CHECK(reply.text.rfind("Thẻ mượn sách\n", 0) == 0);
    CHECK(says(reply.text, "Cấp thẻ mượn sách"));  // the official name stands beside the people's
    CHECK(says(reply.text, "Tờ khai mượn sách"));
    CHECK(says(reply.text, "1 bản chính"));
    CHECK_FALSE(says(reply.text, "20,000"));
    const auto source = reply.text.find("Mã thủ tục: 1.900001");
    REQUIRE(source != std::string::npos);
    for (const char* part : {"Thư viện xã", "https://example.vn/thu-tuc/1", "123/QĐ-BTP", "tháng 7/2026"}) {
        INFO(part);
        CHECK(says(reply.text.substr(source), part));
    }
}

TEST_CASE("without a part the answer is an overview of the four that people ask most", "[ranking][answer]") {
    for (const auto& facets : {std::vector<Facet>{}, std::vector<Facet>{Facet::general}}) {
        const auto reply = kb::answer_from(sound_procedure(), "Cấp thẻ mượn sách", facets);
        for (const char* part : {"Giấy tờ:", "Lệ phí:", "Thời gian:", "Nơi nộp:"}) {
            INFO(part);
            CHECK(says(reply.text, part));
        }
        CHECK(reply.buttons.size() == 5);
        CHECK_FALSE(says(reply.text, "tên đầy đủ"));  // it is the same name
    }
}

TEST_CASE("parts come in the order asked, at most three", "[ranking][answer]") {
    const auto reply =
        kb::answer_from(sound_procedure(), "x", {Facet::fee, Facet::documents, Facet::steps, Facet::duration});
    const auto fee = reply.text.find(kb::section_heading(sound_procedure(), Facet::fee));
    const auto papers = reply.text.find(kb::section_heading(sound_procedure(), Facet::documents));
    const auto steps = reply.text.find("Nộp tờ khai, nhận thẻ.");
    REQUIRE(fee != std::string::npos);
    CHECK(fee < papers);
    CHECK(papers < steps);
    CHECK(steps != std::string::npos);
    CHECK_FALSE(says(reply.text, "3 Ngày"));
}

TEST_CASE("buttons lead to what was not told, and to more only when there is more", "[ranking][answer]") {
    const auto short_list = kb::answer_from(with_papers(8), "x", {Facet::documents});
    CHECK(titles(short_list) == std::vector<std::string>{"Lệ phí", "Thời gian", "Nơi nộp", "Các bước"});
    const auto long_list = kb::answer_from(with_papers(9), "x", {Facet::documents});
    CHECK(titles(long_list).back() == "Xem thêm");
    CHECK(long_list.buttons.back().payload == "#m:x:1.900001:documents");
}

TEST_CASE("a long list is cut in the answer and whole in full", "[ranking][answer]") {
    const auto procedure = with_papers(12);
    const auto brief = kb::answer_from(procedure, "x", {Facet::documents});
    CHECK(says(brief.text, "Giấy số 8."));
    CHECK_FALSE(says(brief.text, "Giấy số 9."));
    CHECK(says(brief.text, "4 giấy tờ khác"));
    const auto full = kb::full_answer(procedure, "x", Facet::documents);
    for (int i = 1; i <= 12; ++i) CHECK(says(full.text, "Giấy số " + std::to_string(i) + "."));
    CHECK(says(full.text, "Mã thủ tục: 1.900001"));
}

TEST_CASE("no part of an answer is ever without words or without bound", "[ranking][answer]") {
    kb::Procedure empty;
    empty.code = "1.900002";
    empty.name = "Trống";
    auto huge = sound_procedure();
    huge.steps.clear();
    for (int i = 0; i < 3000; ++i) huge.steps += "Bước tiếp theo của thủ tục này. ";
    huge.requirements = huge.steps;
    huge.documents.front().name = huge.steps;
    huge.result = {huge.steps};
    for (const Facet facet : all_facets) {
        INFO(intents::name_of(facet));
        CHECK_FALSE(kb::section(empty, facet, kb::Length::brief).empty());
        CHECK_FALSE(kb::section(empty, facet, kb::Length::full).empty());
        CHECK_FALSE(kb::title_of(facet).empty());
        CHECK(kb::characters_in(kb::section(huge, facet, kb::Length::full)) <= 6'000);
        CHECK(kb::characters_in(kb::section(huge, facet, kb::Length::brief)) <= 2'000);
        const auto reply = kb::full_answer(huge, "x", facet);
        CHECK(reply.text == intents::to_nfc(reply.text));
        CHECK(reply.buttons.size() <= 5);
    }
}

TEST_CASE("a button comes back as what it stands for", "[ranking][answer]") {
    for (const Facet facet : all_facets) {
        for (const bool full : {false, true}) {
            const auto payload = full ? kb::full_payload_for("1.001193", facet) : kb::payload_for("1.001193", facet);
            INFO(payload);
            CHECK(payload.rfind("#m:", 0) == 0);
            CHECK(payload.size() <= 200);
            const auto choice = kb::choice_from(payload);
            REQUIRE(choice);
            CHECK(choice->code == "1.001193");
            CHECK(choice->facet == facet);
            CHECK(choice->full == full);
        }
    }
    for (const char* other : {"", "#m:", "#m:p:", "#m:p:1.001193", "#m:p:1.001193:", "#m:p::fee", "#m:p:1.001193:horoscope",
                              "#m:z:1.001193:fee", "m:p:1.001193:fee", " #m:p:1.001193:fee", "khai sinh"}) {
        INFO(other);
        CHECK_FALSE(kb::choice_from(other));
    }
}

TEST_CASE("a month reads as people say it", "[ranking][answer]") {
    CHECK(kb::date_text("2026-07") == "tháng 7/2026");
    CHECK(kb::date_text("2026-12") == "tháng 12/2026");
    CHECK(kb::date_text("2026-07-01").find("2026") != std::string::npos);
    CHECK(kb::date_text("lâu rồi") == "lâu rồi");
    CHECK(kb::date_text("").empty());
}
