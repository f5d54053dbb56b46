// A made-up base of a few procedures and people's words for them, for tests of catalog, query and ranker.
#pragma once

#include <string>
#include <vector>

#include "knowledge-base/catalog.hpp"
#include "knowledge-base/confidence.hpp"
#include "knowledge-base/query.hpp"
#include "knowledge-base/ranker.hpp"

namespace motcua::tests {

inline kb::Procedure titled(const std::string& code, const std::string& name, const std::string& level = "Cấp xã") {
    kb::Procedure procedure;
    procedure.code = code;
    procedure.name = name;
    procedure.level = level;
    return procedure;
}

inline const char* birth = "1.000001";
inline const char* tax = "1.000002";
inline const char* rent = "1.000003";
inline const char* foreign_birth = "1.000004";
inline const char* licence_again = "1.000005";
inline const char* licence_exchange = "1.000006";

inline kb::Catalog town_catalog() {
    kb::Procedure captured_wrong = titled("1.000007", "Đăng ký khai sinh lần nữa");
    captured_wrong.mark(kb::Flag::miscaptured);
    return kb::Catalog(
        {titled(birth, "Thủ tục đăng ký khai sinh"), titled(tax, "Đăng ký thuế hộ gia đình", "Cấp tỉnh, Cấp xã"),
         titled(rent, "Đăng ký thuê nhà công vụ", "Cấp bộ"),
         titled(foreign_birth, "Thủ tục đăng ký khai sinh có yếu tố nước ngoài"),
         titled(licence_again, "Cấp lại giấy phép lái xe", "Cấp tỉnh"),
         titled(licence_exchange, "Đổi giấy phép lái xe", "Cấp tỉnh"), captured_wrong},
        {{birth, "Đăng ký khai sinh", {"làm giấy khai sinh cho cháu", "khai sinh em bé"}, ""},
         {licence_again, "", {"mất bằng lái"}, ""},
         {"1.777777", "Nobody knows", {"vượn cáo"}, ""},
         {"out.luong-huu", "Lương hưu", {"lãnh lương hưu", "sổ hưu"}, "Do cơ quan bảo hiểm xã hội giải quyết."},
         {"out.empty", "Trống", {}, "Không có câu nào."}});
}

inline kb::Query asked(const kb::Catalog& catalog, const std::string& text) {
    return kb::query_from(catalog, intents::normalize(text));
}

inline std::vector<kb::Hit> all_of(const kb::Catalog& catalog) {
    std::vector<kb::Hit> hits;
    for (const auto& entry : catalog.entries()) hits.push_back({entry.code, 1});
    return hits;
}

/// Codes of the whole base, best first.
inline std::vector<std::string> ranked_codes(const kb::Catalog& catalog, const std::string& text,
                                             const kb::RankerWeights& weights = kb::RankerWeights::built_in()) {
    std::vector<std::string> codes;
    for (const auto& row : kb::Ranker(catalog, weights).rank(asked(catalog, text), all_of(catalog))) {
        codes.push_back(catalog.entries()[row.entry].code);
    }
    return codes;
}

inline float measured(const kb::Catalog& catalog, const std::string& text, const std::string& code, kb::Feature feature) {
    const kb::Ranker ranker(catalog, {});
    return ranker.features_of(asked(catalog, text), *catalog.position(code), 0)[static_cast<std::size_t>(feature)];
}

}  // namespace motcua::tests
