// The glued tables of papers, and the file names glued to papers; own samples in the portal's shape.
#include "adapters/portal/glued_documents.hpp"

#include <catch2/catch.hpp>

#include "adapters/portal/template_files.hpp"

namespace motcua::tests {
namespace {

const std::string heading = "Tên giấy tờMẫu đơn, tờ khaiSố lượng";

struct Paper {
    const char* document_case;
    const char* name;
    int original;
    int copy;
};

void check_papers(const adapters::SplitDocuments& split, const std::vector<Paper>& papers) {
    REQUIRE(split.documents.size() == papers.size());
    for (std::size_t i = 0; i < papers.size(); ++i) {
        INFO(i);
        CHECK(split.documents[i].document_case == papers[i].document_case);
        CHECK(split.documents[i].name == papers[i].name);
        CHECK(split.documents[i].original == papers[i].original);
        CHECK(split.documents[i].copy == papers[i].copy);
    }
}

}  // namespace

TEST_CASE("tables, headings, names and counts come apart", "[kb][glued]") {
    const auto split = adapters::split_documents("* Phải nộp:" + heading + "- Tờ khai.1 bản chínhẢnh thẻ0 bản chính,2 bản sao" +
                                                 "* Phải xuất trình:" + heading + "Thẻ cũ1 bản sao" + "--" + heading +
                                                 "Đơn xin1 bản chính");
    CHECK(split.certain);
    check_papers(split, {{"* Phải nộp:", "- Tờ khai.", 1, 0},
                         {"* Phải nộp:", "Ảnh thẻ", 0, 2},
                         {"* Phải xuất trình:", "Thẻ cũ", 0, 1},
                         {"", "Đơn xin", 1, 0}});
}

TEST_CASE("counts inside a sentence end no row", "[kb][glued]") {
    struct Row {
        const char* why;
        const char* name;
    };
    const auto row = GENERATE(values<Row>({
        {"padded", "nộp 02 bản chính tờ khai"},
        {"in brackets", "Giấy ủy quyền (1 bản chính)"},
        {"padded in brackets", "Giấy ủy quyền (01 bản chính hoặc 01 bản sao có chứng thực)"},
        {"a word follows", "gồm 1 bản sao kèm bản gốc"},
        {"a semicolon follows", "Đơn: 1 bản chính; nếu có"},
        {"no number", "kèm bản chính để đối chiếu"},
    }));
    INFO(row.why);
    const auto split = adapters::split_documents(heading + row.name + "1 bản chính");
    check_papers(split, {{"", row.name, 1, 0}});
}

TEST_CASE("of digits glued to a name the last is the count", "[kb][glued]") {
    check_papers(adapters::split_documents(heading + "Đơn theo mẫu năm 20261 bản chínhBản khai BM.20.031 bản chínhTờ số 180 bản chính"),
                 {{"", "Đơn theo mẫu năm 2026", 1, 0}, {"", "Bản khai BM.20.03", 1, 0}, {"", "Tờ số 18", 0, 0}});
}

TEST_CASE("a table that was cut short keeps its tail and says so", "[kb][glued]") {
    const auto split = adapters::split_documents(heading + "Tờ khai1 bản chínhẢnh th");
    CHECK_FALSE(split.certain);
    check_papers(split, {{"", "Tờ khai", 1, 0}, {"", "Ảnh th", 0, 0}});
}

TEST_CASE("a cell without a table is nothing or one text", "[kb][glued]") {
    CHECK(adapters::split_documents("----").documents.empty());
    CHECK(adapters::split_documents("Không có thông tin").documents.empty());
    const auto split = adapters::split_documents("Mang thẻ theo");
    CHECK_FALSE(split.certain);
    check_papers(split, {{"", "Mang thẻ theo", 0, 0}});
}

TEST_CASE("form files are cut off a paper's name", "[kb][glued]") {
    struct Row {
        const char* why;
        const char* glued;
        const char* name;
        const char* form;
    };
    const auto row = GENERATE(values<Row>({
        {"after a full stop", "Tờ khai theo Nghị định số 1.Mẫu số 01.docx", "Tờ khai theo Nghị định số 1.", "Mẫu số 01"},
        {"after a small letter", "Đơn xin mượnĐơn xin.doc", "Đơn xin mượn", "Đơn xin"},
        {"after a capital", "Tờ khai CPMẫu số 09.DOCX", "Tờ khai CP", "Mẫu số 09"},
        {"full stops inside", "Giấy phépMau 08 - PL II_36.2025.TT-X_02.7.doc", "Giấy phép", "Mau 08 - PL II_36.2025.TT-X_02.7"},
        {"two files", "Hồ sơ.Mẫu số 1.docxMẫu số 2.docx", "Hồ sơ.", "Mẫu số 1"},
        {"letters were lost", "Bản khai chung theo mẫuBnkhaichung.docx", "Bản khai chung theo mẫu", ""},
        {"a short code", "Tờ khai của Bộ.NA5.doc", "Tờ khai của Bộ.", "NA5"},
        {"small beginning", "Đơn xin in màu trắng.mau so 12 (1).doc", "Đơn xin in màu trắng.", "mau so 12"},
        {"a second download", "Tờ khai mấtMẫu báo mất (2).doc", "Tờ khai mất", "Mẫu báo mất"},
        {"only a file", "to khai.docx", "to khai", ""},
        {"none", "Tệp văn bản .docx hay không", "Tệp văn bản .docx hay không", ""},
    }));
    INFO(row.why);
    const auto cut = adapters::without_file_names(row.glued);
    CHECK(cut.name == row.name);
    CHECK(adapters::form_title(cut.files) == row.form);
}

TEST_CASE("file names are told from words that look like them", "[kb][glued]") {
    CHECK(adapters::holds_file_name("a.docx"));
    CHECK(adapters::holds_file_name("a.DOCMẫu"));
    CHECK_FALSE(adapters::holds_file_name("và phụ lục (.document)"));
    CHECK_FALSE(adapters::holds_file_name("văn bản. docx"));
    CHECK_FALSE(adapters::holds_file_name("tệp có đuôi “.doc” và “.pdf”"));
}

TEST_CASE("a split row is repaired: its name, its form, its count", "[kb][glued]") {
    kb::Document row{"", "Văn b", "ản đề nghị theo mẫuMẫu I.1.8.docx", 1, 0};
    CHECK(adapters::looks_glued(row));
    CHECK(adapters::cut_file_names(row));
    CHECK(row.name == "Văn bản đề nghị theo mẫu");
    CHECK(row.form == "Mẫu I.1.8");
    kb::Document counted{"", "Luật Đất đai năm", "", 20240, 0};
    CHECK(adapters::looks_glued(counted));
    CHECK(adapters::give_digits_back(counted));
    CHECK(counted.name == "Luật Đất đai năm 2024");
    CHECK(counted.original == 0);
    kb::Document sound{"", "a) Tờ khai mượn", "TV01", 2, 1};
    CHECK_FALSE(adapters::looks_glued(sound));
    CHECK_FALSE(adapters::cut_file_names(sound));
    CHECK_FALSE(adapters::give_digits_back(sound));
}

TEST_CASE("a split reports that it cut file names", "[kb][glued]") {
    CHECK(adapters::split_documents(heading + "Đơn xin.Mẫu số 1.docx1 bản chính").named_files);
    CHECK_FALSE(adapters::split_documents(heading + "Đơn xin.1 bản chính").named_files);
}

}  // namespace motcua::tests
