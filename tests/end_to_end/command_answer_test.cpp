// `answer --jsonl`, `normalize --jsonl` and `ask`: the forms that others script against.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/end_to_end/child_process.hpp"
#include "tests/end_to_end/command_run.hpp"
#include "tests/end_to_end/file_search.hpp"

using namespace motcua;
using nlohmann::json;

namespace {

/// A base of the starter procedures, filled once for all tests of this file.
std::string starter_data() {
    static const tests::TemporaryFolder folder;
    return folder.path().string();
}

json line_of(const std::string& conversation, const std::string& text) {
    return {{"conversation", conversation}, {"channel", "zalo"}, {"text", text}};
}

/// What `answer --jsonl` says to these lines; every line of it must be JSON.
std::vector<json> answers_to(const std::vector<json>& lines) {
    std::string input;
    for (const json& line : lines) input += line.dump() + "\n";
    const auto result = tests::run_command({"answer", "--jsonl", "--data", starter_data()}, input);
    CHECK(result.exit_code == 0);
    std::vector<json> answers;
    for (const std::string& line : result.lines()) answers.push_back(json::parse(line));
    REQUIRE(answers.size() == lines.size());
    return answers;
}

std::string first_text(const json& answer) { return answer.at("reply").at(0).at("text").get<std::string>(); }

}  // namespace

TEST_CASE("an answer line has every member of the contract, with its type", "[command]") {
    const auto answers = answers_to({line_of("c1", "lam lai bang lai xe mat thi can giay to gi")});
    const json& answer = answers[0];
    CHECK(answer.at("conversation") == "c1");
    CHECK(answer.at("outcome") == "answered");
    CHECK(answer.at("procedure") == "3.000348");
    CHECK(answer.at("facets") == json::array({"documents"}));
    CHECK(answer.at("confidence").get<double>() > 0.5);
    CHECK(answer.at("confidence").get<double>() <= 1.0);
    REQUIRE_FALSE(answer.at("candidates").empty());
    CHECK(answer.at("candidates")[0].at("code") == "3.000348");
    CHECK(answer.at("candidates")[0].at("score").is_number());
    CHECK(answer.at("policy").at("label") == "normal");
    CHECK(answer.at("policy").at("action") == "allow");
    CHECK(tests::holds(first_text(answer), "Cấp lại giấy phép lái xe"));
    REQUIRE_FALSE(answer.at("reply")[0].at("buttons").empty());
    CHECK(answer.at("reply")[0].at("buttons")[0].at("title").is_string());
    CHECK(answer.at("micros").is_number_integer());
}

TEST_CASE("candidates come best first, ten at most", "[command]") {
    const auto answers = answers_to({line_of("c", "dang ky xe")});
    const json& candidates = answers[0].at("candidates");
    REQUIRE(candidates.size() > 1);
    CHECK(candidates.size() <= 10);
    for (std::size_t i = 1; i < candidates.size(); ++i) {
        CHECK(candidates[i - 1].at("score").get<double>() >= candidates[i].at("score").get<double>());
    }
}

TEST_CASE("the turns of one conversation keep their session, and no other's", "[command]") {
    const auto answers = answers_to({line_of("an", "lam lai bang lai xe mat thi can giay to gi"),
                                     line_of("binh", "thủ tục đăng ký thường trú làm ở đâu"),
                                     line_of("an", "thế bao nhiêu tiền?"), line_of("binh", "thế bao nhiêu tiền?"),
                                     line_of("chi", "thế bao nhiêu tiền?")});
    CHECK(answers[2].at("procedure") == "3.000348");
    CHECK(answers[2].at("facets") == json::array({"fee"}));
    CHECK(answers[3].at("procedure") == "1.004222");
    CHECK(answers[4].at("procedure") != "3.000348");
    CHECK(answers[4].at("procedure") != "1.004222");
}

TEST_CASE("a button's payload comes back as a choice", "[command]") {
    const auto first = answers_to({line_of("c", "lam lai bang lai xe mat thi can giay to gi")});
    json pressed = line_of("c", "");
    pressed["payload"] = first[0].at("reply")[0].at("buttons")[0].at("payload");
    const auto answers = answers_to({pressed});
    CHECK(answers[0].at("outcome") == "answered");
    CHECK(answers[0].at("procedure") == "3.000348");
}

