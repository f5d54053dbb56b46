// The glued table of laws, split; codes recognised in running text.
#include "adapters/portal/glued_laws.hpp"

#include <catch2/catch.hpp>

#include "adapters/portal/law_code.hpp"

namespace motcua::tests {
namespace {

using Laws = std::vector<std::pair<std::string, std::string>>;

Laws laws_of(const std::string& cell) {
    Laws laws;
    for (const auto& law : adapters::split_laws(cell).laws) laws.emplace_back(law.name, law.code);
    return laws;
}

}  // namespace

TEST_CASE("names and codes of laws come apart", "[kb][glued]") {
    struct Row {
        const char* why;
        const char* cell;
        Laws laws;
    };
    const auto row = GENERATE(values<Row>({
        {"two rows", "Tên văn bản pháp lýMã văn bảnLuật Sách46/2019/QH14Về thư viện93/2020/NĐ-CP",
         {{"Luật Sách", "46/2019/QH14"}, {"Về thư viện", "93/2020/NĐ-CP"}}},
        {"the name holds its code", "Nghị định số 93/2020/NĐ-CP ngày 18/8/2020 về thư viện93/2020/NĐ-CP",
         {{"Nghị định số 93/2020/NĐ-CP ngày 18/8/2020 về thư viện", "93/2020/NĐ-CP"}}},
        {"the name ends with its code", "Luật 60/2014/QH1360/2014/QH13", {{"Luật 60/2014/QH13", "60/2014/QH13"}}},
        {"the name ends with a year", "Luật Sách 201946/2019/QH14", {{"Luật Sách 2019", "46/2019/QH14"}}},
        {"the name ends with a dotted date", "Thông tư ngày 15/5/2026.55/2026/TT-BTC",
         {{"Thông tư ngày 15/5/2026.", "55/2026/TT-BTC"}}},
        {"the code carries its kind", "Về sáchThông tư số 03/2023/TT-BVHTTDLVề báo04/2023/TT-BTTTT",
         {{"Về sách", "03/2023/TT-BVHTTDL"}, {"Về báo", "04/2023/TT-BTTTT"}}},
        {"the next name is in small letters", "Về sách03/2025/TT-VPCPquy định mới182/2025/NQ-HĐND",
         {{"Về sách", "03/2025/TT-VPCP"}, {"quy định mới", "182/2025/NQ-HĐND"}}},
        {"the next name is in capitals", "Về sách92/2015/NĐ-CPLUẬT SÁCH66/2006/QH11",
         {{"Về sách", "92/2015/NĐ-CP"}, {"LUẬT SÁCH", "66/2006/QH11"}}},
        {"a dotted number", "Nghị quyết về dữ liệu66.7/2025/NQ-CP", {{"Nghị quyết về dữ liệu", "66.7/2025/NQ-CP"}}},
        {"no year", "Quy chế nội bộQuyết định số 180/QĐ-BXD", {{"Quy chế nội bộ", "180/QĐ-BXD"}}},
        {"standing committee", "Về đô thị26/2022/UBTVQH15", {{"Về đô thị", "26/2022/UBTVQH15"}}},
        {"no code at the end", "Luật Sách46/2019/QH14Quy chế mượn", {{"Luật Sách", "46/2019/QH14"}, {"Quy chế mượn", ""}}},
        {"a code without a name", "Luật Sách46/2019/QH14193/2025/NĐ-CP",
         {{"Luật Sách", "46/2019/QH14"}, {"193/2025/NĐ-CP", "193/2025/NĐ-CP"}}},
        {"nothing", "Không có thông tin", {}},
    }));
    INFO(row.why);
    CHECK(laws_of(row.cell) == row.laws);
}

TEST_CASE("a guessed border is told", "[kb][glued]") {
    CHECK(adapters::split_laws("Luật Sách46/2019/QH14").certain);
    CHECK_FALSE(adapters::split_laws("Về sách12/2020/TT-XYZ").certain);
    CHECK_FALSE(adapters::split_laws("Quy chế mượn sách").certain);
}

TEST_CASE("a text is a law code or is not", "[kb][glued]") {
    for (const auto* code : {"60/2014/QH13", "85/2019/TT-BTC", "66.7/2025/NQ-CP", "190/2025/NQ-QH15", "180/QĐ-BXD",
                             "12/2015/TTLT-BTC-BTP", "42/2012/QĐ-TTg"}) {
        INFO(code);
        CHECK(adapters::is_law_code(code));
    }
    for (const auto* code : {"", "104", "12/2025", "23/2015/NĐ-C", "202323/2023/QH15", "30/2013/NĐ-CPLU", "số 1/2020/NĐ-CP"}) {
        INFO(code);
        CHECK_FALSE(adapters::is_law_code(code));
    }
}

TEST_CASE("rows that were cut in wrong places show it", "[kb][glued]") {
    CHECK(adapters::looks_glued(kb::LegalBasis{"Về chứng thực", "23/2015/NĐ-C"}));
    CHECK(adapters::looks_glued(kb::LegalBasis{"Về sách46/2019/QH14Về báo", "47/2019/QH14"}));
    CHECK_FALSE(adapters::looks_glued(kb::LegalBasis{"Nghị định số 93/2020/NĐ-CP về sách", "93/2020/NĐ-CP"}));
    CHECK(adapters::looks_glued(kb::LegalBasis{"Luật Công chứng năm 20", "2446/2024/QH15"}));
    CHECK_FALSE(adapters::looks_glued(kb::LegalBasis{"Quy chế", ""}));
}

}  // namespace motcua::tests
