// The alias files that staff edit: what is read, and which faults are told with their line.
#include <catch2/catch.hpp>

#include "knowledge-base/alias_file.hpp"

using motcua::kb::read_aliases;

TEST_CASE("a block holds its code, short name, note and phrases", "[ranking]") {
    const auto file = read_aliases(
        "# words of the people\n"
        "[1.001193] Thủ tục đăng ký khai sinh\r\n"
        "= Đăng ký khai sinh\n"
        "  làm giấy khai sinh  \n"
        "\n"
        "# another comment\n"
        "khai sinh em bé\n"
        "[out.x] Bộ Y tế\n"
        "> Xã tiếp nhận.\n"
        "người tàn tật\n"
        "[out.y] chợ\n"
        "! Việc riêng.\n"
        "giá rau",
        "ho-tich.txt");
    CHECK(file.faults.empty());
    REQUIRE(file.blocks.size() == 3);
    CHECK(file.blocks[0].code == "1.001193");
    CHECK(file.blocks[0].short_name == "Đăng ký khai sinh");
    CHECK(file.blocks[0].phrases == std::vector<std::string>{"làm giấy khai sinh", "khai sinh em bé"});
    CHECK(file.blocks[1].code == "out.x");
    CHECK(file.blocks[1].note == "Xã tiếp nhận.");
    CHECK_FALSE(file.blocks[1].private_matter);
    CHECK(file.blocks[2].note == "Việc riêng.");
    CHECK(file.blocks[2].private_matter);
    CHECK(file.blocks[1].phrases == std::vector<std::string>{"người tàn tật"});
}

TEST_CASE("words written with combining marks are read as composed ones", "[ranking]") {
    const auto file = read_aliases("[1.000001] x\n= tre\u0309 em\ntre\u0309 em\n", "x.txt");
    CHECK(file.blocks.at(0).short_name == "tr\u1ebb em");
    CHECK(file.blocks.at(0).phrases.at(0) == "tr\u1ebb em");
}

TEST_CASE("a fault is told with file, line and what is allowed, and the rest is read", "[ranking]") {
    struct Row {
        const char* why;
        std::string text;
        std::size_t line;
        const char* says;
    };
    std::string sixty_one = "=";
    for (int i = 0; i < 61; ++i) sixty_one += "ề";
    const std::vector<Row> rows{
        {"a phrase before any block", "lạc đàn\n[1.000001] x\nmột\n", 1, "under a [code]"},
        {"a block without its bracket", "[1.000001] x\nmột\n[1.000002 x\n", 3, "[code] title"},
        {"a block without code", "[1.000001] x\nmột\n[] x\n", 3, "[code] title"},
        {"two short names", "[1.000001] x\n= a\n= b\nmột\n", 3, "second short name"},
        {"a short name of 61 characters", "[1.000001] x\nmột\n" + sixty_one, 3, "60 characters"},
    };
    for (const Row& row : rows) {
        INFO(row.why);
        const auto file = read_aliases(row.text, "x.txt");
        REQUIRE(file.faults.size() == 1);
        CHECK(file.faults[0].file == "x.txt");
        CHECK(file.faults[0].line == row.line);
        CHECK(file.faults[0].message.find(row.says) != std::string::npos);
        REQUIRE(file.blocks.size() == 1);
        CHECK(file.blocks[0].phrases == std::vector<std::string>{"một"});
    }
}

TEST_CASE("every fault of a file is told, and an empty file has none", "[ranking]") {
    CHECK(read_aliases("a\nb\n[x\n[1.000001] t\n= a\n= b\n= c\n", "x.txt").faults.size() == 5);
    CHECK(read_aliases("", "x.txt").faults.empty());
    CHECK(read_aliases("\n\n# only\n", "x.txt").blocks.empty());
}
