// PhraseBook over made-up files: whole words, typed accents, the longest phrase of a label.
#include <catch2/catch.hpp>

#include <array>

#include "intents/phrase_book.hpp"

using namespace motcua;
using intents::PhraseBook;

namespace {

EmbeddedFile file(std::string_view path, std::string_view text) { return {path, text.data(), text.data() + text.size()}; }

constexpr std::string_view lost_words = "# lost things\nmất\nmất giấy\nmất giấy tờ tùy thân\n\n";
constexpr std::string_view face_words = "mặt\r\nkhuôn mặt";
constexpr std::string_view other_words = "giấy tờ";
constexpr std::string_view long_words = "một hai ba bốn năm sáu bảy tám chín\nmột hai ba bốn năm sáu bảy tám\n";

const PhraseBook& book() {
    static const std::array files{file("x/test/lost.txt", lost_words), file("x/test/face.txt", face_words),
                                  file("x/other/papers.txt", other_words), file("x/test/long.txt", long_words)};
    static const PhraseBook made(files, "/test/");
    return made;
}

/// "lost 0-2, face 1-2"
std::string found(const std::string& text) {
    std::string lines;
    for (const auto& match : book().matches(intents::normalize(text).tokens())) {
        if (!lines.empty()) lines += ", ";
        lines += book().labels()[match.label] + " " + std::to_string(match.begin) + "-" + std::to_string(match.end);
    }
    return lines;
}

}  // namespace

TEST_CASE("labels are the stems of the files of one folder", "[intents][catalog]") {
    CHECK(book().labels() == std::vector<std::string>{"lost", "face", "long"});
}

TEST_CASE("marks may be left out, never added, and none but hỏi and ngã changed", "[intents][catalog]") {
    CHECK(intents::marks_left_out("mây", "mấy"));
    CHECK(intents::marks_left_out("đau", "đâu"));
    CHECK(intents::marks_left_out("mấy", "mấy"));
    CHECK(intents::marks_left_out("may", "mấy"));
    CHECK(intents::marks_left_out("gữi", "gửi"));
    CHECK(intents::marks_left_out("cũa", "của"));
    CHECK_FALSE(intents::marks_left_out("gũi", "gứi"));
    CHECK_FALSE(intents::marks_left_out("mầy", "mấy"));
    CHECK_FALSE(intents::marks_left_out("mấy", "mây"));
    CHECK_FALSE(intents::marks_left_out("mâ", "mấy"));
    CHECK_FALSE(intents::marks_left_out("mấy", "mâ"));
    CHECK_FALSE(intents::marks_left_out("m\xff", "mấ"));
}

TEST_CASE("a phrase is found by whole words, its accents, and its longest form", "[intents][catalog]") {
    struct Row {
        const char* why;
        const char* typed;
        const char* matches;
    };
    const auto row = GENERATE(values<Row>({
        {"as written", "mất", "lost 0-1"},
        {"another word with the same letters", "mặt", "face 0-1"},
        {"without accents it may be either", "mat", "lost 0-1, face 0-1"},
        {"a third accent is neither", "mát", ""},
        {"capitals and combining marks", "MA\u0302\u0301T", "lost 0-1"},
        {"the longest of a label", "mất giấy tờ tùy thân", "lost 0-5"},
        {"as far as it goes", "mất giấy khai sinh", "lost 0-2"},
        {"the accent of a later word vetoes the longer one", "mất giẫy", "lost 0-1"},
        {"a mark left out in a phrase of several words", "mất giây tơ tuỳ than", "lost 0-5"},
        {"a mark left out in a word alone is another word", "mât", ""},
        {"one word without accents among others", "mat giấy to tùy than", "lost 0-5, face 0-1"},
        {"inside a sentence", "em bị mất rồi ạ", "lost 2-3"},
        {"no match inside a word", "matxa", ""},
        {"no match across a word", "khuôn nhựa mặt", "face 2-3"},
        {"twice", "mất mất", "lost 0-1, lost 1-2"},
        {"two labels that overlap", "khuôn mặt mất", "face 0-2, face 1-2, lost 2-3"},
        {"files of another folder are not read", "giấy tờ", ""},
        {"a comment is no phrase", "lost things", ""},
        {"eight words are a phrase", "một hai ba bốn năm sáu bảy tám", "long 0-8"},
        {"nine are not", "hai ba bốn năm sáu bảy tám chín", ""},
        {"nothing", "", ""},
    }));
    INFO(row.why << ": " << row.typed);
    CHECK(found(row.typed) == row.matches);
}

TEST_CASE("typed accents agree with the same word only, missing ones with all", "[intents][catalog]") {
    const auto token = [](const char* typed) { return intents::normalize(typed).tokens().at(0); };
    CHECK(intents::accents_agree(token("mat"), "mặt"));
    CHECK(intents::accents_agree(token("mặt"), "mặt"));
    CHECK_FALSE(intents::accents_agree(token("mất"), "mặt"));
    CHECK_FALSE(intents::accents_agree(token("mâtr"), "mặt"));
    CHECK_FALSE(intents::accents_agree(token("đang"), "dang"));
}
