// The checklist: which headings are situations, which question comes next, what the list holds in the end.
#include <catch2/catch.hpp>

#include "knowledge-base/answer.hpp"
#include "knowledge-base/paper_cases.hpp"

using namespace motcua;
using kb::CaseChoice;

namespace {

kb::Document paper(const std::string& heading, const std::string& name) {
    kb::Document made;
    made.document_case = heading;
    made.name = name;
    return made;
}

/// A made-up record with three situations, papers for all, and papers of a proxy.
kb::Procedure reading_card() {
    kb::Procedure procedure;
    procedure.code = "1.000001";
    procedure.name = "Cấp thẻ đọc";
    procedure.documents = {paper("", "Tờ khai"), paper("a) Đối với trường hợp là học sinh:", "Thẻ học sinh"),
                           paper("b) Đối với trường hợp là người cao tuổi:", "Giấy khám"),
                           paper("a) Đối với trường hợp là học sinh:", "Giấy giới thiệu"),
                           paper("* Lưu ý: đối với mọi trường hợp", "Mang bản chính để đối chiếu"),
                           paper("Trường hợp ủy quyền:", "Văn bản ủy quyền")};
    return procedure;
}

std::vector<std::string> case_titles(const kb::Reply& reply) {
    std::vector<std::string> made;
    for (const kb::Button& button : reply.buttons) made.push_back(button.title);
    return made;
}

bool says(const kb::Reply& reply, const char* words) { return reply.text.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("headings that name a situation part the papers, others are for everybody", "[ranking][cases]") {
    const auto cases = kb::paper_cases_of(reading_card());
    REQUIRE(cases.situations.size() == 2);
    CHECK(cases.situations[0].papers.size() == 2);
    CHECK(cases.situations[1].papers.size() == 1);
    CHECK(cases.common.size() == 2);
    REQUIRE(cases.proxy);
    CHECK(cases.proxy->papers.size() == 1);
    CHECK(cases.worth_asking());
}

TEST_CASE("headings that begin alike are situations of one procedure", "[ranking][cases]") {
    kb::Procedure procedure;
    procedure.documents = {paper("Đăng ký chỗ đọc tại nhà văn hóa", "Đơn"), paper("Đăng ký chỗ đọc tại trường học", "Giấy"),
                           paper("Giấy tờ phải nộp", "Ảnh")};
    const auto cases = kb::paper_cases_of(procedure);
    CHECK(cases.situations.size() == 2);
    CHECK(cases.common.size() == 1);
}

TEST_CASE("a record without situations has nothing to ask", "[ranking][cases]") {
    kb::Procedure procedure;
    CHECK_FALSE(kb::paper_cases_of(procedure).worth_asking());
    procedure.documents = {paper("* Giấy tờ phải nộp:", "Đơn"), paper("* Giấy tờ phải xuất trình:", "Thẻ")};
    CHECK_FALSE(kb::paper_cases_of(procedure).worth_asking());
    procedure.documents.push_back(paper("Trường hợp ủy quyền", "Giấy"));
    CHECK_FALSE(kb::paper_cases_of(procedure).worth_asking());
}

TEST_CASE("two questions lead to a list of one's own", "[ranking][cases]") {
    const auto procedure = reading_card();
    const auto first = kb::case_reply(procedure, "Thẻ đọc", {"1.000001", std::nullopt, std::nullopt});
    CHECK(case_titles(first) == std::vector<std::string>{"học sinh", "người cao tuổi"});
    const auto second = kb::case_reply(procedure, "Thẻ đọc", *kb::case_choice_from(first.buttons[0].payload));
    CHECK(case_titles(second) == std::vector<std::string>{"Tự nộp", "Nhờ nộp thay"});
    const auto alone = kb::case_reply(procedure, "Thẻ đọc", *kb::case_choice_from(second.buttons[0].payload));
    CHECK(alone.buttons.empty());
    for (const char* wanted : {"1. Thẻ học sinh", "2. Giấy giới thiệu", "3. Tờ khai", "Mã thủ tục: 1.000001"}) CHECK(says(alone, wanted));
    for (const char* other : {"Giấy khám", "Văn bản ủy quyền"}) CHECK_FALSE(says(alone, other));
    const auto proxy = kb::case_reply(procedure, "Thẻ đọc", *kb::case_choice_from(second.buttons[1].payload));
    CHECK(says(proxy, "Văn bản ủy quyền"));
}

TEST_CASE("a situation that the record lost is asked for anew", "[ranking][cases]") {
    const auto reply = kb::case_reply(reading_card(), "Thẻ đọc", {"1.000001", 7, true});
    CHECK(case_titles(reply).size() == 2);
    CHECK(kb::case_choice_from(reply.buttons[0].payload)->by_proxy == true);
}

TEST_CASE("payloads of the questions come back as they went, others are none of ours", "[ranking][cases]") {
    for (const CaseChoice& choice : {CaseChoice{"1.000001", std::nullopt, std::nullopt}, CaseChoice{"1.000001", 12, true},
                                     CaseChoice{"1.000001", 0, false}}) {
        const auto read = kb::case_choice_from(kb::case_payload_for(choice));
        REQUIRE(read);
        CHECK(read->code == choice.code);
        CHECK(read->situation == choice.situation);
        CHECK(read->by_proxy == choice.by_proxy);
    }
    for (const char* other : {"", "#m:c:", "#m:c::1:s", "#m:c:1.000001:1", "#m:c:1.000001:x:s", "#m:c:1.000001:1:q",
                              "#m:c:1.000001:1:ss", "#m:p:1.000001:fee", "#m:c:1.000001:99999999999999999999:s"}) {
        INFO(other);
        CHECK_FALSE(kb::case_choice_from(other));
    }
}

TEST_CASE("an answer about papers offers the checklist where there is something to ask", "[ranking][cases]") {
    const auto offered = [](const kb::Procedure& procedure) {
        for (const auto& button : kb::answer_from(procedure, "x", {intents::Facet::documents}).buttons) {
            if (button.title == "Theo trường hợp") return kb::case_choice_from(button.payload).has_value();
        }
        return false;
    };
    auto procedure = reading_card();
    CHECK(offered(procedure));
    procedure.documents.resize(1);
    CHECK_FALSE(offered(procedure));
}
