// How the portal's texts are cleaned.
#include "adapters/portal/portal_text.hpp"

#include <catch2/catch.hpp>

#include "adapters/portal/letters.hpp"
#include "adapters/portal/portal_values.hpp"

namespace motcua::tests {
namespace {

adapters::JsonNode text_node(const std::string& text) {
    adapters::JsonNode node;
    node.kind = adapters::JsonNode::Kind::text;
    node.text = text;
    return node;
}

}  // namespace

TEST_CASE("cleaning composes, drops what is invisible and tells what it met", "[kb][portal]") {
    struct Row {
        const char* why;
        std::string raw;
        const char* clean;
        bool was_nfd;
        bool private_use;
    };
    const auto row = GENERATE(values<Row>({
        {"plain", "Thủ tục", "Thủ tục", false, false},
        {"combining marks", "Thu\u0309 tu\u0323c", "Thủ tục", true, false},
        {"icon font", "\uf0fc\tTrường hợp", " Trường hợp", false, true},
        {"zero width and direction", "a\u200b\u200eb\u00ad", "ab", false, false},
        {"no-break space", "xã,\u00a0phường", "xã, phường", false, false},
        {"line breaks", "a\r\nb\u2028c", "a\nb\nc", false, false},
        {"controls", "a\x01\x7f" "b", "ab", false, false},
        {"fullwidth stays, it is NFC", "Ａ", "Ａ", false, false},
    }));
    INFO(row.why);
    auto node = text_node(row.raw);
    adapters::TextFindings findings;
    adapters::clean(node, findings);
    CHECK(node.text == row.clean);
    CHECK(findings.was_nfd == row.was_nfd);
    CHECK(findings.private_use == row.private_use);
    CHECK(findings.ill_formed.empty());
}

TEST_CASE("a letter keeps at most eight marks", "[kb][portal]") {
    std::string raw = "a";
    for (int i = 0; i < 5000; ++i) raw += "\u0316\u0301";
    auto node = text_node(raw);
    adapters::TextFindings findings;
    adapters::clean(node, findings);
    CHECK(node.text.size() <= 20);
}

TEST_CASE("ill-formed bytes are found again in the field they stood in", "[kb][portal]") {
    const auto marked = adapters::with_marked_faults("{\"name\": \"a\xff\", \"rows\": [{\"x\": \"\xc3\"}], \"ok\": \"đ\"}");
    auto tree = adapters::parse_json(marked);
    REQUIRE(tree);
    adapters::TextFindings findings;
    adapters::clean(*tree, findings);
    CHECK(findings.ill_formed == std::vector<std::string>{"name", "rows[0].x"});
    CHECK(tree->find("ok")->text == "đ");
}

TEST_CASE("well-formed text passes unchanged, every ill-formed byte is marked", "[kb][portal]") {
    struct Row {
        const char* why;
        std::string bytes;
        std::size_t marks;
    };
    const auto row = GENERATE(values<Row>({
        {"all lengths", "a\u0111\u1ec7\U0001F600", 0},
        {"lone continuation", "\x80", 1},
        {"overlong slash", "\xc0\xaf", 2},
        {"overlong in three", "\xe0\x80\xaf", 3},
        {"surrogate", "\xed\xa0\x80", 3},
        {"beyond Unicode", "\xf4\x90\x80\x80", 4},
        {"cut off", "x\xe1\xbb", 2},
    }));
    INFO(row.why);
    const auto marked = adapters::with_marked_faults(row.bytes);
    std::size_t marks = 0;
    for (auto at = marked.find("\xEF\xBF\xBE"); at != std::string::npos; at = marked.find("\xEF\xBF\xBE", at + 3)) ++marks;
    CHECK(marks == row.marks);
    if (row.marks == 0) CHECK(marked == row.bytes);
}

TEST_CASE("lines are tidied", "[kb][portal]") {
    CHECK(adapters::one_line("  a \n\t b  ") == "a b");
    CHECK(adapters::many_lines(" a  b \n\n\n c\n") == "a b\n\nc");
    CHECK(adapters::many_lines("\n \n").empty());
    CHECK(adapters::single_name("Cấp thẻ\nCấp thẻ") == "Cấp thẻ");
    CHECK(adapters::single_name("Cấp thẻ mượnCấp thẻ mượn") == "Cấp thẻ mượn");
    CHECK(adapters::single_name("Cấp thẻ bậc\ncao") == "Cấp thẻ bậc cao");
    CHECK(adapters::single_name("chôm chôm") == "chôm");  // a whole name that says one word twice is not published
}

TEST_CASE("the portal's ways to say nothing say nothing", "[kb][portal]") {
    for (const auto* text : {"", " ", "--", "----", "- ", "Không", "Không có", "Không có thông tin", "Không.", "- Không có"}) {
        INFO(text);
        CHECK(adapters::says_nothing(text));
    }
    for (const auto* text : {"Không quy định", "0", "a", "Không có thông tin gì thêm"}) {
        INFO(text);
        CHECK_FALSE(adapters::says_nothing(text));
    }
}

TEST_CASE("page furniture is cut off", "[kb][portal]") {
    CHECK(adapters::without_furniture("Thẻ.Từ khóaKhông có thông tinMô tảKhông có thông tinChọn cơ quan") == "Thẻ.");
    CHECK(adapters::without_furniture("Thẻ.Từ khóasáchMô tảvề sách") == "Thẻ.");
    CHECK(adapters::without_furniture("Thẻ. Chọn cơ quan thực hiệnTỉnh") == "Thẻ. ");
    CHECK(adapters::without_furniture("Tra từ điển theo Từ khóa nào cũng được") == "Tra từ điển theo Từ khóa nào cũng được");
}

TEST_CASE("joined values come apart where a new value begins", "[kb][portal]") {
    using Values = std::vector<std::string>;
    CHECK(adapters::audience_from("Tổ chức (không gồm Doanh nghiệp, Hợp tác xã), Cán bộ, công chức, viên chức, Đảng viên") ==
          Values{"Tổ chức (không gồm Doanh nghiệp, Hợp tác xã)", "Cán bộ, công chức, viên chức", "Đảng viên"});
    CHECK(adapters::audience_from("Không có thông tin").empty());
    CHECK(adapters::results_from("Thẻ đọcMã: KQ.G15.000031Thẻ mượnMã: 0007Từ khóaKhông có thông tin") ==
          Values{"Thẻ đọc", "Thẻ mượn"});
    CHECK(adapters::results_from("Thẻ") == Values{"Thẻ"});
}

TEST_CASE("Vietnamese letters are told by their case", "[kb][portal]") {
    for (const char32_t upper : U"AZĐĂÂÊÔƠƯÝỸẠỆ") {
        if (upper == 0) continue;
        CHECK(adapters::is_upper_letter(upper));
        CHECK_FALSE(adapters::is_lower_letter(upper));
    }
    for (const char32_t lower : U"azđăâêôơưýỹạệ") {
        if (lower == 0) continue;
        CHECK(adapters::is_lower_letter(lower));
        CHECK_FALSE(adapters::is_upper_letter(lower));
    }
    for (const char32_t other : U"09 -(×÷“") {
        if (other != 0) CHECK_FALSE(adapters::is_letter(other));
    }
    CHECK(adapters::code_point_before("aệ", 4).value == U'ệ');
    CHECK(adapters::code_point_before("a", 0).value == 0);
}

}  // namespace motcua::tests