TEST_CASE("every kind of message ends in its outcome and its policy", "[command]") {
    struct Row {
        const char* why;
        json line;
        const char* outcome;
        const char* label;
        const char* action;
    };
    json with_file = line_of("c", "xem giúp em");
    with_file["attachments"] = json::array({{{"type", "file"}, {"name", "x.docx"}}});
    json foreign = line_of("c", "xin chào");
    foreign["channel"] = "pigeon";
    foreign["extra"] = {1, 2};
    const std::vector<Row> rows{
        {"small talk", line_of("c", "xin chào"), "smalltalk", "normal", "allow"},
        {"a wish for a human", line_of("c", "gặp nhân viên"), "handoff", "normal", "allow"},
        {"out of the base", line_of("c", "asdkjh qwepoi zxcmn"), "not_found", "normal", "allow"},
        {"an internal document", line_of("c", "Em gửi anh dự thảo công văn số 12/UBND-VP ạ"), "refused",
         "internal_document", "refuse"},
        {"any file", with_file, "refused", "normal", "refuse"},
        {"nothing at all", line_of("c", ""), "silent", "normal", "allow"},
        {"a personal number is masked, the question answered",
         line_of("c", "đăng ký khai sinh cần giấy tờ gì, cccd em 001099012345"), "answered", "personal_data", "redact"},
        {"members that nobody knows", foreign, "smalltalk", "normal", "allow"},
    };
    for (const Row& row : rows) {
        INFO(row.why);
        const auto answers = answers_to({row.line});
        CHECK(answers[0].at("outcome") == row.outcome);
        CHECK(answers[0].at("policy").at("label") == row.label);
        CHECK(answers[0].at("policy").at("action") == row.action);
        CHECK(answers[0].at("procedure").is_null() == (std::string(row.outcome) != "answered"));
        CHECK(answers[0].at("reply").empty() == (std::string(row.outcome) == "silent"));
        CHECK_FALSE(tests::holds(answers[0].at("reply").dump(), "001099012345"));
    }
}

TEST_CASE("a line that is no object is told in its place, the others are answered, and the exit code is 1", "[command]") {
    const std::string input = R"({"conversation":"a","text":"xin chào"})"
                              "\nnot json\n[1]\n\n\"text\"\n{\"conversation\":\"b\",\"text\":\"cảm ơn\"}\n";
    const auto result = tests::run_command({"answer", "--jsonl", "--data", starter_data()}, input);
    CHECK(result.exit_code == 1);
    const auto lines = result.lines();
    REQUIRE(lines.size() == 5);
    CHECK(json::parse(lines[0]).at("conversation") == "a");
    for (std::size_t i = 1; i < 4; ++i) CHECK(json::parse(lines[i]).at("error").is_string());
    CHECK(json::parse(lines[4]).at("conversation") == "b");
}

TEST_CASE("any bytes in a line give valid JSON", "[command]") {
    const std::string input = "{\"conversation\":\"a\",\"text\":\"b\\ud800\"}\n{\"conversation\":\"b\",\"text\":7}\n"
                              "{\"conversation\":null}\n{}\n{\"text\":\"\xff\xfe\"}\n";
    const auto result = tests::run_command({"answer", "--jsonl", "--data", starter_data()}, input);
    const auto lines = result.lines();
    REQUIRE(lines.size() == 5);
    for (const std::string& line : lines) CHECK(json::parse(line, nullptr, false).is_object());
}

TEST_CASE("normalize gives text, folded text, tokens and notes", "[command]") {
    const std::string input = json({{"text", "LÀM   lại bằng LÁI xe \u2013 hoà bình"}}).dump() + "\nnope\n" +
                              json({{"text", ""}}).dump() + "\n";
    const auto result = tests::run_command({"normalize", "--jsonl"}, input);
    CHECK(result.exit_code == 1);
    const auto lines = result.lines();
    REQUIRE(lines.size() == 3);
    const json first = json::parse(lines[0]);
    CHECK(tests::holds(first.at("text").get<std::string>(), "làm lại bằng lái xe"));
    CHECK(tests::holds(first.at("folded").get<std::string>(), "lam lai bang lai xe"));
    CHECK(tests::holds(first.at("folded").get<std::string>(), "hoa binh"));
    CHECK(first.at("tokens").at(0) == "làm");
    CHECK(first.at("notes").is_array());
    CHECK(json::parse(lines[1]).at("error").is_string());
    CHECK(json::parse(lines[2]).at("folded") == "");
    CHECK(tests::run_command({"normalize", "--jsonl"}, "{\"text\":\"a\"}\n").exit_code == 0);
}

TEST_CASE("ask answers one message for people", "[command]") {
    const auto result = tests::run_command({"ask", "lam lai bang lai xe mat thi can giay to gi", "--data", starter_data()});
    CHECK(result.exit_code == 0);
    CHECK(tests::holds(result.out, "Cấp lại giấy phép lái xe"));
    CHECK(tests::holds(result.out, "3.000348"));
    const auto explained = tests::run_command({"ask", "--explain", "dang ky ket hon", "--data", starter_data()});
    CHECK(explained.exit_code == 0);
    CHECK(explained.out.size() > result.out.size() / 2);
    CHECK(tests::holds(explained.out, "1.000894"));
}
